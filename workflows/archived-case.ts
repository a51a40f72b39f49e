import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { CaseErased } from '../activities/contract';
import { openArchived } from './case-run';
import type { ArchivedCaseStart } from './messages';
import { isUnreadable } from './read-command';

/** How long it stays for further commands before its run ends. */
const IDLE = 10_000;
const CASE_ERASED: CaseErased = 'CaseErased';

/**
 * A case whose reopen window has ended: its procedure is over. The commands that are still open to it, such as a
 * review, only append to its record. Started anew, under the same id, with each command that finds it not running.
 *
 * A command that comes while the case is being erased finds nothing that it could be added to.
 */
export async function archivedCase(start: ArchivedCaseStart): Promise<void> {
  if (isUnreadable(start)) return;
  const c = openArchived(start);
  try {
    await c.nextWithin('archived', new Date(Date.now() + IDLE).toISOString());
    await c.finish();
  } catch (error) {
    if (!isErased(error)) throw error;
  }
}

function isErased(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === CASE_ERASED
  );
}
