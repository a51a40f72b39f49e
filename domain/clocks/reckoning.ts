import type { ClockRule, Policy } from '../policy/policy';
import { BREACH, type Clock, type ClockReckoning } from './clock';

/** The rule that started the clock; undefined if the pack has it no more. */
export function ruleOf(policy: Policy, clock: Clock): ClockRule | undefined {
  return policy.clocks.find(({ id }) => id === clock.rule);
}

/** All that the calendar needs to say when the clock is due, as the clock stands now. */
export function reckoningOf(policy: Policy, clock: Clock): ClockReckoning {
  const extension = clock.extensions.at(-1);
  return {
    startedAt: clock.startedAt,
    limit: clock.limit,
    pauses: clock.pauses,
    ...(extension && { extendedTo: extension.until, extendedAt: extension.at }),
    ...reckonedBy(ruleOf(policy, clock)),
  };
}

/** Every clock has its breach, whatever other rungs the pack gives it. */
export function reckonedBy(rule: ClockRule | undefined): Pick<ClockReckoning, 'percents' | 'extension'> {
  const percents = [...new Set([...(rule?.rungs ?? []).map((rung) => rung.at), BREACH])].sort(
    (a, b) => a - b,
  );
  return { percents, ...(rule?.extension && { extension: rule.extension }) };
}
