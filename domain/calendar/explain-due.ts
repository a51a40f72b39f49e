import { workedBefore } from './calendar';
import type { Calendar, CalendarDay, DayName, Stretch } from './calendar';
import { reckon } from './clock-span';
import type { ClockSpan, Reckoning } from './clock-span';
import type { Unit } from './limit';
import { dayParts, elapsed } from './measure';

/** An amount as people read it: working days with their fraction, or milliseconds. */
export type Amount = { readonly days: number } | { readonly ms: number };

export interface DayOff {
  /** `YYYY-MM-DD` in the company's zone. */
  readonly date: string;
  readonly kind: 'weekend' | 'holiday';
  readonly name?: DayName;
}

/** One line of the answer to "why is it due then?". Instants are epoch milliseconds. */
export type DueStep =
  | { readonly step: 'started'; readonly at: number }
  /** The day of the start is not counted. */
  | { readonly step: 'begins'; readonly at: number }
  /** Nobody works, so a working clock does not run: a break, a night, or a night with days off. */
  | {
      readonly step: 'skipped';
      readonly from: number;
      readonly to: number;
      readonly daysOff: readonly DayOff[];
    }
  /** A Saturday or Sunday on which people work, so it counts. */
  | { readonly step: 'make-up-day'; readonly date: string; readonly at: number; readonly name?: DayName }
  /** What the pause gives back; nothing (0) if the clock would not have run. Without `to` it lasts. */
  | { readonly step: 'paused'; readonly from: number; readonly to?: number; readonly givesBack?: Amount }
  /** The due time was agreed anew: `instead` of that without an extension. */
  | { readonly step: 'extended'; readonly agreedAt?: number; readonly instead: number; readonly to: number }
  | { readonly step: 'due'; readonly at: number };

/**
 * The steps that lead from a clock's start to its due time, in the order of their time; the extension, if any, and
 * the due time come last. A paused clock has no due time: its last step is the open pause.
 * Throws what clockTimes throws.
 */
export function explainDue(span: ClockSpan, calendar: Calendar): readonly DueStep[] {
  const started: DueStep = { step: 'started', at: span.startedAt };
  const reckoning = reckon(span, calendar);
  if (!reckoning) return [started, openPause(span)];
  const { unit, beginsAt, dueAt } = reckoning;
  const begins: DueStep[] = beginsAt === span.startedAt ? [] : [{ step: 'begins', at: beginsAt }];
  const skipped =
    unit === 'wall' ? [] : [...closures(beginsAt, dueAt, calendar), ...makeUpDays(beginsAt, dueAt, calendar)];
  const between = [...skipped, ...pauseSteps(reckoning, calendar)].sort((a, b) => timeOf(a) - timeOf(b));
  return [started, ...begins, ...between, ...extension(span, reckoning), { step: 'due', at: dueAt }];
}

function openPause({ pauses }: ClockSpan): DueStep {
  const open = pauses.filter(({ to }) => to === undefined).map(({ from }) => from);
  return { step: 'paused', from: Math.min(...open) };
}

function pauseSteps({ pauses, unit, dueAt }: Reckoning, calendar: Calendar): DueStep[] {
  return pauses
    .filter(({ from }) => from < dueAt)
    .map(({ from, to }) => ({
      step: 'paused',
      from,
      to,
      givesBack: amount(elapsed(from, to, unit, calendar), unit),
    }));
}

function amount(measured: number, unit: Unit): Amount {
  return unit === 'working-days' ? { days: measured / dayParts } : { ms: measured };
}

function extension({ extendedTo, extendedAt }: ClockSpan, { firstDueAt }: Reckoning): DueStep[] {
  if (extendedTo === undefined) return [];
  const agreed = extendedAt === undefined ? {} : { agreedAt: extendedAt };
  return [{ step: 'extended', ...agreed, instead: firstDueAt, to: extendedTo }];
}

function closures(from: number, to: number, calendar: Calendar): DueStep[] {
  const steps: DueStep[] = [];
  let closedFrom = from;
  let daysOff: DayOff[] = [];
  for (const day of days(from, to, calendar)) {
    if (day.open.length === 0) daysOff.push(dayOff(day));
    for (const open of remaining(day, from)) {
      if (open.from >= to) break;
      if (open.from > closedFrom) steps.push({ step: 'skipped', from: closedFrom, to: open.from, daysOff });
      closedFrom = open.to;
      daysOff = [];
    }
  }
  // A due time that was agreed on may lie where nobody works.
  if (closedFrom < to) steps.push({ step: 'skipped', from: closedFrom, to, daysOff });
  return steps;
}

/** The working intervals of `day` that have not ended by `instant`. */
function remaining(day: CalendarDay, instant: number): readonly Stretch[] {
  return day.open.filter(({ to }) => to > instant);
}

function makeUpDays(from: number, to: number, calendar: Calendar): DueStep[] {
  return days(from, to, calendar)
    .filter((day) => isWeekend(day.date) && workedBefore(day, to) > workedBefore(day, from))
    .map((day) => ({ step: 'make-up-day', date: day.date, at: Math.max(from, day.startsAt), ...named(day) }));
}

function days(from: number, to: number, calendar: Calendar): readonly CalendarDay[] {
  const found: CalendarDay[] = [];
  for (let day = calendar.dayOf(from); day.startsAt < to; day = calendar.next(day)) found.push(day);
  return found;
}

function dayOff(day: CalendarDay): DayOff {
  const kind = isWeekend(day.date) && day.name === undefined ? 'weekend' : 'holiday';
  return { date: day.date, kind, ...named(day) };
}

function named({ name }: CalendarDay): { readonly name?: DayName } {
  return name === undefined ? {} : { name };
}

/** A date alone is read as midnight UTC, and its weekday is the same everywhere. */
function isWeekend(date: string): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function timeOf(step: DueStep): number {
  return 'from' in step ? step.from : step.step === 'extended' ? step.to : step.at;
}
