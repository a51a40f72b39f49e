import type { Case } from '../case/case';
import { earliestDue } from '../clocks/clock';
import type { Policy } from '../policy/policy';

/**
 * By when the customer hears from us, as they may be told: the time of the clock that faces them, where the pack has such
 * a one, otherwise that of the next thing to do. ISO 8601; undefined if there is none, or it has passed, which is no
 * promise any more.
 *
 * @param at ISO 8601
 */
export function promisedTime(state: Case, policy: Policy, at: string): string | undefined {
  const facing = new Set(policy.clocks.filter((rule) => rule.facesCustomer === true).map(({ id }) => id));
  const due = earliestDue(state.clocks.filter(({ rule }) => facing.has(rule))) ?? earliestDue(state.clocks);
  return due === undefined || Date.parse(due) <= Date.parse(at) ? undefined : due;
}
