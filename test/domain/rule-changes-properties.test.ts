import fc from 'fast-check';
import type { Calendar } from '../../domain/calendar/calendar';
import { elapsed } from '../../domain/calendar/clock-times';
import { dayParts } from '../../domain/calendar/measure';
import { advance } from '../../domain/case/advance';
import { fold } from '../../domain/case/apply';
import type { Case } from '../../domain/case/case';
import type { CaseEvent, EventBody } from '../../domain/case/events';
import { BREACH, isPaused, isRunning, nextRung, type Clock } from '../../domain/clocks/clock';
import { clockMoves } from '../../domain/clocks/policy-move';
import { reckonTimes } from '../../domain/clocks/reckon-times';
import { reckoningOf } from '../../domain/clocks/reckoning';
import { movedClocks, retimings } from '../../domain/clocks/retiming';
import { PROCEDURE } from '../../domain/people/actor';
import type { ClockRule, Policy } from '../../domain/policy/policy';
import { evenCalendars, local } from './calendar-fixture';

const MINUTE = 60_000;
const START = local('2026-03-03 10:00');

const rule = (days: number): ClockRule => ({
  id: 'plan',
  clause: 'test/plan',
  title: { zh: '-', en: '-' },
  from: ['receipt'],
  until: ['accept'],
  limit: { duration: `P${days}D`, calendar: 'working' },
  holder: 'owner',
  pausable: true,
  extension: {},
  rungs: [50, 75, 100, 120].map((at) => ({ at, tell: [] })),
});

const policyOf = (version: number, days: number): Policy => ({
  id: 'test',
  version,
  title: { zh: '-', en: '-' },
  kinds: ['complaint'],
  defaults: [],
  clocks: [rule(days)],
  notices: [],
  routing: {},
  arbitrateAfterReturns: 3,
  group: [],
  supervision: { always: [], byLevel: {}, calls: [], byRound: [] },
  planBeforeResult: false,
  pause: true,
  closing: { unsettledGrounds: [], reopenWindow: 'P30D' },
  channels: [],
  record: { required: [], vague: [], judging: [], negating: [] },
  sensitive: [],
  levels: {},
  findings: {},
  workOrders: {
    accept: { duration: 'PT1H', calendar: 'wall' },
    finish: { duration: 'P2D', calendar: 'wall' },
  },
  correctiveActions: {
    accept: { duration: 'PT1H', calendar: 'wall' },
    plan: { duration: 'P2D', calendar: 'wall' },
    check: { duration: 'P2D', calendar: 'wall' },
    repeatWithin: 'P90D',
  },
  recordIncidents: false,
  duties: [],
  titles: {},
});

type Change = 'pause' | 'extend' | 'calendar' | 'pack' | 'signal twice';
const changes = fc.array(
  fc.record({
    change: fc.constantFrom<Change>('pause', 'extend', 'calendar', 'pack', 'signal twice'),
    minutes: fc.integer({ min: 1, max: 2_000 }),
    days: fc.integer({ min: 1, max: 9 }),
    calendar: evenCalendars,
  }),
  { maxLength: 12 },
);

/** A case, recorded as the product does it, with whatever calendar and pack are in force. */
class Run {
  readonly events: CaseEvent[] = [];
  now = START;
  policy = policyOf(1, 4);
  version = 0;

  constructor(public calendar: Calendar) {
    const intake = {
      kind: 'complaint',
      channel: 'phone',
      receivedAt: this.iso(),
      customer: { name: '-', phone: '13800138000' },
      matter: '-',
    } as const;
    const policy = { id: 'test', version: 1 };
    this.occur({ type: 'registered', payload: { number: 'C20260303-000001', policy, intake, owner: 'ann' } });
  }

  get state(): Case {
    const state = fold(this.events);
    if (!state) throw new Error('No case.');
    return state;
  }

  get clock(): Clock {
    const [clock] = this.state.clocks;
    if (!clock) throw new Error('No clock.');
    return clock;
  }

  occur(body: EventBody): void {
    const before = this.events.length > 0 ? this.state : undefined;
    const { events } = advance(this.policy, before, body, { at: this.iso(), actor: PROCEDURE });
    this.events.push(...events.map((event) => this.completed(event)));
  }

  /** Goes on to the time, while rungs fire. */
  goTo(time: number): void {
    for (
      let rung = nextRung(this.state.clocks);
      rung && rung.at <= time;
      rung = nextRung(this.state.clocks)
    ) {
      this.now = Math.max(this.now, rung.at);
      const { id, clause } = rung.clock;
      const { percent } = rung;
      const type = percent < BREACH ? 'clock-warned' : percent === BREACH ? 'clock-broken' : 'clock-overdue';
      this.occur({ type, payload: { id, clause, percent, dueAt: rung.clock.times?.dueAt ?? '' } });
    }
    this.now = Math.max(this.now, time);
  }

  pauseOrResume(): void {
    this.occur(
      isPaused(this.clock)
        ? { type: 'resume', payload: {} }
        : { type: 'pause', payload: { reason: 'waiting-for-customer' } },
    );
  }

  extend(minutes: number): void {
    const until = new Date(this.now + minutes * MINUTE).toISOString();
    if (!isPaused(this.clock)) this.occur({ type: 'extend', payload: { clock: 'plan', until, reason: '-' } });
  }

  change(calendar: Calendar, times: number): void {
    this.calendar = calendar;
    this.version += 1;
    const clocks = movedClocks(this.policy, this.state, calendar);
    const order = { reason: 'changed', by: PROCEDURE, calendar: this.version, clocks };
    for (let time = 0; time < times; time += 1) {
      const bodies = retimings(this.policy, this.state, order);
      if (time > 0) expect(bodies).toEqual([]);
      bodies.forEach((body) => this.occur(body));
    }
  }

  move(days: number): void {
    const from = this.policy;
    this.policy = policyOf(from.version + 1, days);
    const versions = { from: this.state.policy, to: { id: 'test', version: this.policy.version } };
    this.occur({ type: 'policy-moved', payload: { ...versions, reason: 'moved' } });
    const moved = this.events.at(-1);
    if (moved?.type !== 'policy-moved') throw new Error('It was not moved.');
    clockMoves(from, this.policy, this.state, moved).forEach((body) => this.occur(body));
  }

  private completed(event: CaseEvent): CaseEvent {
    if (event.type !== 'clock-started' && event.type !== 'clock-retimed') return event;
    const given = event.type === 'clock-retimed' ? event.payload.given : undefined;
    const times =
      given?.calendar === this.version ? given.times : reckonTimes(event.payload.reckoning, this.calendar);
    return times ? { ...event, completion: { times } } : event;
  }

  private iso(): string {
    return new Date(this.now).toISOString();
  }
}

function lived(first: Calendar, list: readonly Happening[]): Run {
  const run = new Run(first);
  for (const { change, minutes, days, calendar } of list) {
    run.goTo(run.now + minutes * MINUTE);
    if (change === 'pause') run.pauseOrResume();
    if (change === 'extend') run.extend(minutes);
    if (change === 'calendar') run.change(calendar, 1);
    if (change === 'signal twice') run.change(calendar, 2);
    if (change === 'pack') run.move(days);
  }
  return run;
}

interface Happening {
  readonly change: Change;
  readonly minutes: number;
  readonly days: number;
  readonly calendar: Calendar;
}

test('whatever changes, a running clock has the times that its calendar and its rule give it', () => {
  fc.assert(
    fc.property(evenCalendars, changes, (first, list) => {
      const run = lived(first, list);
      const { clock, policy, calendar, state } = run;
      expect(isRunning(clock)).toBe(true);
      expect(clock.times).toEqual(reckonTimes(reckoningOf(policy, clock), calendar));
      expect(movedClocks(policy, state, calendar)).toEqual([]);
      expect(clock.limit).toEqual(policy.clocks[0]?.limit);
    }),
  );
});

test('time is conserved: from start to due time there is what the limit allows, and what was paused', () => {
  fc.assert(
    fc.property(evenCalendars, changes, (first, list) => {
      const run = lived(
        first,
        list.filter(({ change }) => change !== 'extend'),
      );
      if (isPaused(run.clock)) run.pauseOrResume();
      const { clock, calendar, policy } = run;
      const { dueAt = '' } = clock.times ?? {};
      const due = Date.parse(dueAt);
      const worked = (from: number, to: number) => elapsed(from, to, 'working-days', calendar);
      const paused = clock.pauses.reduce(
        (sum, { from, to = '' }) =>
          sum + worked(Math.min(due, Date.parse(from)), Math.min(due, Date.parse(to))),
        0,
      );
      const allowed = elapsed(START, Date.parse(plain(policy, calendar)), 'working-days', calendar);
      // Due times are whole milliseconds: less than one of the shortest working day is lost.
      expect(Math.abs(worked(START, due) - paused - allowed)).toBeLessThan(dayParts / MINUTE);
    }),
  );
});

test('each rung fires exactly once, in the order of its percents, whatever changes', () => {
  fc.assert(
    fc.property(evenCalendars, changes, (first, list) => {
      const run = lived(first, list);
      if (isPaused(run.clock)) run.pauseOrResume();
      run.goTo(run.now + 400 * 86_400_000);
      const fired = run.events.flatMap((event) =>
        event.type === 'clock-warned' || event.type === 'clock-broken' || event.type === 'clock-overdue'
          ? [event.payload.percent]
          : [],
      );
      expect(fired).toEqual([50, 75, 100, 120]);
      expect(run.clock.fired).toEqual(fired);
    }),
  );
});

/** When the clock would be due without any pause. */
function plain(policy: Policy, calendar: Calendar): string {
  const limit = policy.clocks[0]?.limit;
  if (!limit || 'named' in limit) throw new Error('No limit.');
  const times = reckonTimes(
    { startedAt: new Date(START).toISOString(), limit, pauses: [], percents: [] },
    calendar,
  );
  return times?.dueAt ?? '';
}
