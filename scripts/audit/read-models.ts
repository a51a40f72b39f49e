import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import type { IdRange } from '../../models/proofs';
import { together } from '../../models/together';
import type { Finding } from './finding';

interface ReadModelDifference {
  readonly kind: string;
  readonly problem?: string;
  readonly fields?: readonly string[];
}

/** What can't be put together is a finding; a MongoDB that does not answer is none. */
export async function ofReadModel(
  of: string,
  compare: () => Promise<readonly (ReadModelDifference | undefined)[]>,
): Promise<readonly Finding[]> {
  try {
    return (await compare()).flatMap((difference) => {
      if (!difference || difference.kind.startsWith('workflow-')) return [];
      return [{ of, place: 'read model', problem: wordsOf(difference) }];
    });
  } catch (error) {
    if (error instanceof mongo.MongoError) throw error;
    const why = error instanceof Error ? error.name : 'unknown';
    return [{ of, place: 'read model', problem: `it can't be made from the events (${why})` }];
  }
}

const WITHOUT_EVENTS = 'there are no events that it could be made from: they are gone, or it was made up';

function wordsOf({ kind, problem, fields = [] }: ReadModelDifference): string {
  switch (kind) {
    case 'read-model-missing':
      return 'it is missing';
    case 'read-model-differs':
      return `it does not say what the events say: ${fields.map((field) => `field \`${field}\``).join(', ')}`;
    case 'read-model-without-events':
      return WITHOUT_EVENTS;
    default:
      return `the events can't be folded: ${problem ?? kind}`;
  }
}

/** The read models of cases and tasks, and the events that each is made from. */
const READ_MODELS = [
  { collection: 'cases', events: 'caseEvents', key: 'number' },
  { collection: 'workOrders', events: 'workOrderEvents', key: 'id' },
  { collection: 'correctiveActions', events: 'correctiveActionEvents', key: 'id' },
] as const;

const AT_ONCE = 500;

/** Read models that no event stands behind: people see them as they see any other. */
export async function* withoutEvents(
  connection: Connection,
  ranges: readonly IdRange[] | undefined,
): AsyncGenerator<Finding> {
  for (const { collection, events, key } of READ_MODELS) {
    const all = connection
      .collection<{ readonly _id: string }>(collection)
      .find(ranges ? { $or: ranges.map((range) => ({ _id: range })) } : {}, { projection: { _id: 1 } });
    for await (const some of together(all, AT_ONCE)) {
      const ids = some.map(({ _id }): unknown => _id);
      const known = new Set<unknown>(
        await connection.collection(events).distinct(key, { [key]: { $in: ids }, seq: 1 }),
      );
      // One with an id of another type has no events, whatever it reads like.
      for (const id of ids.filter((one) => !known.has(one))) {
        yield { of: String(id), place: `read model (${collection})`, problem: WITHOUT_EVENTS };
      }
    }
  }
}
