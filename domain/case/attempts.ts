import { parseDuration, wallLength } from '../calendar/duration';
import type { Policy } from '../policy/policy';
import type { Case } from './case';

/**
 * Whether the customer was tried as often, and as far apart, as the pack asks before a case may close without their
 * word. Only attempts since the result was reported count; never where the pack has no such rule.
 */
export function attemptsExhausted({ closing }: Policy, state: Case): boolean {
  if (!closing.attempts || state.stage !== 'confirming') return false;
  const spacing = wallLength(parseDuration(closing.attempts.spacing));
  const since = Date.parse(state.stageSince);
  const times = state.attempts.map(({ at }) => Date.parse(at)).filter((at) => at >= since);
  let counted = 0;
  let last = -Infinity;
  for (const at of times.sort((a, b) => a - b)) {
    if (at - last < spacing) continue;
    counted += 1;
    last = at;
  }
  return counted >= closing.attempts.count;
}
