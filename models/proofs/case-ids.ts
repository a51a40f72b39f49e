import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { IdRange } from './log';

/** The ids of what belongs to a case or a task: its own, and those that go on after it with `-` or `/`. */
export function idsUnder(id: string): IdRange {
  return { $gte: id, $lt: `${id}0` };
}

/**
 * The ids of everything of a case: of the case, its tasks and its runs, of the corrective actions that were issued for it
 * under numbers of their own, and of the files that are evidence in it.
 */
export async function idsOfCase(connection: Connection, number: string): Promise<readonly IdRange[]> {
  const issued = await connection
    .collection<{ readonly _id: string }>('correctiveActions')
    .find({ cases: number, _id: { $not: idsUnder(number) } }, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  const files = await connection
    .collection('caseEvents')
    .distinct('payload.attachment', { number, 'payload.attachment': { $type: 'string' } });
  return [number, ...issued.map(({ _id }) => _id), ...strings.parse(files)].map(idsUnder);
}

const strings = z.array(z.string());
