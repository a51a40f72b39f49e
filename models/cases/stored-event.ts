import type { CaseEvent } from '../../domain/case/events';
import type { CaseCollections } from './collections';
import type { CaseEventDocument } from './documents';

/** Events of a case as they are stored. Done before the transaction that stores them. */
export async function storedEvents(
  _collections: CaseCollections,
  number: string,
  events: readonly CaseEvent[],
): Promise<CaseEventDocument[]> {
  return Promise.resolve(events.map((event) => ({ number, ...event })));
}

/** The events that were stored so, in the same order; of one case or of several. */
export async function eventsIn(
  _collections: CaseCollections,
  stored: readonly CaseEventDocument[],
): Promise<CaseEvent[]> {
  return Promise.resolve(stored.map(eventOf));
}

function eventOf({
  number: _ofTheCase,
  recordedAt: _recorded,
  hash: _link,
  ...event
}: CaseEventDocument): CaseEvent {
  return event;
}
