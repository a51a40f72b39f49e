import type { Limit } from '../calendar/limit';
import { BREACH, isRunning, type Clock, type Holder } from '../clocks/clock';
import type { ClockBody, CommonEvent, Stamp } from './events';
import type { TaskRecipient, TaskTelling } from './task';

/** When a task's clocks warn, break, and are told of again, in percent of their limit. */
const PERCENTS = [75, BREACH, 150] as const;

/** The clocks of a task after one of them started, ended, or fired a rung; after anything else as they were. */
export function applyClock(clocks: readonly Clock[], event: CommonEvent): readonly Clock[] {
  switch (event.type) {
    case 'clock-started':
      return [...clocks, started(event)];
    case 'clock-ended': {
      const { id, ended } = event.payload;
      return clocks.map((clock) => (clock.id === id ? { ...clock, endedAt: event.at, ended } : clock));
    }
    case 'clock-warned':
    case 'clock-broken':
    case 'clock-overdue': {
      const { id, percent } = event.payload;
      return clocks.map((clock) =>
        clock.id === id ? { ...clock, fired: [...clock.fired, percent] } : clock,
      );
    }
    default:
      return clocks;
  }
}

function started({ payload, completion }: Extract<CommonEvent, { type: 'clock-started' }>): Clock {
  const { id, rule, clause, holder, reckoning } = payload;
  const person = completion?.person;
  return {
    id,
    rule,
    clause,
    startedAt: reckoning.startedAt,
    limit: reckoning.limit,
    holder: person === undefined ? holder : { ...holder, person },
    round: 1,
    pauses: [],
    extensions: [],
    ...(completion?.times && { times: completion.times }),
    fired: [],
  };
}

/**
 * Starts a clock of this rule; one that ran before stays beside it.
 *
 * @param kind the task's kind, with which the rule makes the clause
 * @param startedAt ISO 8601
 */
export function startClock(
  kind: string,
  rule: string,
  clocks: readonly Clock[],
  holder: Holder,
  startedAt: string,
  limit: Limit | { readonly given: string },
): ClockBody {
  const earlier = clocks.filter((clock) => clock.rule === rule).length;
  return {
    type: 'clock-started',
    payload: {
      id: earlier === 0 ? rule : `${rule}@${earlier + 1}`,
      rule,
      clause: `${kind}/${rule}`,
      holder,
      reckoning: { startedAt, limit, pauses: [], percents: PERCENTS },
    },
  };
}

/** Ends the running clocks of these rules. */
export function endClocks(
  clocks: readonly Clock[],
  ended: 'met' | 'superseded',
  rules?: readonly string[],
): ClockBody[] {
  return clocks
    .filter((clock) => isRunning(clock) && (rules === undefined || rules.includes(clock.rule)))
    .map(({ id, clause }) => ({ type: 'clock-ended', payload: { id, clause, ended } }));
}

/**
 * What is told of a rung: its holder is told, and from the breach on those above as well.
 *
 * @param above who is told from the breach on, by the holder's role
 */
export function rungTellings(
  clocks: readonly Clock[],
  event: CommonEvent,
  template: string,
  above: (holder: Holder) => TaskRecipient,
): TaskTelling[] {
  if (!isRung(event)) return [];
  const { id, percent, dueAt } = event.payload;
  const clock = clocks.find((candidate) => candidate.id === id);
  if (!clock) return [];
  const { holder, rule } = clock;
  const to: TaskRecipient[] = [{ role: holder.role, department: holder.department }];
  if (percent >= BREACH) to.push(above(holder));
  return [{ seq: event.seq, template: `${template}-${event.type}`, to, rung: { rule, percent, dueAt } }];
}

type Rung = Extract<CommonEvent, { type: 'clock-warned' | 'clock-broken' | 'clock-overdue' }>;

function isRung(event: CommonEvent & Stamp): event is Rung {
  return event.type === 'clock-warned' || event.type === 'clock-broken' || event.type === 'clock-overdue';
}
