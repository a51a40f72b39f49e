import { openArchived } from './case-run';
import type { ArchivedCaseStart } from './messages';

/** How long it stays for further commands before its run ends. */
const IDLE = 10_000;

/**
 * A case whose reopen window has ended: its procedure is over. The commands that are still open to it, such as a
 * review, only append to its record. Started anew, under the same id, with each command that finds it not running.
 */
export async function archivedCase(start: ArchivedCaseStart): Promise<void> {
  const c = openArchived(start);
  await c.nextWithin('archived', new Date(Date.now() + IDLE).toISOString());
  await c.finish();
}
