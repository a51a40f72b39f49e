import { getDayDetail } from 'chinese-days';
import { CalendarError } from '../../domain/calendar/calendar';
import type { CalendarDay } from '../../domain/calendar/calendar';
import { clockTimes } from '../../domain/calendar/clock-times';
import type { Limit } from '../../domain/calendar/limit';
import { calendarChangeSchema, chinaCalendar, defaultCalendar } from '../../models/calendars';
import type { CalendarChange, CalendarSettings } from '../../models/calendars';
import { local, shown } from './calendar-fixture';

const china = chinaCalendar(defaultCalendar);

function dayOf(date: string, settings: CalendarSettings = defaultCalendar): CalendarDay {
  return chinaCalendar(settings).dayOf(local(`${date} 12:00`));
}

function daysOf(firstDate: string, count: number): CalendarDay[] {
  const days = [dayOf(firstDate)];
  while (days.length < count) days.push(china.next(days.at(-1) ?? dayOf(firstDate)));
  return days;
}

function due(limit: Limit, startedAt: string, calendar = china): string {
  const times = clockTimes({ limit, startedAt: local(startedAt), pauses: [] }, [], calendar);
  return 'paused' in times ? 'paused' : shown(times.dueAt);
}

const twoDays: Limit = { duration: 'P2D', calendar: 'working' };
const twoDaysAfter: Limit = { ...twoDays, firstDay: 'excluded' };

describe('the 2026 Spring Festival', () => {
  it('is off from 15 to 23 February, with 14 and 28 February made up', () => {
    const working = daysOf('2026-02-13', 17).filter(({ open }) => open.length > 0);
    expect(working.map(({ date }) => date)).toEqual([
      ...['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28'],
    ]);
    expect(dayOf('2026-02-16').name).toEqual({ zh: '春节', en: 'Spring Festival' });
  });

  it.each([
    [
      'Thursday before: Friday and the made-up Saturday count',
      twoDays,
      '2026-02-12 15:00',
      '2026-02-14 15:00',
    ],
    ['Friday before: over the holiday', twoDays, '2026-02-13 15:00', '2026-02-24 15:00'],
    ['the made-up Saturday itself', twoDays, '2026-02-14 15:00', '2026-02-25 15:00'],
    ['a holiday', twoDays, '2026-02-17 10:00', '2026-02-25 18:00'],
    ['Friday after: the made-up Saturday, then Monday', twoDays, '2026-02-27 09:00', '2026-02-28 18:00'],
    ['the made-up Saturday, not counted', twoDaysAfter, '2026-02-14 10:00', '2026-02-25 18:00'],
    ['Friday, not counted: Saturday is the first day', twoDaysAfter, '2026-02-13 10:00', '2026-02-24 18:00'],
  ])('P2D from %s', (_, limit, startedAt, dueAt) => {
    expect(due(limit, startedAt)).toBe(dueAt);
  });

  it('does not move the end of a day or the wall clock', () => {
    expect(due({ endOfDay: 1 }, '2026-02-14 15:00')).toBe('2026-02-16 00:00');
    expect(due({ duration: 'PT24H', calendar: 'wall' }, '2026-02-14 15:00')).toBe('2026-02-15 15:00');
  });
});

describe('the public calendar', () => {
  it('is what the library’s own functions say, day by day, where there are notices', () => {
    for (const { date, open } of daysOf('2024-01-01', 3 * 365 + 1)) {
      expect([date, open.length > 0]).toEqual([date, getDayDetail(date).work]);
    }
  });

  it('says how far its notices reach, and is plain Monday to Friday afterwards', () => {
    expect(china.coveredUntil).toMatch(/^20\d\d-12-31$/);
    expect(china.coveredUntil >= '2026-12-31').toBe(true);
    const year = Number(china.coveredUntil.slice(0, 4)) + 1;
    for (const day of daysOf(`${year}-01-01`, 365)) {
      const weekday = new Date(day.date).getUTCDay();
      expect([day.date, day.open.length]).toEqual([day.date, weekday === 0 || weekday === 6 ? 0 : 2]);
    }
  });

  it('finds the day of the first and last millisecond', () => {
    expect(china.dayOf(local('2026-03-03 00:00')).date).toBe('2026-03-03');
    expect(china.dayOf(local('2026-03-03 23:59:59.999')).date).toBe('2026-03-03');
    expect(shown(china.dayOf(local('2026-03-03 23:59:59.999')).endsAt)).toBe('2026-03-04 00:00');
  });

  it.each([NaN, Infinity, -1e15, 1e15])('refuses %p as an instant', (instant) => {
    expect(() => china.dayOf(instant)).toThrow(CalendarError);
  });
});

describe('the company’s overrides', () => {
  const settings: CalendarSettings = {
    ...defaultCalendar,
    overrides: [
      { kind: 'off', date: '2026-03-04', name: '厂庆' },
      { kind: 'working', date: '2026-03-07' },
      { kind: 'working', date: '2026-02-16', hours: [{ from: '10:00', to: '12:00' }] },
      { kind: 'off', date: '2026-02-28' },
    ],
  };

  it('go before the week and the public holidays', () => {
    expect(dayOf('2026-03-04', settings).open).toEqual([]);
    expect(dayOf('2026-03-04', settings).name).toEqual({ zh: '厂庆', en: '厂庆' });
    expect(dayOf('2026-03-07', settings).open).toHaveLength(2);
    expect(dayOf('2026-02-28', settings).open).toEqual([]);
    const [opening] = dayOf('2026-02-16', settings).open;
    expect(opening).toEqual({ from: local('2026-02-16 10:00'), to: local('2026-02-16 12:00') });
  });

  it('move due times', () => {
    expect(due(twoDays, '2026-03-03 15:00', chinaCalendar(settings))).toBe('2026-03-06 15:00');
  });

  it('can make a day of several intervals, up to midnight', () => {
    const workingHours = [
      { from: '00:00', to: '02:00' },
      { from: '08:00', to: '11:00' },
      { from: '21:00', to: '24:00' },
    ];
    const threeShifts = chinaCalendar({ ...defaultCalendar, workingHours });
    expect(due({ duration: 'PT4H', calendar: 'working' }, '2026-03-03 10:00', threeShifts)).toBe(
      '2026-03-04 00:00',
    );
    expect(due({ duration: 'PT6H', calendar: 'working' }, '2026-03-03 10:00', threeShifts)).toBe(
      '2026-03-04 02:00',
    );
  });
});

describe('other zones', () => {
  const berlin = chinaCalendar({ ...defaultCalendar, zone: 'Europe/Berlin' });

  it('keep local hours when clocks are put forward', () => {
    // 2026-03-27 is a Friday; clocks are put forward on the 29th.
    const times = clockTimes(
      { limit: twoDays, startedAt: Date.parse('2026-03-27T15:00+01:00'), pauses: [] },
      [],
      berlin,
    );
    expect(times).toMatchObject({ dueAt: Date.parse('2026-03-31T15:00+02:00') });
    const day = berlin.dayOf(Date.parse('2026-03-29T12:00+02:00'));
    expect(day.endsAt - day.startsAt).toBe(23 * 3_600_000);
  });

  it('find the day of an instant on either side of local midnight', () => {
    expect(berlin.dayOf(Date.parse('2026-07-01T23:59:59.999+02:00')).date).toBe('2026-07-01');
    expect(berlin.dayOf(Date.parse('2026-07-02T00:00+02:00')).date).toBe('2026-07-02');
  });
});

describe('calendar settings', () => {
  const { version: _, ...valid } = defaultCalendar;

  it.each<[string, Partial<CalendarChange>]>([
    ['an unknown zone', { zone: 'Asia/Beijing2' }],
    ['no working hours', { workingHours: [] }],
    ['a time that does not exist', { workingHours: [{ from: '09:00', to: '25:00' }] }],
    ['an interval backwards', { workingHours: [{ from: '12:00', to: '09:00' }] }],
    [
      'overlapping intervals',
      {
        workingHours: [
          { from: '09:00', to: '13:00' },
          { from: '12:00', to: '18:00' },
        ],
      },
    ],
    ['a date that does not exist', { overrides: [{ kind: 'off', date: '2026-02-30' }] }],
    [
      'a date twice',
      {
        overrides: [
          { kind: 'off', date: '2026-03-04' },
          { kind: 'working', date: '2026-03-04' },
        ],
      },
    ],
  ])('refuse %s', (_name, wrong) => {
    expect(calendarChangeSchema.safeParse({ ...valid, ...wrong }).success).toBe(false);
    expect(calendarChangeSchema.safeParse(valid).success).toBe(true);
  });
});
