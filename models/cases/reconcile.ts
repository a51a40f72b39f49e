import type { CaseCollections } from './collections';
import { eventsFrom } from './events';
import { project } from './project';
import { opened } from './stored-case';
import { differingFields } from '../differing-fields';
import { isSameDocument } from '../same-document';
import { together } from '../together';
import { numbersWithEvents } from './rebuild';
import type { CaseDocument } from './documents';

/** `fields` names some of those in which it differs, and not what stands there. */
export interface ReadModelDiffers {
  readonly kind: 'read-model-differs';
  readonly number: string;
  readonly fields: readonly string[];
}

/** Something that records and workflows don't say alike. */
export type Difference =
  /** The events have a gap, end before the read model does, or can't be folded; `problem` says where. */
  | { readonly kind: 'events-broken'; readonly number: string; readonly problem: string }
  | { readonly kind: 'read-model-missing'; readonly number: string }
  | ReadModelDiffers
  | { readonly kind: 'read-model-without-events'; readonly number: string }
  | { readonly kind: 'intake-missing'; readonly number: string }
  /** The intake says that its workflow has recorded something, but there are no events. */
  | { readonly kind: 'events-missing'; readonly number: string }
  /** Entered long enough ago, but nothing is recorded. */
  | { readonly kind: 'never-started'; readonly number: string }
  /** The case is not archived, but no workflow carries it. */
  | { readonly kind: 'workflow-missing'; readonly number: string; readonly stage: string }
  /** The case is archived, but its workflow still runs. */
  | { readonly kind: 'workflow-left-over'; readonly number: string };

/** What the records are compared with. */
export interface Counterparts {
  readonly intakes: {
    find(number: string): Promise<unknown>;
    unstarted(olderThan: Date, limit: number): Promise<readonly { readonly _id: string }[]>;
    startedNumbers(): AsyncIterable<string>;
  };
  /** Of these numbers, those whose procedure runs in Temporal now. */
  readonly running: (numbers: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Intakes that were entered later may still be on their way. */
  readonly enteredBefore: Date;
}

const AT_ONCE = 100;
const MOST_UNSTARTED = 10_000;

/** Every difference between events, read models, intakes, and workflows; nothing is changed. */
export async function* differences(
  collections: CaseCollections,
  counterparts: Counterparts,
): AsyncGenerator<Difference> {
  for await (const numbers of together(numbersWithEvents(collections), AT_ONCE)) {
    yield* await ofRecords(collections, counterparts, numbers);
  }
  yield* readModelsWithoutEvents(collections);
  for await (const number of counterparts.intakes.startedNumbers()) {
    if (!(await hasEvents(collections, number))) yield { kind: 'events-missing', number };
  }
  for (const { _id } of await counterparts.intakes.unstarted(counterparts.enteredBefore, MOST_UNSTARTED)) {
    yield { kind: 'never-started', number: _id };
  }
}

async function ofRecords(
  collections: CaseCollections,
  { intakes, running }: Counterparts,
  numbers: readonly string[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  const made = new Map<string, CaseDocument>();
  for (const number of numbers) {
    if ((await intakes.find(number)) === undefined) found.push({ kind: 'intake-missing', number });
    const { difference, document } = await ofReadModel(collections, number);
    if (difference) found.push(difference);
    if (document) made.set(number, document);
  }
  const open = await running([...made.keys()]);
  return [...found, ...[...made.values()].flatMap((document) => ofWorkflow(document, open))];
}

/** Events and read model as of one moment, since the case may go on meanwhile. */
export async function ofReadModel(
  collections: CaseCollections,
  number: string,
): Promise<{ readonly difference?: Difference; readonly document?: CaseDocument }> {
  const session = await collections.connection.startSession({ snapshot: true });
  try {
    const events = await eventsFrom(collections, number, 1, session);
    const document = project(undefined, events);
    const stored = await collections.cases.findOne({ _id: number }, { session });
    const found = stored && (await opened(collections, stored));
    if (!found) return { document, difference: { kind: 'read-model-missing', number } };
    if (found.revision > document.revision) {
      const problem = `The read model knows event ${found.revision}, the events end with ${document.revision}.`;
      return { document, difference: { kind: 'events-broken', number, problem } };
    }
    return isSameDocument(found, document)
      ? { document }
      : {
          document,
          difference: { kind: 'read-model-differs', number, fields: differingFields(found, document) },
        };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { difference: { kind: 'events-broken', number, problem: error.message } };
  } finally {
    await session.endSession();
  }
}

function ofWorkflow({ _id: number, stage }: CaseDocument, open: ReadonlySet<string>): Difference[] {
  const archived = stage === 'archived';
  if (archived === !open.has(number)) return [];
  return [archived ? { kind: 'workflow-left-over', number } : { kind: 'workflow-missing', number, stage }];
}

async function* readModelsWithoutEvents(collections: CaseCollections): AsyncGenerator<Difference> {
  const all = collections.cases.find({}, { projection: { _id: 1 } }).sort({ _id: 1 });
  for await (const { _id: number } of all) {
    if (!(await hasEvents(collections, number))) yield { kind: 'read-model-without-events', number };
  }
}

async function hasEvents({ events }: CaseCollections, number: string): Promise<boolean> {
  return (await events.findOne({ number, seq: 1 }, { projection: { _id: 1 } })) !== null;
}
