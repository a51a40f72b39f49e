import type { mongo } from 'mongoose';
import type { CaseEvent } from '../../domain/case/events';
import type { CaseCollections } from './collections';
import { eventsIn } from './stored-event';

const WITHOUT_ID = { projection: { _id: 0 } } as const;

/** The events of a case from a seq on, in their order. */
export async function eventsFrom(
  collections: CaseCollections,
  number: string,
  seq: number,
  session?: mongo.ClientSession,
  limit = 0,
): Promise<CaseEvent[]> {
  const found = await collections.events
    .find({ number, seq: { $gte: seq } }, { ...WITHOUT_ID, ...(session && { session }) })
    .sort({ seq: 1 })
    .limit(limit)
    .toArray();
  return eventsIn(collections, found);
}

/** The event that a command has made, or the record of its refusal; undefined if the case knows no such command. */
export async function eventOfCommand(
  collections: CaseCollections,
  number: string,
  commandId: string,
): Promise<CaseEvent | undefined> {
  const found = await collections.events.findOne({ number, commandId }, WITHOUT_ID);
  return (await eventsIn(collections, found ? [found] : []))[0];
}
