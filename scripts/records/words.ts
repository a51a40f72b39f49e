import type { Named } from './differences';

const RESTORE = 'restore MongoDB from a backup that has them';
const RESTORE_BOTH = 'restore MongoDB and Temporal from one moment';

/** One line: the case, what differs, what to do. */
export function lineOf(difference: Named): string {
  return `${difference.number}  ${difference.kind}: ${wordsOf(difference)}`;
}

function wordsOf(difference: Named): string {
  const rebuild = `npm run records -- rebuild ${difference.number}`;
  switch (difference.kind) {
    case 'events-broken':
      return `${difference.problem} Events are missing or out of order: ${RESTORE}.`;
    case 'events-missing':
      return `the case was started, but has no events: ${RESTORE}.`;
    case 'read-model-missing':
      return `there is no read model of its events: ${rebuild}`;
    case 'read-model-differs':
      return `the read model does not say what the events say: ${rebuild}`;
    case 'read-model-without-events':
      return `the read model is all that is left, its events are gone: ${RESTORE}.`;
    case 'intake-missing':
      return `the case has events, but no intake; it goes on. To have it again, ${RESTORE.replace('them', 'it')}.`;
    case 'never-started':
      return 'it was entered, but nothing is recorded: the sweep starts it within 30 seconds; if it stays, see the log of the worker.';
    case 'workflow-missing':
      return `it stands in ${difference.stage}, but no workflow carries it: ${RESTORE_BOTH}, or find out in Temporal who ended it.`;
    case 'workflow-left-over':
      return `it is over, but its workflow runs: ${RESTORE_BOTH}.`;
    case 'workflow-without-records':
      return `its workflow runs, but nothing is recorded of it: ${RESTORE_BOTH}.`;
  }
}
