import { clockTimes } from '../../domain/calendar/clock-times';
import type { ClockSpan } from '../../domain/calendar/clock-times';
import type { Limit } from '../../domain/calendar/limit';
import { local, plainWeeks, shown } from './calendar-fixture';

// 2026-03-02 is a Monday; no holiday is near.
const workingDays = (duration: string): Limit => ({ duration, calendar: 'working' });
const wall = (duration: string): Limit => ({ duration, calendar: 'wall' });
const counted = { pauses: [] };

function due(limit: ClockSpan['limit'], startedAt: string, more: Partial<ClockSpan> = {}): string {
  const times = clockTimes({ limit, startedAt: local(startedAt), ...counted, ...more }, [], plainWeeks);
  return 'paused' in times ? 'paused' : shown(times.dueAt);
}

function pause(from: string, to: string): { from: number; to: number } {
  return { from: local(from), to: local(to) };
}

describe('due times by the wall clock', () => {
  it('runs through the night and the weekend', () => {
    expect(due(wall('PT30M'), '2026-03-02 17:45')).toBe('2026-03-02 18:15');
    expect(due(wall('PT24H'), '2026-03-06 20:00')).toBe('2026-03-07 20:00');
    expect(due(wall('P1W'), '2026-03-06 20:00')).toBe('2026-03-13 20:00');
  });

  it('begins at midnight if the first day is not counted', () => {
    expect(due({ duration: 'P2D', calendar: 'wall', firstDay: 'excluded' }, '2026-03-06 20:00')).toBe(
      '2026-03-09 00:00',
    );
  });

  it('is due at the time given, whenever that is', () => {
    expect(due({ given: local('2026-03-07 23:30') }, '2026-03-06 09:00')).toBe('2026-03-07 23:30');
  });

  it('is due at the midnight that ends the day of the start, or a later one', () => {
    expect(due({ endOfDay: 0 }, '2026-03-06 09:00')).toBe('2026-03-07 00:00');
    expect(due({ endOfDay: 0 }, '2026-03-06 00:00')).toBe('2026-03-07 00:00');
    expect(due({ endOfDay: 0 }, '2026-03-06 23:59:59.999')).toBe('2026-03-07 00:00');
    expect(due({ endOfDay: 2 }, '2026-03-06 09:00')).toBe('2026-03-09 00:00');
  });
});

describe('due times in working days', () => {
  it.each([
    ['Tuesday 15:00', '2026-03-03 15:00', '2026-03-05 15:00'],
    ['Thursday 15:00, over the weekend', '2026-03-05 15:00', '2026-03-09 15:00'],
    ['before opening: begins at 09:00', '2026-03-03 07:10', '2026-03-04 18:00'],
    ['at opening', '2026-03-03 09:00', '2026-03-04 18:00'],
    ['in the break: begins at 13:00', '2026-03-03 12:30', '2026-03-05 12:00'],
    ['after closing: begins next morning', '2026-03-03 21:00', '2026-03-05 18:00'],
    ['on a Saturday: begins on Monday', '2026-03-07 11:00', '2026-03-10 18:00'],
  ])('P2D from %s', (_, startedAt, dueAt) => {
    expect(due(workingDays('P2D'), startedAt)).toBe(dueAt);
  });

  it.each([
    ['in the middle of a day', '2026-03-03 15:00', '2026-03-05 18:00'],
    ['before opening', '2026-03-03 07:00', '2026-03-05 18:00'],
    ['on a Friday', '2026-03-06 15:00', '2026-03-10 18:00'],
    ['on a Sunday', '2026-03-08 15:00', '2026-03-10 18:00'],
  ])('P2D without the first day, taken in %s, ends with a closing', (_, startedAt, dueAt) => {
    expect(due({ duration: 'P2D', calendar: 'working', firstDay: 'excluded' }, startedAt)).toBe(dueAt);
  });
});

describe('due times in working time', () => {
  it.each([
    ['over the break', '2026-03-03 10:00', '2026-03-03 15:00'],
    ['over the night', '2026-03-03 16:00', '2026-03-04 11:00'],
    ['over the weekend', '2026-03-06 16:00', '2026-03-09 11:00'],
    ['from outside hours', '2026-03-07 11:00', '2026-03-09 14:00'],
  ])('PT4H %s', (_, startedAt, dueAt) => {
    expect(due(workingDays('PT4H'), startedAt)).toBe(dueAt);
  });
});

describe('pauses', () => {
  it('stand while one is open', () => {
    expect(due(wall('PT4H'), '2026-03-02 10:00', { pauses: [{ from: local('2026-03-02 11:00') }] })).toBe(
      'paused',
    );
  });

  it('give a working clock back what was paused of Friday 17:59 and Monday morning, not the weekend', () => {
    const pauses = [pause('2026-03-06 17:59', '2026-03-09 09:01')];
    expect(due(workingDays('P1D'), '2026-03-06 15:00', { pauses })).toBe('2026-03-09 15:02');
    expect(due(workingDays('PT3H'), '2026-03-06 15:00', { pauses })).toBe('2026-03-09 09:02');
  });

  it('cost a working clock nothing over a night, and a wall clock all of it', () => {
    const pauses = [pause('2026-03-03 18:00', '2026-03-04 09:00')];
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { pauses })).toBe('2026-03-05 15:00');
    expect(due(wall('PT24H'), '2026-03-03 15:00', { pauses })).toBe('2026-03-05 06:00');
  });

  it('count once where they overlap, and only from the start on', () => {
    const pauses = [
      pause('2026-03-03 11:00', '2026-03-03 14:00'),
      pause('2026-03-03 08:00', '2026-03-03 10:30'),
      pause('2026-03-03 10:15', '2026-03-03 11:30'),
    ];
    expect(due(wall('PT8H'), '2026-03-03 10:00', { pauses })).toBe('2026-03-03 22:00');
  });

  it('do not move a due time that had passed before', () => {
    const pauses = [pause('2026-03-03 12:00', '2026-03-03 13:00')];
    expect(due(wall('PT1H'), '2026-03-03 10:00', { pauses })).toBe('2026-03-03 11:00');
  });

  it('on a first day that is not counted cost nothing', () => {
    const pauses = [pause('2026-03-03 10:00', '2026-03-03 17:00')];
    const limit: Limit = { duration: 'P2D', calendar: 'working', firstDay: 'excluded' };
    expect(due(limit, '2026-03-03 09:30', { pauses })).toBe('2026-03-05 18:00');
  });
});

describe('extensions', () => {
  const extended = { extendedTo: local('2026-03-10 11:00'), extendedAt: local('2026-03-04 10:00') };

  it('set the due time as agreed, also where nobody works', () => {
    expect(due(workingDays('P2D'), '2026-03-03 15:00', extended)).toBe('2026-03-10 11:00');
    const saturday = { ...extended, extendedTo: local('2026-03-07 20:00') };
    expect(due(workingDays('P2D'), '2026-03-03 15:00', saturday)).toBe('2026-03-07 20:00');
  });

  it('contain the pauses before the agreement', () => {
    const pauses = [pause('2026-03-03 16:00', '2026-03-04 09:30')];
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { ...extended, pauses })).toBe('2026-03-10 11:00');
  });

  it('are moved on by pauses after the agreement, in the clock’s unit', () => {
    const pauses = [pause('2026-03-06 17:00', '2026-03-09 10:00')];
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { ...extended, pauses })).toBe('2026-03-10 14:00');
  });

  it('are moved on by the rest of a pause in which they were agreed', () => {
    const pauses = [pause('2026-03-04 09:00', '2026-03-04 11:00')];
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { ...extended, pauses })).toBe('2026-03-10 12:00');
  });

  it('count as agreed at the start if nothing says when', () => {
    const pauses = [pause('2026-03-04 09:00', '2026-03-04 11:00')];
    const { extendedTo } = extended;
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { extendedTo, pauses })).toBe('2026-03-10 14:00');
  });

  it('are never due within a pause', () => {
    const sunday = { extendedTo: local('2026-03-08 12:00'), extendedAt: local('2026-03-04 10:00') };
    const pauses = [pause('2026-03-07 08:00', '2026-03-08 20:00')];
    expect(due(workingDays('P2D'), '2026-03-03 15:00', { ...sunday, pauses })).toBe('2026-03-08 20:00');
  });
});

describe('rungs', () => {
  function rungs(
    span: Omit<ClockSpan, 'pauses'> & Partial<ClockSpan>,
    percents: readonly number[],
  ): string[] {
    const times = clockTimes({ ...counted, ...span }, percents, plainWeeks);
    return 'paused' in times ? ['paused'] : times.rungs.map(({ percent, at }) => `${percent}: ${shown(at)}`);
  }

  it('are fractions of the span in working days', () => {
    const span = { limit: workingDays('P2D'), startedAt: local('2026-03-05 15:00') };
    expect(rungs(span, [110, 50, 100, 75])).toEqual([
      '50: 2026-03-06 15:00',
      '75: 2026-03-09 10:00',
      '100: 2026-03-09 15:00',
      '110: 2026-03-09 16:36',
    ]);
  });

  it('are put off by pauses, each by those before it', () => {
    const pauses = [
      pause('2026-03-03 12:00', '2026-03-03 13:00'),
      pause('2026-03-03 15:30', '2026-03-03 16:00'),
    ];
    const span = { limit: wall('PT4H'), startedAt: local('2026-03-03 10:00'), pauses };
    expect(rungs(span, [25, 50, 75, 100, 150])).toEqual([
      '25: 2026-03-03 11:00',
      '50: 2026-03-03 12:00',
      '75: 2026-03-03 14:00',
      '100: 2026-03-03 15:00',
      '150: 2026-03-03 17:30',
    ]);
  });

  it('divide the extended span', () => {
    const extension = { extendedTo: local('2026-03-03 20:00'), extendedAt: local('2026-03-03 11:00') };
    const span = { limit: wall('PT4H'), startedAt: local('2026-03-03 10:00'), ...extension };
    expect(rungs(span, [50, 100, 110])).toEqual([
      '50: 2026-03-03 15:00',
      '100: 2026-03-03 20:00',
      '110: 2026-03-03 21:00',
    ]);
  });

  it('divide the extended span as it was agreed, and are put off by what is paused afterwards', () => {
    const extension = { extendedTo: local('2026-03-03 20:00'), extendedAt: local('2026-03-03 11:00') };
    const pauses = [pause('2026-03-03 12:00', '2026-03-03 13:00')];
    const span = { limit: wall('PT4H'), startedAt: local('2026-03-03 10:00'), pauses, ...extension };
    expect(rungs(span, [50, 100, 110])).toEqual([
      '50: 2026-03-03 16:00',
      '100: 2026-03-03 21:00',
      '110: 2026-03-03 22:00',
    ]);
  });

  it('come once each, and all at once where a promise lay in the past', () => {
    const span = { limit: { given: local('2026-03-03 09:00') }, startedAt: local('2026-03-03 10:00') };
    expect(rungs(span, [50, 100, 50])).toEqual(['50: 2026-03-03 09:00', '100: 2026-03-03 09:00']);
  });
});
