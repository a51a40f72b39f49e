import type { CaseEvent } from '../../domain/case/events';
import { seal, unseal, type Sealed } from '../sealing';
import type { CaseCollections } from './collections';
import type { CaseEventDocument } from './documents';
import { EVENT_PLANS } from './event-plans';

/** Events of a case as they are stored, their texts sealed. Done before the transaction that stores them. */
export function storedEvents(
  { sealing }: Pick<CaseCollections, 'sealing'>,
  number: string,
  events: readonly CaseEvent[],
): Promise<Sealed<CaseEventDocument>[]> {
  return Promise.all(
    events.map((event) => seal(sealing, placeOf(number, event), { number, ...event }, planOf(event))),
  );
}

/** The events that were stored so, in the same order; of one case or of several. What is given is used up. */
export async function eventsIn(
  { sealing }: CaseCollections,
  stored: readonly CaseEventDocument[],
): Promise<CaseEvent[]> {
  await sealing.prepare(stored.map(({ number }) => number));
  const opened = stored.map((one) => unseal(sealing, placeOf(one.number, one), one));
  return (await Promise.all(opened)).map(eventOf);
}

/** No event opens in the place of another. */
function placeOf(number: string, { seq }: CaseEvent) {
  return { owner: number, as: `event ${seq}` };
}

function planOf({ type }: CaseEvent) {
  return { ...AROUND, payload: EVENT_PLANS[type] };
}

const AROUND = {
  number: 'plain',
  seq: 'plain',
  commandId: 'plain',
  type: 'plain',
  at: 'plain',
  happenedAt: 'plain',
  round: 'plain',
  actor: 'plain',
  completion: 'plain',
} as const;

function eventOf({
  number: _ofTheCase,
  recordedAt: _recorded,
  hash: _link,
  ...event
}: CaseEventDocument): CaseEvent {
  return event;
}
