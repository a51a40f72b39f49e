import type { CommandName } from './commands';
import type { Stage } from './stage';

/**
 * Why a command is not admitted: the actor's role, the stage the case is in, a rule of the pack or of the procedure,
 * the payload itself, or a payload that did not come through our codec.
 */
export const REFUSAL_CODES = [
  'role',
  'stage',
  'rule',
  'authority',
  'invalid',
  'personal-number',
  'plaintext',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface FieldError {
  /** Path in the payload, such as `steps[0].due`. */
  readonly field: string;
  readonly message: string;
}

/** What was wrong and what to do; never holds what was sent. Work orders and the like have stages and commands of their own. */
export interface Refusal<S extends string = Stage, N extends string = CommandName> {
  readonly code: RefusalCode;
  readonly message: string;
  readonly stage?: S;
  /** The commands that this actor could send now. */
  readonly admitted?: readonly N[];
  readonly fields?: readonly FieldError[];
}

/** A payload that breaks a rule which a schema can't say. */
export function invalid(field: string, message: string): Refusal {
  return { code: 'invalid', message: `${field}: ${message}`, fields: [{ field, message }] };
}
