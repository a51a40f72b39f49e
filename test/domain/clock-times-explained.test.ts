import { clockTimes, explainDue } from '../../domain/calendar/clock-times';
import type { ClockSpan } from '../../domain/calendar/clock-times';
import type { DueStep } from '../../domain/calendar/explain-due';
import { chinaCalendar, defaultCalendar } from '../../models/calendars';
import { local, shown } from './calendar-fixture';

const china = chinaCalendar(defaultCalendar);

function explained(span: Omit<ClockSpan, 'pauses'> & Partial<ClockSpan>): string[] {
  return explainDue({ pauses: [], ...span }, china).map(line);
}

function line(step: DueStep): string {
  switch (step.step) {
    case 'started':
    case 'begins':
    case 'due':
      return `${step.step} ${shown(step.at)}`;
    case 'make-up-day':
      return `make-up-day ${step.date} ${step.name?.zh ?? ''}`;
    case 'skipped': {
      const daysOff = step.daysOff.map(({ date, kind, name }) => `${date} ${name?.zh ?? kind}`);
      return [`skipped ${shown(step.from)} to ${shown(step.to)}`, ...daysOff].join(', ');
    }
    case 'paused':
      return `paused ${shown(step.from)} gives back ${JSON.stringify(step.givesBack)}`;
    case 'extended':
      return `extended from ${shown(step.instead)} to ${shown(step.to)}`;
  }
}

it('names every night, weekend, holiday, and make-up day on the way', () => {
  const limit = { duration: 'P2D', calendar: 'working' } as const;
  expect(explained({ limit, startedAt: local('2026-02-13 15:00') })).toEqual([
    'started 2026-02-13 15:00',
    'skipped 2026-02-13 18:00 to 2026-02-14 09:00',
    'make-up-day 2026-02-14 春节',
    'skipped 2026-02-14 12:00 to 2026-02-14 13:00',
    [
      'skipped 2026-02-14 18:00 to 2026-02-24 09:00',
      ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => `2026-02-${day} 春节`),
    ].join(', '),
    'skipped 2026-02-24 12:00 to 2026-02-24 13:00',
    'due 2026-02-24 15:00',
  ]);
});

it('says where counting begins if the first day is not counted', () => {
  const limit = { duration: 'P1D', calendar: 'working', firstDay: 'excluded' } as const;
  expect(explained({ limit, startedAt: local('2026-03-06 15:00') })).toEqual([
    'started 2026-03-06 15:00',
    'begins 2026-03-09 09:00',
    'skipped 2026-03-09 12:00 to 2026-03-09 13:00',
    'due 2026-03-09 18:00',
  ]);
});

it('tells what a pause gives back in the clock’s unit', () => {
  const limit = { duration: 'PT3H', calendar: 'working' } as const;
  const pauses = [{ from: local('2026-03-06 17:59'), to: local('2026-03-09 09:01') }];
  expect(explained({ limit, startedAt: local('2026-03-06 15:00'), pauses })).toEqual([
    'started 2026-03-06 15:00',
    'paused 2026-03-06 17:59 gives back {"ms":120000}',
    'skipped 2026-03-06 18:00 to 2026-03-09 09:00, 2026-03-07 weekend, 2026-03-08 weekend',
    'due 2026-03-09 09:02',
  ]);
});

it('tells working days as days', () => {
  const limit = { duration: 'P1D', calendar: 'working' } as const;
  const pauses = [{ from: local('2026-03-03 10:00'), to: local('2026-03-03 12:00') }];
  expect(explained({ limit, startedAt: local('2026-03-03 09:00'), pauses })).toContain(
    'paused 2026-03-03 10:00 gives back {"days":0.25}',
  );
});

it('names an extension and the due time that it replaced, and the closed hours before it', () => {
  const limit = { duration: 'PT1H', calendar: 'working' } as const;
  const startedAt = local('2026-03-06 16:00');
  const extended = { extendedTo: local('2026-03-07 20:00'), extendedAt: local('2026-03-06 16:30') };
  expect(explained({ limit, startedAt, ...extended })).toEqual([
    'started 2026-03-06 16:00',
    'skipped 2026-03-06 18:00 to 2026-03-07 20:00, 2026-03-07 weekend',
    'extended from 2026-03-06 17:00 to 2026-03-07 20:00',
    'due 2026-03-07 20:00',
  ]);
});

it('skips nothing by the wall clock', () => {
  const limit = { duration: 'PT24H', calendar: 'wall' } as const;
  expect(explained({ limit, startedAt: local('2026-03-06 15:00') })).toEqual([
    'started 2026-03-06 15:00',
    'due 2026-03-07 15:00',
  ]);
});

it('ends with the open pause while there is no due time', () => {
  const limit = { duration: 'PT24H', calendar: 'wall' } as const;
  const pauses = [{ from: local('2026-03-06 16:00') }];
  expect(explained({ limit, startedAt: local('2026-03-06 15:00'), pauses })).toEqual([
    'started 2026-03-06 15:00',
    'paused 2026-03-06 16:00 gives back undefined',
  ]);
});

it('ends at the due time of the clock', () => {
  const span = {
    limit: { duration: 'P5D', calendar: 'working' },
    startedAt: local('2026-09-29 11:11'),
    pauses: [],
  } as const;
  const times = clockTimes(span, [], china);
  expect(explainDue(span, china).at(-1)).toEqual({ step: 'due', at: 'dueAt' in times && times.dueAt });
});
