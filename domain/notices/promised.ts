import type { Case } from '../case/case';
import { earliestDue } from '../clocks/clock';
import type { Policy } from '../policy/policy';

/** A time that a customer may be told. */
export interface TimeForCustomer {
  /** ISO 8601. */
  readonly at: string;
  /** By then they hear from us; otherwise the step that is under way is done by then. */
  readonly isPromise: boolean;
}

/**
 * The time of the clock that faces the customer, where the pack has such a one, otherwise that of the next thing to do.
 * Undefined if there is none, or it has passed, which is no promise any more.
 *
 * @param now ISO 8601
 */
export function timeForCustomer(state: Case, policy: Policy, now: string): TimeForCustomer | undefined {
  const facing = new Set(policy.clocks.filter((rule) => rule.facesCustomer === true).map(({ id }) => id));
  const promised = earliestDue(state.clocks.filter(({ rule }) => facing.has(rule)));
  const at = promised ?? earliestDue(state.clocks);
  if (at === undefined || Date.parse(at) <= Date.parse(now)) return undefined;
  return { at, isPromise: promised !== undefined };
}
