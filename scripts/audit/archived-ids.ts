import type { Connection } from 'mongoose';
import { idsOf, type Scope } from './scope';

/** The ids of the cases and tasks that have archived runs, each once, in their order. */
export async function* archivedIds(connection: Connection, scope: Scope): AsyncGenerator<string> {
  const ids = await idsOf(connection, scope);
  const runs = connection
    .collection<{ readonly workflowId: string }>('archives')
    .find(ids ? { $or: ids.map((range) => ({ workflowId: range })) } : {}, { projection: { workflowId: 1 } })
    .sort({ workflowId: 1 });
  let last: string | undefined;
  for await (const { workflowId } of runs) {
    if (workflowId !== last) yield workflowId;
    last = workflowId;
  }
}
