import type { Intake } from '../../domain/case/intake';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { IntakeDocument } from './documents';

/** What the workflow of a filed complaint starts with, whoever starts it. */
export interface StartInput {
  readonly number: string;
  readonly intake: Intake;
  readonly policy: Policy;
  readonly filedBy: Actor;
  readonly enteredAt: string;
}

/** What the workflow of a case is started with. */
export function startInput({ _id, intake, filedBy, enteredAt }: IntakeDocument, policy: Policy): StartInput {
  return { number: _id, intake, policy, filedBy, enteredAt: enteredAt.toISOString() };
}
