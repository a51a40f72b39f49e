import type { Case } from '../case/case';
import { meets } from '../case/condition';
import type { EventBody, EventOf } from '../case/events';
import { isOpen, type Stage } from '../case/stage';
import type { Actor } from '../people/actor';
import type { ClockRule, Policy } from '../policy/policy';
import { isRunning, type Clock } from './clock';
import { end, isAskedFor, starting } from './consequences';
import { reckoningOf, ruleOf } from './reckoning';
import { isSame } from './same';

/** Signal to a case that an administrator moves to a newer version of its pack. */
export const MOVE_POLICY = 'move-policy';

export interface PolicyMove {
  readonly policy: Policy;
  readonly reason: string;
  readonly by: Actor;
}

/**
 * What a move to other rules does to the clocks of a case: those whose rule is gone, or is about such a case no more,
 * end as superseded; those whose limit, rungs, or extension the rule gives otherwise are retimed, from the start and with
 * the pauses and extensions that they have; and what is asked for from entering the stage the case is in, and was not
 * asked for before, runs from when it was entered.
 *
 * @param after the case just moved
 */
export function clockMoves(
  from: Policy,
  to: Policy,
  after: Case,
  event: EventOf<'policy-moved'>,
): EventBody[] {
  const running = after.clocks.filter(isRunning);
  const ends = running.filter((clock) => !goesOn(ruleOf(to, clock), after));
  const stays = running.filter((clock) => !ends.includes(clock));
  return [
    ...ends.map((clock) => end(clock, 'superseded')),
    ...stays.flatMap((clock) => retimed(from, to, clock, event.payload.reason)),
    ...to.clocks
      .filter((rule) => isNewlyAsked(rule, after))
      .flatMap((rule) => starting(to, rule, after, after, { ...event, at: after.stageSince })),
  ];
}

/** Rules are about open cases, unless they run on after closing. */
function goesOn(rule: ClockRule | undefined, state: Case): boolean {
  return rule !== undefined && meets(rule.when, state) && (isOpen(state.stage) || rule.afterClosing === true);
}

function retimed(from: Policy, to: Policy, clock: Clock, reason: string): EventBody[] {
  const reckoning = reckoningOf(to, { ...clock, limit: limitUnder(ruleOf(to, clock), clock) });
  if (isSame(reckoning, reckoningOf(from, clock))) return [];
  const { id, clause } = clock;
  return [{ type: 'clock-retimed', payload: { id, clause, reckoning, reason } }];
}

/** A time that a plan, a promise, or another body named stays; every other limit is the rule's. */
function limitUnder(rule: ClockRule | undefined, clock: Clock): Clock['limit'] {
  if (!rule) return clock.limit;
  if (!('named' in rule.limit)) return rule.limit;
  return 'given' in clock.limit ? clock.limit : (rule.limit.otherwise ?? clock.limit);
}

function isNewlyAsked(rule: ClockRule, state: Case): boolean {
  return (
    goesOn(rule, state) &&
    startsOnEntering(rule, state.stage) &&
    isAskedFor(rule, state, state) &&
    !state.clocks.some((clock) => clock.rule === rule.id && ranInThisStage(clock, state))
  );
}

function startsOnEntering(rule: ClockRule, stage: Stage): boolean {
  return rule.from.some(
    (trigger) => (typeof trigger === 'string' ? trigger : trigger.on) === `enter:${stage}`,
  );
}

/** What was done in this stage already is not asked for again. */
function ranInThisStage({ endedAt }: Clock, { stageSince }: Case): boolean {
  return endedAt === undefined || Date.parse(endedAt) > Date.parse(stageSince);
}
