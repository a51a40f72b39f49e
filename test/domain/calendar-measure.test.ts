import fc from 'fast-check';

import { CalendarError } from '../../domain/calendar/calendar';
import type { Unit } from '../../domain/calendar/limit';
import { after, dayParts, elapsed } from '../../domain/calendar/measure';
import {
  calendarWith,
  evenCalendars,
  instants,
  local,
  plainWeeks,
  shown,
  unevenCalendars,
} from './calendar-fixture';

const units = fc.constantFrom<Unit>('wall', 'working-time', 'working-days');
const hour = 3_600_000;

describe('elapsed', () => {
  it('counts working time only while people work', () => {
    const from = local('2026-03-03 11:30');
    expect(elapsed(from, local('2026-03-03 13:30'), 'working-time', plainWeeks)).toBe(hour);
    expect(elapsed(from, local('2026-03-04 09:30'), 'working-time', plainWeeks)).toBe(6 * hour);
  });

  it('counts a working day as 1 whatever its length', () => {
    const shortFridays = calendarWith((number) =>
      number % 7 === 1 ? [[9 * hour, 12 * hour]] : [[9 * hour, 17 * hour]],
    );
    const friday = local('2026-03-06 00:00');
    expect(elapsed(friday, friday + 24 * hour, 'working-days', shortFridays)).toBe(dayParts);
    expect(elapsed(friday, local('2026-03-06 10:30'), 'working-days', shortFridays)).toBe(dayParts / 2);
  });

  it('adds up exactly, whatever the order of the instants and the hours of the days', () => {
    fc.assert(
      fc.property(instants, instants, instants, units, unevenCalendars, (a, b, c, unit, calendar) => {
        const inTwo = elapsed(a, b, unit, calendar) + elapsed(b, c, unit, calendar);
        expect(inTwo).toBe(elapsed(a, c, unit, calendar));
      }),
    );
  });

  it('never falls as time goes on', () => {
    fc.assert(
      fc.property(instants, fc.nat(30 * 24 * hour), units, unevenCalendars, (from, more, unit, calendar) => {
        expect(elapsed(from, from + more, unit, calendar)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('refuses to measure working time over more than twenty years', () => {
    expect(() => elapsed(0, local('2026-01-01 00:00'), 'working-time', plainWeeks)).toThrow(CalendarError);
  });
});

describe('after', () => {
  it('ends a day that is used up at its closing, not at the next opening', () => {
    expect(shown(after(local('2026-03-02 09:00'), dayParts, 'working-days', plainWeeks))).toBe(
      '2026-03-02 18:00',
    );
    expect(shown(after(local('2026-03-02 08:00'), 3 * hour, 'working-time', plainWeeks))).toBe(
      '2026-03-02 12:00',
    );
  });

  it('lets any amount take at least a millisecond that is worked', () => {
    expect(shown(after(local('2026-03-07 11:00'), 1, 'working-days', plainWeeks))).toBe(
      '2026-03-09 09:00:00.001',
    );
  });

  it('is the inverse of elapsed: to the millisecond on even days, within 1 ms on any', () => {
    const check =
      (tolerance: number) => (from: number, ms: number, days: number, calendar: typeof plainWeeks) => {
        const amount = Math.round(days * dayParts);
        const byTime = after(from, ms, 'working-time', calendar);
        expect(elapsed(from, byTime, 'working-time', calendar)).toBe(ms);
        const byDays = after(from, amount, 'working-days', calendar);
        const again = after(from, elapsed(from, byDays, 'working-days', calendar), 'working-days', calendar);
        expect(Math.abs(again - byDays)).toBeLessThanOrEqual(tolerance);
      };
    const days = fc.double({ min: 0.001, max: 30, noNaN: true });
    const ms = fc.nat(40 * hour);
    fc.assert(fc.property(instants, ms, days, evenCalendars, check(0)));
    fc.assert(fc.property(instants, ms, days, unevenCalendars, check(1)));
  });

  it('is the first instant at which the amount has elapsed', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 * hour }), unevenCalendars, (from, ms, calendar) => {
        const instant = after(from, ms, 'working-time', calendar);
        expect(elapsed(from, instant - 1, 'working-time', calendar)).toBe(ms - 1);
      }),
    );
  });

  it('grows with the amount', () => {
    const amounts = fc.tuple(fc.nat(20 * dayParts), fc.nat(20 * dayParts));
    fc.assert(
      fc.property(instants, amounts, unevenCalendars, (from, [less, more], calendar) => {
        const sooner = after(from, less, 'working-days', calendar);
        expect(after(from, less + more, 'working-days', calendar)).toBeGreaterThanOrEqual(sooner);
      }),
    );
  });

  it('says that nobody works instead of searching for ever', () => {
    const closed = calendarWith(() => []);
    expect(() => after(local('2026-03-02 09:00'), 1, 'working-time', closed)).toThrow(
      'check the working hours',
    );
  });
});
