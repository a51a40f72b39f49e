import { clocksNamed, isPaused, isRunning, type Clock } from '../clocks/clock';
import { isAgent, isSupervisor } from '../people/actor';
import type { ClockRule } from '../policy/policy';
import type { Situation } from './admission';
import { currentRound, type Case } from './case';
import type { CommandOf } from './commands';
import { invalid, type Refusal } from './refusal';

/** After repeated returns only a supervisor decides who is responsible; until then an agent does. */
export function beforeArbitration({ policy, state, actor }: Situation): Refusal | undefined {
  const arbitration = state.returns >= policy.arbitrateAfterReturns;
  if (arbitration && !isSupervisor(actor)) {
    return {
      code: 'authority',
      message: `The case was returned ${state.returns} times: from return ${policy.arbitrateAfterReturns} on only a supervisor assigns it.`,
    };
  }
  if (!arbitration && !isAgent(actor)) {
    return {
      code: 'role',
      message: `'assign' is for an agent until the case was returned ${policy.arbitrateAfterReturns} times.`,
    };
  }
  return undefined;
}

export function notArbitrated({ state }: Situation): Refusal | undefined {
  if (!state.arbitrated) return undefined;
  return {
    code: 'rule',
    message:
      'A supervisor has decided that this department is responsible: it can be signed for, not returned.',
  };
}

/** No source grants a pause; a pack may. */
export function pauseGranted({ policy, state }: Situation): Refusal | undefined {
  if (!policy.pause) return { code: 'rule', message: `The rules of '${policy.id}' grant no pause.` };
  if (state.clocks.some(isPaused))
    return { code: 'rule', message: 'The clocks already stand still. Send resume first.' };
  return undefined;
}

export function somethingPaused({ state }: Situation): Refusal | undefined {
  return state.clocks.some(isPaused)
    ? undefined
    : { code: 'rule', message: 'No clock of this case stands still.' };
}

/** A plan first only where the pack requires one; what is settled on the spot needs none. */
export function planBeforeResult({ policy, state }: Situation): Refusal | undefined {
  if (!policy.planBeforeResult || state.stage !== 'planning') return undefined;
  return currentRound(state).plan
    ? undefined
    : {
        code: 'rule',
        message: `The rules of '${policy.id}' ask for a plan before the result. Send plan first.`,
      };
}

export function unsettledGround(
  { policy }: Situation,
  { payload }: CommandOf<'close-unsettled'>,
): Refusal | undefined {
  const grounds = policy.closing.unsettledGrounds;
  if (grounds.includes(payload.ground)) return undefined;
  return {
    code: 'rule',
    message:
      grounds.length === 0
        ? `The rules of '${policy.id}' close no case without the customer's word.`
        : `The rules of '${policy.id}' close a case unsettled only on the ground of ${grounds.join(', ')}.`,
  };
}

/** A clock is extended before it runs out, within the pack's cap, by whoever the pack gives the authority. */
export function extendable(situation: Situation, { payload }: CommandOf<'extend'>): Refusal | undefined {
  const { policy, state, now } = situation;
  const [clock, another] = clocksNamed(state.clocks, payload.clock);
  if (!clock) return invalid('clock', `No clock of that clause runs. Running: ${runningNames(state)}.`);
  if (another)
    return invalid('clock', `Several clocks of that clause run. Name one by its id: ${runningNames(state)}.`);
  const rule = policy.clocks.find(({ id }) => id === clock.rule);
  if (!rule?.extension)
    return { code: 'rule', message: `The rules of '${policy.id}' don't let ${clock.clause} be extended.` };
  if (clock.times && now >= Date.parse(clock.times.dueAt)) {
    return {
      code: 'rule',
      message: `${clock.clause} ran out at ${clock.times.dueAt}: a broken clock can't be extended.`,
    };
  }
  if (clock.times && Date.parse(payload.until) <= Date.parse(clock.times.dueAt)) {
    return invalid('until', `Must be later than ${clock.times.dueAt}, when the clock is due now.`);
  }
  return byAuthority(situation, rule, clock, payload);
}

function byAuthority(
  { actor }: Situation,
  rule: ClockRule,
  { clause, times }: Clock,
  payload: CommandOf<'extend'>['payload'],
): Refusal | undefined {
  const until = Date.parse(payload.until);
  if (times?.capAt !== undefined && until > Date.parse(times.capAt)) {
    return { code: 'rule', message: `${clause} can be extended to ${times.capAt} at the latest.` };
  }
  if (rule.facesCustomer !== true) {
    return isSupervisor(actor)
      ? undefined
      : { code: 'authority', message: `Only a supervisor extends ${clause}.` };
  }
  if (payload.agreedAt === undefined || payload.agreedWith === undefined) {
    return invalid(
      payload.agreedAt === undefined ? 'agreedAt' : 'agreedWith',
      `The customer waits for ${clause}: say when and with whom the new time was agreed.`,
    );
  }
  if (times?.authorityAt !== undefined && until > Date.parse(times.authorityAt) && !isSupervisor(actor)) {
    return { code: 'authority', message: `Beyond ${times.authorityAt} only a supervisor extends ${clause}.` };
  }
  return undefined;
}

function runningNames(state: Case): string {
  const names = state.clocks.filter(isRunning).map((clock) => clock.id);
  return names.length === 0 ? 'none' : names.join(', ');
}
