import { BREACH } from '../clocks/clock';
import type { Policy } from '../policy/policy';
import { holdingDepartment, type Case } from './case';
import type { CaseEvent, EventBody } from './events';

/** Passing on and delay that make a complaint escalate are recorded against the department (attraction/3.1-delay). */
export function incidentConsequences(
  policy: Policy,
  before: Case | undefined,
  after: Case,
  event: CaseEvent,
): EventBody[] {
  if (!policy.recordIncidents) return [];
  switch (event.type) {
    case 'return':
      return before && after.returns >= policy.arbitrateAfterReturns
        ? [incident({ incident: 'passed-on', department: holdingDepartment(before) })]
        : [];
    case 'clock-broken':
    case 'clock-overdue': {
      const clock = after.clocks.find(({ id }) => id === event.payload.id);
      const rungs = policy.clocks.find(({ id }) => id === clock?.rule)?.rungs ?? [];
      const escalates = rungs.some(
        ({ at, escalate }) => at === event.payload.percent && at >= BREACH && escalate !== undefined,
      );
      return clock && escalates
        ? [incident({ incident: 'delay', department: clock.holder.department, clause: clock.clause })]
        : [];
    }
    default:
      return [];
  }
}

function incident(payload: Extract<EventBody, { type: 'responsibility-incident' }>['payload']): EventBody {
  return { type: 'responsibility-incident', payload };
}
