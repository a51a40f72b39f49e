import { parseDuration, wallLength } from '../calendar/duration';
import type { Policy } from '../policy/policy';
import type { Case, Outcome } from './case';
import type { EventBodyOf } from './events';
import { keptUntil } from './retention';

/**
 * What is written down when a case closes: how it ended, until when it can be reopened, and until when it is kept.
 *
 * @param now epoch milliseconds
 */
export function closing(policy: Policy, state: Case, outcome: Outcome, now: number): EventBodyOf<'closed'> {
  const reopenUntil = new Date(now + wallLength(parseDuration(policy.closing.reopenWindow))).toISOString();
  const keepUntil = keptUntil(policy, state, now);
  return {
    type: 'closed',
    payload: { outcome, reopenUntil, ...(keepUntil !== undefined && { keepUntil }) },
  };
}
