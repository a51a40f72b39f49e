import type { CommandName } from './commands';
import type { Stage } from './stage';

/**
 * Why a command is not admitted: the actor's role, the stage the case is in, a rule of the pack or of the procedure,
 * the payload itself, or a payload that did not come through our codec.
 */
export type RefusalCode =
  'role' | 'stage' | 'rule' | 'authority' | 'invalid' | 'personal-number' | 'plaintext';

export interface FieldError {
  /** Path in the payload, such as `steps[0].due`. */
  readonly field: string;
  readonly message: string;
}

/** What was wrong and what to do; never holds what was sent. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly stage?: Stage;
  /** The commands that this actor could send now. */
  readonly admitted?: readonly CommandName[];
  readonly fields?: readonly FieldError[];
}

/** A payload that breaks a rule which a schema can't say. */
export function invalid(field: string, message: string): Refusal {
  return { code: 'invalid', message: `${field}: ${message}`, fields: [{ field, message }] };
}
