import type { Connection } from 'mongoose';
import type { Difference } from '../cases';
import { TRANSACTION } from '../cases/transaction';
import { differingFields } from '../differing-fields';
import { isSameDocument } from '../same-document';
import type { Numbered, Shelf, TaskDocument } from './recorder';

/** What of the differences can come up between the records and the workflows of tasks. */
export type TaskDifference = Extract<
  Difference,
  {
    kind:
      | 'events-broken'
      | 'read-model-missing'
      | 'read-model-differs'
      | 'read-model-without-events'
      | 'workflow-missing'
      | 'workflow-left-over';
  }
>;

/** The records of one kind of task, compared with each other and with the workflows, and made anew. */
export interface TaskRecords {
  /** Every id there are events or a read model of, in order. */
  ids(): AsyncIterable<string>;
  /** Whether there are events of it. */
  has(id: string): Promise<boolean>;
  /**
   * Makes a read model anew from its events, also while the task goes on; true if it was missing or differed.
   *
   * @throws RangeError if there are no events, or they don't follow on each other
   */
  rebuild(id: string): Promise<boolean>;
  /**
   * What events, read model and workflow don't say alike; nothing is changed.
   *
   * @param runs whether its workflow runs
   */
  differences(id: string, runs: (id: string) => Promise<boolean>): Promise<readonly TaskDifference[]>;
}

/** The records on a shelf. */
export function openTaskRecords<E extends Numbered, D extends TaskDocument>(
  connection: Connection,
  shelf: Shelf<E, D>,
  hasEnded: (document: D) => boolean,
): TaskRecords {
  return {
    ids: () => shelf.ids(),
    has: async (id) => (await shelf.eventsFrom(id, 1)).length > 0,
    rebuild: (id) => rebuilt(connection, shelf, id),
    differences: async (id, runs) => {
      const { differences, document } = await compared(connection, shelf, id);
      if (!document) return differences;
      const ended = hasEnded(document);
      if (ended !== (await runs(id))) return differences;
      return [
        ...differences,
        ended
          ? { kind: 'workflow-left-over', number: id }
          : { kind: 'workflow-missing', number: id, stage: document.stage },
      ];
    },
  };
}

async function rebuilt<E extends Numbered, D extends TaskDocument>(
  connection: Connection,
  shelf: Shelf<E, D>,
  id: string,
): Promise<boolean> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(async () => {
      const made = shelf.project(undefined, await shelf.eventsFrom(id, 1, session));
      const found = await shelf.find(id, session);
      if (found && isSameDocument(found, made)) return false;
      await shelf.put(made, found?.revision ?? 0, session);
      return true;
    }, TRANSACTION);
  } finally {
    await session.endSession();
  }
}

interface Compared<D> {
  readonly differences: readonly TaskDifference[];
  /** What the events say; absent if they say nothing. */
  readonly document?: D;
}

/** Events and read model as of one moment, since the task may go on meanwhile. */
async function compared<E extends Numbered, D extends TaskDocument>(
  connection: Connection,
  shelf: Shelf<E, D>,
  id: string,
): Promise<Compared<D>> {
  const session = await connection.startSession({ snapshot: true });
  try {
    const events = await shelf.eventsFrom(id, 1, session);
    if (events.length === 0) return { differences: [{ kind: 'read-model-without-events', number: id }] };
    const document = shelf.project(undefined, events);
    return { document, differences: ofReadModel(await shelf.find(id, session), document) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { differences: [{ kind: 'events-broken', number: id, problem: error.message }] };
  } finally {
    await session.endSession();
  }
}

function ofReadModel(found: TaskDocument | undefined, made: TaskDocument): TaskDifference[] {
  const number = made._id;
  if (!found) return [{ kind: 'read-model-missing', number }];
  if (found.revision > made.revision) {
    const problem = `The read model knows event ${found.revision}, the events end with ${made.revision}.`;
    return [{ kind: 'events-broken', number, problem }];
  }
  if (isSameDocument(found, made)) return [];
  return [{ kind: 'read-model-differs', number, fields: differingFields(found, made) }];
}
