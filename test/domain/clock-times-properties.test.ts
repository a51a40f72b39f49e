import fc from 'fast-check';

import { workingTime } from '../../domain/calendar/calendar';
import type { Calendar, Stretch } from '../../domain/calendar/calendar';
import { clockTimes, elapsed } from '../../domain/calendar/clock-times';
import type { ClockSpan, ClockTimes } from '../../domain/calendar/clock-times';
import type { DurationLimit, Unit } from '../../domain/calendar/limit';
import { dayParts } from '../../domain/calendar/measure';
import { evenCalendars, instants, local, unevenCalendars } from './calendar-fixture';

const hour = 3_600_000;
const percents = [0, 1, 33, 50, 75, 90, 99.5, 100, 100.5, 110, 200];

const limits: fc.Arbitrary<DurationLimit> = fc.record({
  duration: fc.oneof(
    fc.integer({ min: 1, max: 15 }).map((days) => `P${days}D`),
    fc.integer({ min: 1, max: 2400 }).map((minutes) => `PT${minutes}M`),
  ),
  calendar: fc.constantFrom('wall', 'working'),
});

/** Clocks with pauses around their time, in any order, overlapping or not. */
const spans = fc
  .record({
    limit: limits,
    startedAt: instants,
    breaks: fc.array(fc.tuple(fc.integer({ min: -24 * hour, max: 300 * hour }), fc.nat(90 * hour)), {
      maxLength: 5,
    }),
  })
  .map(({ limit, startedAt, breaks }) => {
    const pauses = breaks.map(([offset, length]) => stretch(startedAt + offset, length));
    return { limit, startedAt, pauses };
  });

const extendedSpans = fc
  .record({ span: spans, later: fc.integer({ min: 1, max: 500 * hour }), agreed: fc.nat(100 * hour) })
  .map(({ span, later, agreed }) => {
    const extendedTo = span.startedAt + later;
    return { ...span, extendedTo, extendedAt: Math.min(extendedTo - 1, span.startedAt + agreed) };
  });

type PlainSpan = ClockSpan & { readonly limit: DurationLimit; readonly pauses: readonly Stretch[] };

function stretch(from: number, length: number): Stretch {
  return { from, to: from + length };
}

function unitOf({ duration, calendar }: DurationLimit): Unit {
  if (calendar === 'wall') return 'wall';
  return duration.startsWith('PT') ? 'working-time' : 'working-days';
}

function countOf({ duration }: DurationLimit): number {
  return Number(duration.replace(/\D/g, ''));
}

function running(times: ClockTimes): Exclude<ClockTimes, { paused: true }> {
  if ('paused' in times) throw new Error('The clock is paused');
  return times;
}

/** The time between two instants without the pauses, put together piece by piece. */
function unpaused(
  pauses: readonly Stretch[],
  from: number,
  to: number,
  measure: (part: Stretch) => number,
): number {
  const cuts = [from, to, ...pauses.flatMap((pause) => [pause.from, pause.to])]
    .filter((cut) => cut >= from && cut <= to)
    .sort((a, b) => a - b);
  const pieces = cuts.slice(1).map((end, index) => ({ from: cuts[index] ?? end, to: end }));
  const counted = pieces.filter(
    (piece) => !pauses.some((pause) => pause.from <= piece.from && pause.to >= piece.to),
  );
  return counted.reduce((sum, piece) => sum + measure(piece), 0);
}

/** How long the clock of `span` ran until it was due, in `unit`. */
function ranUntilDue(span: PlainSpan, unit: Unit, calendar: Calendar): number {
  const { dueAt } = running(clockTimes(span, [], calendar));
  return unpaused(span.pauses, span.startedAt, dueAt, ({ from, to }) => elapsed(from, to, unit, calendar));
}

describe('pauses', () => {
  it('conserve the time allowed to the millisecond where all working days are equally long', () => {
    fc.assert(
      fc.property(spans, evenCalendars, (span, calendar) => {
        const { limit } = span;
        const unit = unitOf(limit);
        const inTime = unit === 'working-days' ? 'working-time' : unit;
        const dayLength = unit === 'wall' ? 24 * hour : lengthOfWorkingDay(calendar);
        const allowed = countOf(limit) * (limit.duration.startsWith('PT') ? 60_000 : dayLength);
        expect(ranUntilDue(span, inTime, calendar)).toBe(allowed);
      }),
    );
  });

  it('conserve working days to the millisecond of the day on which they end, however long the days are', () => {
    fc.assert(
      fc.property(spans, unevenCalendars, (span, calendar) => {
        fc.pre(unitOf(span.limit) === 'working-days');
        const { dueAt } = running(clockTimes(span, [], calendar));
        const millisecond = dayParts / (workingTime(calendar.dayOf(dueAt - 1)) || 1);
        const difference = ranUntilDue(span, 'working-days', calendar) - countOf(span.limit) * dayParts;
        expect(Math.abs(difference)).toBeLessThanOrEqual(millisecond + span.pauses.length + 1);
      }),
    );
  });

  it('never bring a due time forward', () => {
    fc.assert(
      fc.property(spans, unevenCalendars, (span, calendar) => {
        const without = running(clockTimes({ ...span, pauses: [] }, [], calendar));
        expect(running(clockTimes(span, [], calendar)).dueAt).toBeGreaterThanOrEqual(without.dueAt);
      }),
    );
  });
});

describe('extensions', () => {
  it('are due as agreed if nothing is paused afterwards', () => {
    fc.assert(
      fc.property(extendedSpans, unevenCalendars, (span, calendar) => {
        const pauses = span.pauses.filter(({ to }) => to <= span.extendedAt);
        expect(running(clockTimes({ ...span, pauses }, [], calendar)).dueAt).toBe(span.extendedTo);
      }),
    );
  });

  it('conserve the time from the agreement to the agreed time under later pauses', () => {
    fc.assert(
      fc.property(extendedSpans, evenCalendars, (span, calendar) => {
        const unit = unitOf(span.limit) === 'wall' ? 'wall' : 'working-time';
        const measure = ({ from, to }: Stretch): number => elapsed(from, to, unit, calendar);
        const { dueAt } = running(clockTimes(span, [], calendar));
        const left = measure({ from: span.extendedAt, to: span.extendedTo });
        expect(unpaused(span.pauses, span.extendedAt, dueAt, measure)).toBe(left);
      }),
    );
  });
});

describe('rungs', () => {
  it('come in order, around the due time, whatever is paused or agreed', () => {
    fc.assert(
      fc.property(fc.oneof(spans, extendedSpans), unevenCalendars, (span, calendar) => {
        const { dueAt, rungs } = running(clockTimes(span, percents, calendar));
        const times = rungs.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(rungs.find(({ percent }) => percent === 100)?.at).toBe(dueAt);
        expect(rungs.map(({ percent }) => percent)).toEqual(percents);
      }),
    );
  });

  it('never fire within a pause', () => {
    fc.assert(
      fc.property(fc.oneof(spans, extendedSpans), unevenCalendars, (span, calendar) => {
        const { rungs } = running(clockTimes(span, percents.slice(1), calendar));
        const later = rungs.filter(({ at }) => at > span.startedAt);
        const within = later.filter(({ at }) => span.pauses.some(({ from, to }) => from < at && at < to));
        expect(within).toEqual([]);
      }),
    );
  });

  it('divide the clock’s own time', () => {
    fc.assert(
      fc.property(spans, evenCalendars, (span, calendar) => {
        const unit = unitOf(span.limit);
        const { rungs } = running(clockTimes(span, [25], calendar));
        const measure = ({ from, to }: Stretch): number => elapsed(from, to, unit, calendar);
        const ran = unpaused(span.pauses, span.startedAt, rungs[0]?.at ?? NaN, measure);
        const total = ranUntilDue(span, unit, calendar);
        const millisecond = unit === 'working-days' ? dayParts / lengthOfWorkingDay(calendar) : 1;
        expect(Math.abs(ran - total / 4)).toBeLessThanOrEqual(millisecond);
      }),
    );
  });
});

function lengthOfWorkingDay(calendar: Calendar): number {
  let day = calendar.dayOf(local('2026-01-01 12:00'));
  while (workingTime(day) === 0) day = calendar.next(day);
  return workingTime(day);
}
