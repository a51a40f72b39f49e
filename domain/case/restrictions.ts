import { clocksNamed, isPaused, isRunning, type Clock } from '../clocks/clock';
import { hasRole, isAgent, isSupervisor } from '../people/actor';
import type { ClockRule } from '../policy/policy';
import type { Situation } from './admission';
import { returnedTooOften } from './arbitration';
import { parseDuration, wallLength } from '../calendar/duration';
import { currentRound, openOrders, type Case } from './case';
import type { CommandOf, UnsettledGround } from './commands';
import { apologyIsMade } from './findings';
import { negatingWord } from './record-quality';
import { invalid, type Refusal } from './refusal';

/** Where the pack asks first whether the company is answerable, nothing is assigned before (iptv/4-triage). */
export function toBeAssigned(situation: Situation): Refusal | undefined {
  const { policy, state } = situation;
  if (policy.triage && state.answerable === undefined) {
    return {
      code: 'rule',
      message: 'It is not decided yet whether the company is answerable. Send triage first.',
    };
  }
  return beforeArbitration(situation);
}

/** After repeated returns only a supervisor decides who is responsible; until then an agent does. */
function beforeArbitration({ policy, state, actor }: Situation): Refusal | undefined {
  const arbitration = returnedTooOften(policy, state);
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

/** Whether the company is answerable is asked only where the pack does. */
export function triageAsked({ policy }: Situation): Refusal | undefined {
  return policy.triage
    ? undefined
    : { code: 'rule', message: `The rules of '${policy.id}' don't ask whether the company is answerable.` };
}

/** Who is not answerable explains it by a script of the knowledge base (iptv/4-triage). */
export function scriptIsKnown(
  { policy }: Situation,
  { payload: { answerable, script } }: CommandOf<'triage'>,
): Refusal | undefined {
  if (answerable !== 'no' && script === undefined) return undefined;
  const scripts = (policy.triage?.scripts ?? []).map(({ id }) => id);
  if (script !== undefined && scripts.includes(script)) return undefined;
  return invalid(
    'script',
    script === undefined
      ? `Is missing: name the script by which it is explained: ${scripts.join(', ')}.`
      : `There is no such script. There are: ${scripts.join(', ')}.`,
  );
}

/** Before the facts are known nothing is denied (attraction/3.1-record). */
export function deniesNothing(
  { policy, state }: Situation,
  { payload }: CommandOf<'log-contact'>,
): Refusal | undefined {
  if (currentRound(state).finding || negatingWord(policy.record, payload.content) === undefined)
    return undefined;
  return invalid(
    'content',
    'Denies the complaint before the facts are known. Send find first, or say what is looked into.',
  );
}

/** Only so far ahead may an answer be promised (attraction/3.3-verify). */
export function promisable(
  { policy, state }: Situation,
  { payload }: CommandOf<'promise-reply'>,
): Refusal | undefined {
  if (policy.latestPromise === undefined) return undefined;
  const latest = Date.parse(state.intake.receivedAt) + wallLength(parseDuration(policy.latestPromise));
  // A promise that is renewed later than that is renewed from now on the customer's patience, not from receipt.
  if (Date.parse(payload.by) <= latest || state.clocks.some(isPromise)) return undefined;
  return invalid(
    'by',
    `Must be ${new Date(latest).toISOString()} at the latest: nobody promises beyond that.`,
  );
}

function isPromise(clock: Clock): boolean {
  return 'given' in clock.limit && clock.step === undefined;
}

/** Open work orders hold back the result: it is told when all are done (iptv/4-orders). */
export function ordersAreDone({ state }: Situation): Refusal | undefined {
  const open = openOrders(state);
  return open.length === 0
    ? undefined
    : {
        code: 'rule',
        message: `Work orders are still open: ${open.map(({ id, department }) => `${id} (${department})`).join(', ')}. Wait for them, or cancel them.`,
      };
}

/** What a customer sends they see on their page: nothing of theirs is hidden from them. */
export function seenByItsSender(
  { actor }: Situation,
  { payload: { visibility } }: CommandOf<'note' | 'add-evidence'>,
): Refusal | undefined {
  if (!hasRole(actor, 'customer') || visibility === 'customer') return undefined;
  return invalid('visibility', 'What a customer sends is for the customer to see: write customer.');
}

export function wasTransferred({ state }: Situation): Refusal | undefined {
  return state.transfer
    ? undefined
    : { code: 'rule', message: 'No other body has passed this case on. Send set-transfer first.' };
}

/** An agent or lead proposes, a supervisor agrees (retail/6.2-difficult). */
export function agreeable(
  { state, actor }: Situation,
  { payload }: CommandOf<'flag-difficult'>,
): Refusal | undefined {
  if (!('agree' in payload)) return undefined;
  if (!isSupervisor(actor)) return { code: 'authority', message: 'Only a supervisor agrees to it.' };
  return state.difficult && !state.difficult.agreed
    ? undefined
    : { code: 'rule', message: 'Nothing is proposed that could be agreed to. Send a reason first.' };
}

/** The result waits for open work orders and, where the pack requires one, for a plan. */
export function resultIsDue(situation: Situation): Refusal | undefined {
  return ordersAreDone(situation) ?? planBeforeResult(situation);
}

/** The result carries what the finding demands and, where it is the last word, one of the pack's outcomes. */
export function resultIsComplete(situation: Situation, command: CommandOf<'resolve'>): Refusal | undefined {
  return apologyIsMade(situation, command) ?? finalResponse(situation, command);
}

function finalResponse(
  { policy }: Situation,
  { payload: { outcome } }: CommandOf<'resolve'>,
): Refusal | undefined {
  const outcomes = policy.closing.finalResponse?.map(({ id }) => id);
  if (!outcomes) {
    return outcome === undefined
      ? undefined
      : invalid('outcome', `The rules of '${policy.id}' know no final response: leave it out.`);
  }
  return outcome !== undefined && outcomes.includes(outcome)
    ? undefined
    : invalid('outcome', `The final response has one of these outcomes: ${outcomes.join(', ')}.`);
}

/** A plan first only where the pack requires one; what is settled on the spot needs none. */
function planBeforeResult({ policy, state }: Situation): Refusal | undefined {
  if (!policy.planBeforeResult || state.stage !== 'planning') return undefined;
  return currentRound(state).plan
    ? undefined
    : {
        code: 'rule',
        message: `The rules of '${policy.id}' ask for a plan before the result. Send plan first.`,
      };
}

/** A case closes without the customer's satisfaction only on a ground that the pack grants, and that its finding bears out. */
export function unsettledGround(
  { policy, state }: Situation,
  { payload }: CommandOf<'close-unsettled'>,
): Refusal | undefined {
  const grounds = policy.closing.unsettledGrounds;
  if (grounds.includes(payload.ground)) return nothingToMakeGood(state, payload.ground);
  return {
    code: 'rule',
    message:
      grounds.length === 0
        ? `The rules of '${policy.id}' close no case without the customer's word.`
        : `The rules of '${policy.id}' close a case unsettled only on the ground of ${grounds.join(', ')}.`,
  };
}

/** Only where there was nothing to make good can the explanation be what the customer does not understand (retail/6.2-difficult). */
function nothingToMakeGood(state: Case, ground: UnsettledGround): Refusal | undefined {
  const finding = currentRound(state).finding?.finding;
  if (
    ground !== 'not-understood' ||
    finding === undefined ||
    finding === 'customer' ||
    finding === 'unfounded'
  )
    return undefined;
  return {
    code: 'rule',
    message: `The complaint was found true (${finding}): it is made good, not explained. Send customer-unsatisfied for another round.`,
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
