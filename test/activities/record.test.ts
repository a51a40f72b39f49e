import { ApplicationFailure } from '@temporalio/common';
import { createRecord, RECORD_CONFLICT } from '../../activities/record';
import type { VersionedCalendar } from '../../activities/record/complete-events';
import { CalendarError } from '../../domain/calendar/calendar';
import type { CaseEvent } from '../../domain/case/events';
import type { ClockReckoning } from '../../domain/clocks/clock';
import type { Policy } from '../../domain/policy/policy';
import { asSent, calendar, directory, Life, local } from '../models/life';
import { loadMedia } from '../models/media';
import { openRecords, type Records } from '../models/records';

let records: Records;
let media: Policy;
let drawn = 0;

beforeAll(async () => {
  records = await openRecords();
  media = await loadMedia();
});
afterAll(() => records.database.drop());

function recordWith(now: { calendar?: VersionedCalendar; directory?: typeof directory } = {}) {
  return createRecord({
    cases: records.cases,
    calendar: () => Promise.resolve(now.calendar ?? calendar),
    directory: now.directory ?? directory,
  }).record;
}

async function newLife(): Promise<Life> {
  drawn += 1;
  const number = `C20260303-${String(drawn).padStart(6, '0')}`;
  return new Life(media, number, '2026-03-03 10:00').register();
}

/** The completions of a life, by seq. */
function completions(events: readonly CaseEvent[]) {
  return Object.fromEntries(events.flatMap(({ seq, completion }) => (completion ? [[seq, completion]] : [])));
}

test('what the workflow can not know comes back by seq, and is what was stored', async () => {
  const life = await newLife();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  const record = recordWith();
  for (const events of life.transitions) {
    const result = await record({ number: life.number, events: asSent(events) });
    expect(result).toEqual(completions(events));
  }
  const stored = await records.cases.eventsOf(life.number);
  expect(stored).toEqual(life.events);
  const assign = stored.find(({ type }) => type === 'assign');
  expect(assign?.completion).toEqual({ person: 'lead-technical' });
  const named = stored.find(({ type }) => type === 'supervisor-named');
  expect(named?.completion).toEqual({ person: 'supervisor-customer-service' });
});

test('a retry after the commit returns what was stored, though calendar and directory have changed', async () => {
  const life = await newLife();
  const [events = []] = life.transitions;
  const input = { number: life.number, events: asSent(events) };
  const first = await recordWith()(input);
  const shifted: VersionedCalendar = {
    version: 0,
    dayOf: (instant) => calendar.dayOf(instant + 86_400_000),
    next: (day) => calendar.next(day),
  };
  const retry = recordWith({ calendar: shifted, directory: { personFor: () => Promise.resolve('new-one') } });
  expect(await retry(input)).toEqual(first);
});

test('other events under the same seqs end the workflow, without a word of what they say', async () => {
  const life = await newLife();
  const [events = []] = life.transitions;
  const sent = asSent(events);
  await recordWith()({ number: life.number, events: sent });
  const changed = sent.map((event) => ({ ...event, at: local('2026-03-03 11:00') }));
  const failure: unknown = await recordWith()({ number: life.number, events: changed }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: RECORD_CONFLICT, nonRetryable: true });
  expect(JSON.stringify(failure)).not.toContain('王小明');
});

describe('the times of a clock', () => {
  const started: ClockReckoning = {
    startedAt: local('2026-03-03 15:00'),
    limit: { duration: 'P2D', calendar: 'working' },
    pauses: [],
    percents: [50, 100, 150],
  };

  async function timesOf(reckoning: ClockReckoning) {
    const life = await newLife();
    const events = asSent(life.events);
    const clock: CaseEvent = {
      seq: events.length + 1,
      at: local(life.now),
      actor: { user: 'redress', roles: [] },
      round: 1,
      type: 'clock-started',
      payload: {
        id: 'x',
        rule: 'x',
        clause: 'media/x',
        holder: { role: 'owner', department: 'customer-service', person: 'ann' },
        reckoning,
      },
    };
    const result = await recordWith()({ number: life.number, events: [...events, clock] });
    return result[clock.seq];
  }

  test('are due time and rungs, ISO 8601 in UTC; who is named already is not looked up', async () => {
    expect(await timesOf(started)).toEqual({
      times: {
        dueAt: local('2026-03-05 15:00'),
        rungs: [
          { percent: 50, at: local('2026-03-04 15:00') },
          { percent: 100, at: local('2026-03-05 15:00') },
          { percent: 150, at: local('2026-03-06 15:00') },
        ],
      },
    });
  });

  test('have the bounds of an extension, measured from the start with the same pauses', async () => {
    const completion = await timesOf({
      ...started,
      pauses: [{ from: local('2026-03-04 09:00'), to: local('2026-03-04 12:00') }],
      extension: {
        authority: { duration: 'P3D', calendar: 'working' },
        cap: { duration: 'P5D', calendar: 'working' },
      },
    });
    expect(completion?.times).toMatchObject({
      dueAt: local('2026-03-05 18:00'),
      authorityAt: local('2026-03-06 18:00'),
      capAt: local('2026-03-10 18:00'),
    });
  });

  test('follow an extension', async () => {
    const completion = await timesOf({
      ...started,
      extendedTo: local('2026-03-09 12:00'),
      extendedAt: local('2026-03-04 12:00'),
    });
    expect(completion?.times?.dueAt).toBe(local('2026-03-09 12:00'));
  });

  test('of a paused clock are none', async () => {
    expect(await timesOf({ ...started, pauses: [{ from: local('2026-03-04 09:00') }] })).toBeUndefined();
  });

  test('of a given time are that time', async () => {
    const given = { ...started, limit: { given: local('2026-03-03 16:00') } };
    expect((await timesOf(given))?.times?.dueAt).toBe(local('2026-03-03 16:00'));
  });
});

test('a calendar that can not say when a clock is due stores nothing, and can be put right', async () => {
  const life = await newLife();
  const input = { number: life.number, events: asSent(life.events) };
  const broken: VersionedCalendar = {
    version: 0,
    dayOf: () => {
      throw new CalendarError('No working time.');
    },
    next: (day) => day,
  };
  const accepting = await newLife();
  await accepting.lead('assign', { department: 'technical' }, 'accepting');
  await accepting.lead('accept', {}, 'planning');
  const [first = [], second = [], third = []] = accepting.transitions.map(asSent);
  const record = recordWith();
  await record(input);
  await record({ number: accepting.number, events: first });
  await record({ number: accepting.number, events: second });
  const cause = { number: accepting.number, events: third };
  await expect(recordWith({ calendar: broken })(cause)).rejects.toThrow(CalendarError);
  expect(await records.cases.eventsOf(accepting.number)).toHaveLength(first.length + second.length);
  expect(await record(cause)).toEqual(completions(accepting.transitions[2] ?? []));
});
