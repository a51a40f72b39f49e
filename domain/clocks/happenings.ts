import { currentRound, openOrders, type Case } from '../case/case';
import type { CaseEvent } from '../case/events';
import type { ConditionedTrigger, Happening, NamedTime, Trigger } from '../policy/policy';
import type { Holder } from './clock';
import { actsAs } from './holder';

/** What an event means to clocks and notices. `before` and `after` are the case around it. */
export function happeningsOf(before: Case | undefined, after: Case, event: CaseEvent): readonly Happening[] {
  switch (event.type) {
    case 'registered':
      return event.payload.intake.transferredBy
        ? ['receipt', 'enter:registered', 'transfer']
        : ['receipt', 'enter:registered'];
    case 'set-transfer':
      // A correction that names no limit gives no new time (attraction/5.3-transferred).
      return before?.transfer && event.payload.limit === undefined
        ? ['set-transfer']
        : ['set-transfer', 'transfer'];
    case 'work-order-ended':
      return openOrders(after).length === 0 ? ['work-order-ended', 'orders-done'] : ['work-order-ended'];
    case 'stage-entered':
      return [`leave:${before?.stage ?? 'registered'}`, `enter:${event.payload.stage}`];
    case 'round-opened':
      return ['new-round'];
    case 'complete-step':
      return stepsAreDone(after) ? ['complete-step', 'steps-done'] : ['complete-step'];
    case 'log-contact':
      return event.payload.promisedNextAt === undefined ? ['log-contact'] : ['log-contact', 'promise'];
    case 'promise-reply':
      return ['promise-reply', 'promise'];
    case 'customer-in-doubt':
      return ['customer-in-doubt', 'promise'];
    case 'notice-given-up':
      // That it could not be told either is not told again.
      return event.payload.template === 'notice-given-up' ? [] : ['notice-given-up'];
    case 'closed':
    case 'refused':
    case 'refusals-counted':
    case 'limits-met':
    case 'policy-moved':
    case 'clock-started':
    case 'clock-ended':
    case 'clock-paused':
    case 'clock-retimed':
      return [];
    default:
      return [event.type];
  }
}

function stepsAreDone(state: Case): boolean {
  return currentRound(state).plan?.steps.every((step) => step.doneAt !== undefined) ?? false;
}

/** Whether the event is what one of the triggers waits for. `after` is the case then; the holder is whom `by` may name. */
export function triggers(
  list: readonly Trigger[],
  happenings: readonly Happening[],
  event: CaseEvent,
  after: Pick<Case, 'stage'>,
  holder?: Holder,
): boolean {
  return list.some((trigger) =>
    typeof trigger === 'string'
      ? happenings.includes(trigger)
      : happenings.includes(trigger.on) && isSuch(trigger, event, after, holder),
  );
}

function isSuch(
  { substantive, by, in: stage, method, finding, answerable }: ConditionedTrigger,
  event: CaseEvent,
  after: Pick<Case, 'stage'>,
  holder: Holder | undefined,
): boolean {
  if (stage !== undefined && after.stage !== stage) return false;
  if (by !== undefined && !(holder && actsAs(event.actor, { ...holder, role: by }))) return false;
  if (substantive && !(event.type === 'log-contact' && event.payload.substantive === true)) return false;
  if (method !== undefined && !(event.type === 'log-contact' && event.payload.method === method))
    return false;
  if (finding && !(event.type === 'find' && finding.includes(event.payload.finding))) return false;
  // What is not clearly answerable is treated as answerable for now (iptv/4-triage).
  const answer = event.type === 'triage' && event.payload.answerable !== 'no' ? 'yes' : 'no';
  return answerable === undefined || (event.type === 'triage' && answerable === answer);
}

/** A time that an event names itself: that of one step of a plan, or the only one. */
interface Named {
  readonly due: string;
  readonly step?: number;
}

/** The absolute times of this name which an event names. */
export function namedTimes(name: NamedTime, event: CaseEvent, after: Case): readonly Named[] {
  switch (name) {
    case 'step':
      return (currentRound(after).plan?.steps ?? [])
        .filter((step) => step.doneAt === undefined)
        .map(({ due, step }) => ({ due, step }));
    case 'promise':
      return given(promisedIn(event));
    case 'transfer':
      return given(after.transfer?.limit);
    case 'reply':
      return given(after.intake.replyDue);
  }
}

function given(due: string | undefined): readonly Named[] {
  return due === undefined ? [] : [{ due }];
}

function promisedIn(event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'log-contact':
      return event.payload.promisedNextAt;
    case 'promise-reply':
      return event.payload.by;
    case 'customer-in-doubt':
      return event.payload.nextContactAt;
    default:
      return undefined;
  }
}
