import type { Connection } from 'mongoose';
import { inOrder } from '../in-order';
import { chained, chainHead } from '../proofs/chain';
import type { Sealing } from '../sealing';
import type { Numbered, Shelf, TaskDocument } from './recorder';
import { openedTaskEvents, openedTasks, storedTask, storedTaskEvents, type TaskPlans } from './sealed-task';

/** One kind of task: where it is kept, what of it is sealed, and how its events become its read model. */
export interface TaskKind<E extends Numbered, D extends TaskDocument> {
  readonly collections: { readonly events: string; readonly documents: string };
  readonly plans: TaskPlans;
  readonly project: (before: D | undefined, events: readonly E[]) => D;
}

/** As much of a stored event as it is found by. */
interface StoredTaskEvent {
  readonly id: string;
  readonly seq: number;
}

/** Only the event itself: not whose it is, and not what chains it to the others. */
const EVENT_ONLY = { _id: 0, id: 0, recordedAt: 0, hash: 0 } as const;

/** Opens the shelf of one kind of task; what is put on it is sealed and chained. */
export function openShelf<E extends Numbered & { readonly type: string }, D extends TaskDocument>(
  connection: Connection,
  sealing: Sealing,
  { collections, plans, project }: TaskKind<E, D>,
): Shelf<E, D> {
  const events = connection.collection<StoredTaskEvent>(collections.events);
  const documents = connection.collection<TaskDocument>(collections.documents);
  return {
    eventsFrom: async (id, seq, session) => {
      const found = await events
        .find<E>({ id, seq: { $gte: seq } }, { projection: EVENT_ONLY, ...(session && { session }) })
        .sort({ seq: 1 })
        .toArray();
      return openedTaskEvents(sealing, id, found);
    },
    insertEvents: async (id, transition, at, session) => {
      const head = await chainHead(connection, { collection: collections.events, owner: { id } }, session);
      const stored = chained(head, await storedTaskEvents(sealing, plans, id, transition), at);
      await events.insertMany(stored, { session, ignoreUndefined: true });
    },
    find: async (id, session) => {
      const found = await documents.findOne<D>({ _id: id }, { ...(session && { session }) });
      return (await openedTasks(sealing, found ? [found] : []))[0];
    },
    put: async (document, replaced, session) => {
      const after = await storedTask(sealing, plans, document);
      const options = { session, ignoreUndefined: true };
      if (replaced === 0) {
        await documents.insertOne(after, options);
        return true;
      }
      const revision = { _id: after._id, revision: replaced };
      return (await documents.replaceOne(revision, after, options)).matchedCount === 1;
    },
    ids: () =>
      inOrder(async (after) => {
        const [event, document] = await Promise.all([
          events.findOne({ id: { $gt: after } }, { sort: { id: 1, seq: 1 }, projection: { id: 1 } }),
          documents.findOne({ _id: { $gt: after } }, { sort: { _id: 1 }, projection: { _id: 1 } }),
        ]);
        return [event?.id, document?._id].filter((id) => id !== undefined).sort()[0];
      }),
    project,
  };
}
