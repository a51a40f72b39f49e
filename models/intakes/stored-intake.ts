import { intakePlan } from '../cases/event-plans';
import { seal, unseal, type Plan, type Sealed, type Sealing } from '../sealing';
import type { IntakeDocument } from './documents';

const PLAN = {
  _id: 'plain',
  intake: intakePlan,
  policy: 'plain',
  filedBy: 'plain',
  enteredAt: 'plain',
  awaitsStart: 'plain',
  startedRunId: 'plain',
} as const satisfies Plan<IntakeDocument>;

/** What was filed, as it is stored: its texts sealed with the key of its number. */
export function storedIntake(sealing: Sealing, intake: IntakeDocument): Promise<Sealed<IntakeDocument>> {
  return seal(sealing, placeOf(intake), intake, PLAN);
}

/** What was stored so; it is used up. */
export function openedIntake(sealing: Sealing, stored: IntakeDocument): Promise<IntakeDocument> {
  return unseal(sealing, placeOf(stored), stored);
}

function placeOf({ _id }: IntakeDocument) {
  return { owner: _id, as: 'intake' };
}
