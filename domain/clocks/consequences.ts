import { isForArbiter } from '../case/arbitration';
import { isRise } from '../case/classification';
import type { Case } from '../case/case';
import { meets } from '../case/condition';
import type { CaseEvent, EventBody, EventBodyOf } from '../case/events';
import type { ClockRule, Happening, Policy } from '../policy/policy';
import { clocksNamed, isPaused, isRunning, type Clock, type ClockReckoning, type Holder } from './clock';
import { happeningsOf, namedTimes, triggers } from './happenings';
import { holderOf } from './holder';
import { reckonedBy, reckoningOf, ruleOf } from './reckoning';

/**
 * The clocks that an event ends, moves, and starts, in this order, as the pack's rules say.
 * `before` and `after` are the case around the event.
 */
export function clockConsequences(
  policy: Policy,
  before: Case | undefined,
  after: Case,
  event: CaseEvent,
): EventBody[] {
  if (event.type === 'closed') return endings(after, (clock) => ruleOf(policy, clock)?.afterClosing !== true);
  if (event.type === 'stage-entered' && event.payload.stage === 'archived') return endings(after, () => true);
  if (event.type === 'pause') return pausable(policy, after).map(paused);
  if (event.type === 'resume')
    return after.clocks.filter(isPaused).map((clock) => resumed(policy, clock, event.at));
  if (event.type === 'extend') return extended(policy, after, event.payload.clock);

  const happenings = happeningsOf(before, after, event);
  if (happenings.length === 0) return [];
  const ends = after.clocks
    .filter(isRunning)
    .flatMap((clock) => ending(policy, clock, after, event, happenings) ?? []);
  const ended = new Set(ends.map(({ payload }) => payload.id));
  const going = after.clocks.filter((clock) => isRunning(clock) && !ended.has(clock.id));
  const starts = policy.clocks
    .filter((rule) => triggers(rule.from, happenings, event, after) && meets(rule.when, after))
    .filter((rule) => isAskedFor(rule, before, after))
    .filter((rule) => isNamed(rule) || !going.some((clock) => clock.rule === rule.id))
    .flatMap((rule) => starting(policy, rule, before, after, event));
  const resumptions = policy.clocks
    .filter((rule) => triggers(rule.resumes ?? [], happenings, event, after) && meets(rule.when, after))
    .filter((rule) => !going.some((clock) => clock.rule === rule.id))
    .flatMap((rule) => resuming(policy, rule, after, event.at));
  return [...ends, ...metUnasked(policy, after, event, happenings), ...starts, ...resumptions];
}

function endings(state: Case, isMeant: (clock: Clock) => boolean): EventBody[] {
  return state.clocks
    .filter((clock) => isRunning(clock) && isMeant(clock))
    .map((clock) => end(clock, 'superseded'));
}

/** What is asked for once a case is not asked for again, unless the urgency has risen since. */
export function isAskedFor(rule: ClockRule, before: Case | undefined, after: Case): boolean {
  return rule.once !== true || !after.met.includes(rule.id) || isRise(before?.urgency, after.urgency);
}

type Ended = EventBodyOf<'clock-ended'>;

function ending(
  policy: Policy,
  clock: Clock,
  after: Case,
  event: CaseEvent,
  happenings: readonly Happening[],
): Ended | undefined {
  const rule = ruleOf(policy, clock);
  if (!rule) return undefined;
  const aboutAnotherStep =
    event.type === 'complete-step' && clock.step !== undefined && clock.step !== event.payload.step;
  if (!aboutAnotherStep && triggers(rule.until, happenings, event, after, clock.holder))
    return end(clock, 'met');
  const replaced = isNamed(rule) && triggers(rule.from, happenings, event, after);
  if (replaced || !meets(rule.when, after)) return end(clock, 'superseded');
  return undefined;
}

/** The clock stops. */
export function end(clock: Clock, ended: 'met' | 'superseded'): Ended {
  return { type: 'clock-ended', payload: { id: clock.id, clause: clock.clause, ended } };
}

/** What is asked for once may be done while no clock asks for it, e.g. before the complaint is classified. */
function metUnasked(
  policy: Policy,
  state: Case,
  event: CaseEvent,
  happenings: readonly Happening[],
): EventBody[] {
  const rules = policy.clocks
    .filter((rule) => rule.once === true && !state.met.includes(rule.id))
    .filter((rule) => !state.clocks.some((clock) => isRunning(clock) && clock.rule === rule.id))
    .filter((rule) => triggers(rule.until, happenings, event, state, holderOf(rule.holder, state)))
    .map((rule) => rule.id);
  return rules.length === 0 ? [] : [{ type: 'limits-met', payload: { rules } }];
}

function isNamed(rule: ClockRule): boolean {
  return 'named' in rule.limit;
}

/** The clocks that the rule starts: one, or one for each time that the event names. */
export function starting(
  policy: Policy,
  rule: ClockRule,
  before: Case | undefined,
  after: Case,
  event: CaseEvent,
): EventBody[] {
  const limit = 'named' in rule.limit ? rule.limit.otherwise : rule.limit;
  const named = 'named' in rule.limit ? namedTimes(rule.limit.named, event, after) : [];
  if (named.length > 0)
    return named.map(({ due, step }) => start(policy, rule, after, event.at, { given: due }, step));
  return limit ? [start(policy, rule, after, startTime(rule, before, after, event), limit)] : [];
}

/** The clock goes on from where it ended: what it had used is used, the time since is not counted (retail/4-limit). */
function resuming(policy: Policy, rule: ClockRule, after: Case, at: string): EventBody[] {
  const last = after.clocks.findLast((clock) => clock.rule === rule.id);
  if (!last?.endedAt) return [];
  const { startedAt, limit, fired, extensions } = last;
  const extension = extensions.at(-1);
  const body = start(policy, rule, after, startedAt, limit);
  const reckoning: ClockReckoning = {
    ...body.payload.reckoning,
    pauses: [...last.pauses, { from: last.endedAt, to: at }],
    ...(extension && { extendedTo: extension.until, extendedAt: extension.at }),
  };
  return [{ ...body, payload: { ...body.payload, reckoning, resumed: { fired, extensions } } }];
}

/** omnichannel/2.2-classify: from receipt, or from a later rise in urgency. */
function startTime(rule: ClockRule, before: Case | undefined, after: Case, event: CaseEvent): string {
  if (rule.since !== 'receipt') return event.at;
  return isRise(before?.urgency, after.urgency) ? event.at : after.intake.receivedAt;
}

function start(
  policy: Policy,
  rule: ClockRule,
  state: Case,
  startedAt: string,
  limit: Clock['limit'],
  step?: number,
): EventBodyOf<'clock-started'> {
  const name = step === undefined ? rule.id : `${rule.id}#${step}`;
  const earlier = state.clocks.filter((clock) => clock.id === name || clock.id.startsWith(`${name}@`)).length;
  return {
    type: 'clock-started',
    payload: {
      id: earlier === 0 ? name : `${name}@${earlier + 1}`,
      rule: rule.id,
      clause: rule.clause,
      holder: answering(policy, rule, state),
      ...(step !== undefined && { step }),
      reckoning: { startedAt, limit, pauses: [], ...reckonedBy(rule) },
    },
  };
}

/** Whom the rule names, unless the case waits for the arbiter. */
function answering(policy: Policy, rule: ClockRule, state: Case): Holder {
  return isForArbiter(policy, rule, state)
    ? { ...holderOf('supervisor', state), arbitrates: true }
    : holderOf(rule.holder, state);
}

function pausable(policy: Policy, state: Case): readonly Clock[] {
  const rules = new Set(policy.clocks.filter((rule) => rule.pausable === true).map((rule) => rule.id));
  return state.clocks.filter((clock) => isRunning(clock) && !isPaused(clock) && rules.has(clock.rule));
}

function paused(clock: Clock): EventBody {
  return { type: 'clock-paused', payload: { id: clock.id, clause: clock.clause } };
}

function resumed(policy: Policy, clock: Clock, at: string): EventBody {
  return retimed(policy, {
    ...clock,
    pauses: clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause)),
  });
}

function extended(policy: Policy, state: Case, name: string): EventBody[] {
  return clocksNamed(state.clocks, name).map((clock) => retimed(policy, clock));
}

function retimed(policy: Policy, clock: Clock): EventBody {
  const { id, clause } = clock;
  return { type: 'clock-retimed', payload: { id, clause, reckoning: reckoningOf(policy, clock) } };
}
