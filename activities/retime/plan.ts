import { ApplicationFailure } from '@temporalio/common';
import type { Case } from '../../domain/case/case';
import type { Clock } from '../../domain/clocks/clock';
import { MOVE_POLICY, type PolicyMove } from '../../domain/clocks/policy-move';
import { movedClocks, RETIME, type RetimeOrder } from '../../domain/clocks/retiming';
import type { Policy } from '../../domain/policy/policy';
import type { RuleChange } from '../../models/rule-changes';
import type { VersionedCalendar } from '../record/complete-events';

/** What of a case decides whether a change concerns it. */
export interface Candidate {
  readonly number: string;
  readonly policy: Case['policy'];
  readonly clocks: readonly Clock[];
}

/** What a case is told of a change. */
export type CaseOrder =
  | { readonly signal: typeof RETIME; readonly order: RetimeOrder }
  | { readonly signal: typeof MOVE_POLICY; readonly order: PolicyMove };

/** Which cases a change may concern, and what each of them is told. */
export interface Plan {
  readonly policy?: string;
  readonly numbers?: readonly string[];
  /** Undefined: the change does not concern the case, or not any more. */
  orderFor(candidate: Candidate): Promise<CaseOrder | undefined>;
}

export interface PlanKnowledge {
  calendar(): Promise<VersionedCalendar>;
  readonly policies: { find(id: string, version: number): Promise<Policy | undefined> };
}

/**
 * The plan of a change as things stand; undefined if a newer calendar has come, whose own change sees to every case.
 *
 * @throws ApplicationFailure `NoSuchVersion` (non-retryable) if a version that it needs is not stored
 */
export async function planOf(
  { rules, reason, by }: RuleChange,
  knowledge: PlanKnowledge,
): Promise<Plan | undefined> {
  if (rules.kind === 'pack') {
    const policy = await version(rules.id, rules.toVersion);
    const move = { signal: MOVE_POLICY, order: { policy, reason, by } } as const;
    return {
      policy: rules.id,
      ...(rules.cases && { numbers: rules.cases }),
      orderFor: (candidate) => Promise.resolve(candidate.policy.version < policy.version ? move : undefined),
    };
  }
  const calendar = await knowledge.calendar();
  if (calendar.version > rules.version) return undefined;
  return {
    orderFor: async ({ policy, clocks }) => {
      const moved = movedClocks(await version(policy.id, policy.version), { clocks }, calendar);
      if (moved.length === 0) return undefined;
      return { signal: RETIME, order: { reason, by, calendar: calendar.version, clocks: moved } };
    },
  };

  async function version(id: string, wanted: number): Promise<Policy> {
    const policy = await knowledge.policies.find(id, wanted);
    if (policy) return policy;
    const message = `Version ${wanted} of the pack ${id} is not stored: check that the database was restored whole.`;
    throw ApplicationFailure.nonRetryable(message, 'NoSuchVersion');
  }
}
