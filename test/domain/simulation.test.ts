import type { Policy } from '../../domain/policy/policy';
import { stateOf } from '../../domain/clocks/clock';
import { fold } from '../../domain/case/apply';
import { relive } from '../../domain/simulation/relive';
import { simulate } from '../../domain/simulation/simulate';
import { tally, turned } from '../../domain/simulation/tally';
import { factsOf } from '../../domain/simulation/turns';
import { worldOf } from '../../domain/simulation/world';
import { chinaCalendar, defaultCalendar } from '../../models/calendars';
import { recordedCases, type RecordedCase } from './recorded-cases';

const calendar = chinaCalendar(defaultCalendar);
const CASES = recordedCases();

function lastOf({ events }: RecordedCase): string {
  return events.at(-1)?.at ?? '';
}

function named(name: string): RecordedCase {
  const found = CASES.find((one) => one.name === name);
  if (!found) throw new Error(`There is no history ${name}.`);
  return found;
}

/** The same case, in which people took an hour for what they did in a second. */
function slowed(recorded: RecordedCase): RecordedCase {
  const first = Date.parse(recorded.events[0]?.at ?? '');
  const slow = (at: string): string => new Date(first + (Date.parse(at) - first) * 3_600).toISOString();
  const turns = factsOf(recorded.events).map(({ at, events }) => ({
    at: slow(at),
    events: events.map((event) => ({ ...event, at: slow(event.at) })),
  }));
  const until = turns.at(-1)?.at ?? '';
  const { events } = relive(recorded.policy, turns, worldOf(recorded.events, calendar), until);
  return { ...recorded, events };
}

/** The pack with another limit for one rule. */
function withLimit(policy: Policy, rule: string, duration: string): Policy {
  return {
    ...policy,
    clocks: policy.clocks.map((clock) =>
      clock.id === rule ? { ...clock, limit: { duration, calendar: 'wall' as const } } : clock,
    ),
  };
}

describe.each([...CASES, ...CASES.map((one) => ({ ...slowed(one), name: `${one.name} slowly` }))])(
  '$name, under the pack that it ran under',
  (recorded) => {
    const { policy, events } = recorded;

    test('is the case that happened, event by event', () => {
      const relived = relive(policy, factsOf(events), worldOf(events, calendar), lastOf(recorded));
      const told = events.filter(({ type }) => type !== 'refused' && type !== 'refusals-counted');
      expect(relived.leftOut).toEqual([]);
      expect(relived.events.map(({ type, at }) => `${at} ${type}`)).toEqual(
        told.map(({ type, at }) => `${at} ${type}`),
      );
      const clocks = fold(events)?.clocks.map((clock) => [
        clock.id,
        stateOf(clock),
        clock.times,
        clock.fired,
      ]);
      expect(
        relived.state?.clocks.map((clock) => [clock.id, stateOf(clock), clock.times, clock.fired]),
      ).toEqual(clocks);
    });

    test('differs in nothing', () => {
      const simulation = simulate(policy, events, calendar, lastOf(recorded));
      expect(turned(simulation)).toEqual([]);
      expect(simulation.clocks.map(({ simulated }) => simulated)).toEqual(
        simulation.clocks.map(({ recorded: was }) => was),
      );
    });
  },
);

describe('under other rules', () => {
  const happy = slowed(named('happy'));

  function clausesTurned(policy: Policy, recorded = happy): string[] {
    const until = lastOf(recorded);
    return turned(simulate(policy, recorded.events, calendar, until)).map(
      ({ clause, recorded: was, simulated }) =>
        `${clause} ${was?.state ?? 'none'} → ${simulated?.state ?? 'none'}`,
    );
  }

  test('a limit that is shorter than what it took is broken, and only that one', () => {
    const accept = happy.events.find(({ type }) => type === 'accept');
    const assigned = happy.events.find(({ type }) => type === 'assign');
    const took = Date.parse(accept?.at ?? '') - Date.parse(assigned?.at ?? '');
    expect(took).toBeGreaterThan(2_000);
    const half = `PT${Math.floor(took / 2_000)}S`;
    const twice = `PT${Math.ceil((took * 2) / 1_000)}S`;
    expect(clausesTurned(withLimit(happy.policy, '3.2-accept', half))).toEqual([
      'media/3.2-accept kept → broken',
    ]);
    expect(clausesTurned(withLimit(happy.policy, '3.2-accept', twice))).toEqual([]);
  });

  test('a breach falls on the time when the limit was over, not on its end', () => {
    const simulation = simulate(
      withLimit(happy.policy, '3.2-accept', 'PT1S'),
      happy.events,
      calendar,
      lastOf(happy),
    );
    const { recorded, simulated } =
      simulation.clocks.find(({ clause }) => clause === 'media/3.2-accept') ?? {};
    expect(simulated?.state).toBe('broken');
    expect(Date.parse(simulated?.dueAt ?? '') - Date.parse(simulated?.startedAt ?? '')).toBe(1_000);
    expect(simulated?.endedAt).toBe(recorded?.endedAt);
  });

  test('a longer limit keeps what was broken', () => {
    const breached = named('breached');
    const before = simulate(breached.policy, breached.events, calendar, lastOf(breached));
    const broken = before.clocks.filter(({ recorded }) => recorded?.state === 'broken');
    expect(broken.map(({ clause }) => clause)).toContain('media/3.2-accept');
    expect(clausesTurned(withLimit(breached.policy, '3.2-accept', 'P3000D'), breached)).toContain(
      'media/3.2-accept broken → kept',
    );
  });

  test('an extension that the pack does not grant is left out, and named', () => {
    const extended = named('paused-and-extended');
    const strict: Policy = {
      ...extended.policy,
      pause: false,
      clocks: extended.policy.clocks.map(({ extension: _none, ...clock }) => clock),
    };
    const { leftOut } = simulate(strict, extended.events, calendar, lastOf(extended));
    expect(leftOut.map(({ type }) => type)).toEqual(['pause', 'resume', 'extend']);
    expect(leftOut.at(-1)?.message).toMatch(/don't let .* be extended/);
  });

  test('the tally counts each clause on both sides', () => {
    const strict = withLimit(happy.policy, '3.2-accept', 'PT1S');
    const simulations = CASES.map(slowed).map((one) => simulate(strict, one.events, calendar, lastOf(one)));
    const accept = tally(simulations).find(({ clause }) => clause === 'media/3.2-accept');
    const clocks = simulations.flatMap((one) =>
      one.clocks.filter(({ clause }) => clause === 'media/3.2-accept'),
    );
    expect(accept?.recorded.clocks).toBe(clocks.length);
    expect(accept?.recorded.broken).toBe(
      clocks.filter(({ recorded }) => recorded?.state === 'broken').length,
    );
    expect(accept?.simulated.broken).toBe(
      clocks.filter(({ simulated }) => simulated?.state === 'broken').length,
    );
    expect(accept?.simulated.broken).toBeGreaterThan(accept?.recorded.broken ?? Infinity);
  });
});
