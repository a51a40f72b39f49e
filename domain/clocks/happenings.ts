import { currentRound, type Case } from '../case/case';
import type { CaseEvent } from '../case/events';
import type { Happening, Trigger } from '../policy/policy';
import type { Holder } from './clock';
import { actsAs } from './holder';

/** What an event means to clocks and notices. `before` and `after` are the case around it. */
export function happeningsOf(before: Case | undefined, after: Case, event: CaseEvent): readonly Happening[] {
  switch (event.type) {
    case 'registered':
      return ['receipt', 'enter:registered'];
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
  return list.some((trigger) => {
    if (typeof trigger === 'string') return happenings.includes(trigger);
    if (!happenings.includes(trigger.on)) return false;
    if ('in' in trigger) return after.stage === trigger.in;
    if ('substantive' in trigger) return event.type === 'log-contact' && event.payload.substantive === true;
    return holder !== undefined && actsAs(event.actor, { ...holder, role: trigger.by });
  });
}

/** The absolute times an event names: the due times of a plan's steps, or a promise. */
export function namedTimes(
  event: CaseEvent,
  after: Case,
): readonly { readonly due: string; readonly step?: number }[] {
  switch (event.type) {
    case 'plan':
      return (currentRound(after).plan?.steps ?? [])
        .filter((step) => step.doneAt === undefined)
        .map(({ due, step }) => ({ due, step }));
    case 'log-contact':
      return event.payload.promisedNextAt === undefined ? [] : [{ due: event.payload.promisedNextAt }];
    case 'promise-reply':
      return [{ due: event.payload.by }];
    case 'customer-in-doubt':
      return [{ due: event.payload.nextContactAt }];
    default:
      return [];
  }
}
