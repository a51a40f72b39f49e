import type { Client } from '@temporalio/client';
import { createBulkAssign, type BulkAssignActivities } from '../activities/bulk-assign';
import { createCaseDoor } from '../api/commands/door';
import type { Logger } from '../platform/logging';
import { startOnce } from '../platform/start-once';
import { BULK_ASSIGN } from '../workflows/messages';
import type { Stores } from './compose';

/** How long a case may take to answer; then it is asked again. */
const VERDICT_WITHIN_MS = 5_000;

/** The activities that assign many cases, over real stores and a client with the codec of the cases. */
export function composeBulkAssign(
  {
    accessRecord,
    bulkAssignments: bulks,
    cases,
    intakes,
    policies,
  }: Pick<Stores, 'accessRecord' | 'bulkAssignments' | 'cases' | 'intakes' | 'policies'>,
  client: Client,
  { taskQueue, logger }: { readonly taskQueue: string; readonly logger: Logger },
): BulkAssignActivities {
  const door = createCaseDoor(client, taskQueue);
  return createBulkAssign({
    bulks,
    accessRecord,
    cases,
    intakes,
    policies,
    send: (number, { type, ...envelope }) =>
      door.update({ number, command: type, envelope }, Date.now() + VERDICT_WITHIN_MS),
    start: (id) =>
      startOnce(client, { workflowType: BULK_ASSIGN, workflowId: id, taskQueue, args: [{ id }] }),
    logger,
  });
}
