import { holdingDepartment, currentRound, type Case } from './case';
import type { Situation } from './admission';
import type { CommandOf } from './commands';
import type { CaseEvent, EventBody } from './events';
import { invalid, type Refusal } from './refusal';
import type { Policy } from '../policy/policy';

/** What the pack asks to be written down with this finding (attraction/5.1-onsite: the person, the measure, the rule). */
export function findingIsComplete(
  { policy }: Situation,
  { payload }: CommandOf<'find'>,
): Refusal | undefined {
  const missing = policy.findings[payload.finding]?.requires?.find((field) => payload[field] === undefined);
  return missing && invalid(missing, `Is missing: a finding of ${payload.finding} names it.`);
}

/** A complaint found true is answered with an apology in person, with a gift, where the pack says so (retail/6.1-apology). */
export function apologyIsMade(
  { policy, state }: Situation,
  { payload }: CommandOf<'resolve'>,
): Refusal | undefined {
  const finding = currentRound(state).finding?.finding;
  const demand = finding && policy.findings[finding];
  if (demand?.apology && !payload.apology) {
    return invalid(
      'apology',
      `Is missing: after a finding of ${finding ?? ''} somebody apologises in person. Write by whom and when.`,
    );
  }
  if (demand?.gift && payload.gift === undefined) {
    return invalid(
      'gift',
      `Is missing: after a finding of ${finding ?? ''} the apology comes with a gift. Write which.`,
    );
  }
  return undefined;
}

/** What the pack has follow from a finding or an inspection: who is called in, work orders, corrective actions. */
export function findingConsequences(policy: Policy, after: Case, event: CaseEvent): EventBody[] {
  switch (event.type) {
    case 'find':
      return demanded(policy, after, event.payload);
    case 'inspect': {
      const { verdict, criticism, correctBy } = event.payload;
      if (verdict === 'done' || correctBy === undefined) return [];
      return [correctiveAction(after, { given: correctBy }, criticism ?? verdict)];
    }
    default:
      return [];
  }
}

function demanded(policy: Policy, state: Case, found: CommandOf<'find'>['payload']): EventBody[] {
  const { call = [], order, correctiveAction: within } = policy.findings[found.finding] ?? {};
  return [
    ...call.map((role): EventBody => ({
      type: 'supervisor-named',
      payload: { role, because: `finding-${found.finding}` },
    })),
    ...(order !== undefined && order !== holdingDepartment(state)
      ? [{ type: 'order-work', payload: { department: order, task: found.rootCause } } as const]
      : []),
    ...(within ? [correctiveAction(state, within, found.rootCause)] : []),
  ];
}

function correctiveAction(
  state: Case,
  due: Extract<EventBody, { type: 'corrective-action-issued' }>['payload']['due'],
  reason: string,
): EventBody {
  const id = `${state.number}-R${state.correctiveActions.length + 1}`;
  const department = state.department ?? holdingDepartment(state);
  const person = currentRound(state).finding?.staffMeasure?.person;
  const persons = person === undefined ? [] : [person];
  return { type: 'corrective-action-issued', payload: { id, department, persons, due, reason } };
}
