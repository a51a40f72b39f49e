import type { ClockRule, Policy } from '../policy/policy';
import { isRunning } from '../clocks/clock';
import type { Case } from './case';

/** Returned so often that a supervisor decides who is responsible, and no agent any more. */
export function returnedTooOften(
  { arbitrateAfterReturns }: Pick<Policy, 'arbitrateAfterReturns'>,
  { returns }: Pick<Case, 'returns'>,
): boolean {
  return returns >= arbitrateAfterReturns;
}

/**
 * Whether a clock that the rule starts now is the arbiter's, whomever the rule names: it runs until the case is assigned,
 * which only a supervisor can do.
 */
export function isForArbiter(policy: Policy, rule: ClockRule, state: Case): boolean {
  return state.stage === 'assigning' && returnedTooOften(policy, state) && rule.until.some(isAssignment);
}

function isAssignment(trigger: ClockRule['until'][number]): boolean {
  const happening = typeof trigger === 'string' ? trigger : trigger.on;
  return happening === 'assign' || happening === 'leave:assigning';
}

/** Whether the case waits for a supervisor to decide who is responsible. */
export function waitsForArbiter({ stage, clocks }: Pick<Case, 'stage' | 'clocks'>): boolean {
  return (
    stage === 'assigning' && clocks.some((clock) => isRunning(clock) && clock.holder.arbitrates === true)
  );
}
