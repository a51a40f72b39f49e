import type { CaseCollections } from './collections';
import { inOrder } from '../in-order';
import { isSameDocument } from '../same-document';
import { eventsFrom } from './events';
import { project } from './project';
import { opened, storedCase } from './stored-case';
import { TRANSACTION } from './transaction';

export interface RebuildProgress {
  readonly cases: number;
  /** Of these, the read models that were missing or said something else than the events. */
  readonly rebuilt: number;
  /** The cases whose events have a gap, or can't be folded: their read models were left as they are. */
  readonly broken: readonly string[];
}

/** How many cases lie between two reports of progress. */
const REPORTED_EVERY = 100;

/**
 * Makes the read model of a case, and what its texts are found by, anew from its events; also while the case goes on.
 *
 * @returns whether either was missing or differed
 * @throws RangeError if the case has no events, or they don't follow on each other
 */
export async function rebuildOne(collections: CaseCollections, number: string): Promise<boolean> {
  const { connection, cases, searchTerms } = collections;
  const session = await connection.startSession();
  try {
    return await session.withTransaction(async () => {
      const events = await eventsFrom(collections, number, 1, session);
      const made = project(undefined, events);
      const { customer } = made.state.intake;
      const otherTerms = await searchTerms.replace(number, { events, customer }, session);
      const found = await cases.findOne({ _id: number }, { session });
      if (found && isSameDocument(await opened(collections, found), made)) return otherTerms;
      const stored = await storedCase(collections, made);
      await cases.replaceOne({ _id: number }, stored, { session, upsert: true, ignoreUndefined: true });
      return true;
    }, TRANSACTION);
  } finally {
    await session.endSession();
  }
}

/** As `rebuildOne`, for every case there are events of; one that can't be rebuilt doesn't keep the others from it. */
export async function rebuildAll(
  collections: CaseCollections,
  report: (progress: RebuildProgress) => void,
): Promise<RebuildProgress> {
  let progress: RebuildProgress = { cases: 0, rebuilt: 0, broken: [] };
  for await (const number of numbersWithEvents(collections)) {
    progress = counted(progress, number, await tryRebuild(collections, number));
    if (progress.cases % REPORTED_EVERY === 0) report(progress);
  }
  report(progress);
  return progress;
}

async function tryRebuild(
  collections: CaseCollections,
  number: string,
): Promise<'rebuilt' | 'same' | 'broken'> {
  try {
    return (await rebuildOne(collections, number)) ? 'rebuilt' : 'same';
  } catch (error) {
    if (error instanceof RangeError) return 'broken';
    throw error;
  }
}

function counted(
  { cases, rebuilt, broken }: RebuildProgress,
  number: string,
  outcome: 'rebuilt' | 'same' | 'broken',
): RebuildProgress {
  return {
    cases: cases + 1,
    rebuilt: outcome === 'rebuilt' ? rebuilt + 1 : rebuilt,
    broken: outcome === 'broken' ? [...broken, number] : broken,
  };
}

/** The numbers of all cases that there are events of. */
export function numbersWithEvents({ events }: CaseCollections): AsyncGenerator<string> {
  return inOrder(async (after) => {
    const next = await events.findOne(
      { number: { $gt: after } },
      { sort: { number: 1, seq: 1 }, projection: { _id: 0, number: 1 } },
    );
    return next?.number;
  });
}
