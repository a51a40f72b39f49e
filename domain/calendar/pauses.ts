import type { Calendar, Stretch } from './calendar';
import type { Unit } from './limit';
import { after, elapsed } from './measure';

/** A time during which a clock stands still. Without `to` it still does. */
export interface Pause {
  readonly from: number;
  readonly to?: number;
}

/** The ended pauses from `start` on, in order, overlapping ones as one; undefined while one is still open. */
export function endedPauses(pauses: readonly Pause[], start: number): readonly Stretch[] | undefined {
  const ended: Stretch[] = [];
  for (const { from, to } of pauses.toSorted((a, b) => a.from - b.from)) {
    if (to === undefined) return undefined;
    const last = ended.at(-1);
    if (last && from <= last.to) ended[ended.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else if (to > start) ended.push({ from: Math.max(from, start), to });
  }
  return ended;
}

/** The parts of `stretches` that lie before `instant`. */
export function before(instant: number, stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .filter(({ from }) => from < instant)
    .map(({ from, to }) => ({ from, to: Math.min(to, instant) }));
}

/** The parts of `stretches` that lie after `instant`. */
export function since(instant: number, stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .filter(({ to }) => to > instant)
    .map(({ from, to }) => ({ from: Math.max(from, instant), to }));
}

/** How much of the clock's unit the stretches hold. */
export function heldUp(stretches: readonly Stretch[], unit: Unit, calendar: Calendar): number {
  return stretches.reduce((sum, { from, to }) => sum + elapsed(from, to, unit, calendar), 0);
}

/**
 * When `amount` of the clock's unit has run since `from`, the pauses (from there on, as endedPauses gives them) not
 * counted: paused working time is given back as working time, so a night costs a working clock nothing. The result
 * never lies within a pause.
 */
export function reach(
  from: number,
  amount: number,
  pauses: readonly Stretch[],
  unit: Unit,
  calendar: Calendar,
): number {
  let reached = after(from, amount, unit, calendar);
  let held = 0;
  for (const pause of pauses) {
    if (pause.from >= reached) break;
    held += elapsed(pause.from, pause.to, unit, calendar);
    reached = Math.max(pause.to, after(from, amount + held, unit, calendar));
  }
  return reached;
}
