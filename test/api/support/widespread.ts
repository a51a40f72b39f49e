import type { MongoConnection } from '../../../platform/mongo';
import type { WidespreadGroup } from '../../../models/widespread';

/** Keeps a group of similar complaints, as the worker does that has found it. */
export async function foundGroup({ connection }: MongoConnection, group: WidespreadGroup): Promise<void> {
  await connection.collection<WidespreadGroup>('widespreadGroups').insertOne({ ...group });
}

/** Marks the cases as told the solution of their group. */
export async function markTold(
  { connection }: MongoConnection,
  id: string,
  numbers: readonly string[],
): Promise<void> {
  await connection
    .collection<WidespreadGroup>('widespreadGroups')
    .updateOne({ _id: id }, { $set: { 'solution.told': numbers } });
}
