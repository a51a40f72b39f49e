import type { EventBodyOf } from '../case/events';
import { BREACH, type DueRung } from './clock';

/** What happens when the time of a rung has come: a warning, the breach, or what comes after it. */
export function rungFired({
  clock,
  percent,
  at,
}: DueRung): EventBodyOf<'clock-warned' | 'clock-broken' | 'clock-overdue'> {
  const { id, clause } = clock;
  const type = percent < BREACH ? 'clock-warned' : percent === BREACH ? 'clock-broken' : 'clock-overdue';
  const dueAt = clock.times?.dueAt ?? new Date(at).toISOString();
  return { type, payload: { id, clause, percent, dueAt } };
}
