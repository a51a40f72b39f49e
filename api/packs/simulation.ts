import type { z } from 'zod';
import type { Policy } from '../../domain/policy/policy';
import { simulate, type Simulation } from '../../domain/simulation/simulate';
import { tally, turned } from '../../domain/simulation/tally';
import type { CalendarStore } from '../../models/calendars';
import type { CaseStore } from '../../models/cases';
import type { simulationBody, simulationSchema } from './schemas';

export interface SimulationServices {
  readonly cases: Pick<CaseStore, 'pastCases' | 'countPastCases' | 'eventsOf'>;
  readonly calendars: Pick<CalendarStore, 'calendar'>;
}

type Wanted = z.output<typeof simulationBody>;

/** Cases that are lived again for one answer: about half a second. Other requests are answered between two of them. */
const PART = 25;

/**
 * A part of the past cases, lived again under rules that need not be published. Nothing is changed or kept; whoever asks
 * for part after part sees how far it is, and can stop.
 *
 * @param until ISO 8601: how far the cases are followed
 */
export async function simulatePart(
  { cases, calendars }: SimulationServices,
  policy: Policy,
  { policy: pack, from, to, after }: Wanted,
  until: string,
): Promise<z.input<typeof simulationSchema>> {
  const meant = {
    ...(pack !== undefined && { policy: pack }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const [calendar, numbers, total] = await Promise.all([
    calendars.calendar(),
    cases.pastCases({ ...meant, ...(after !== undefined && { after }), limit: PART }),
    after === undefined ? cases.countPastCases(meant) : null,
  ]);
  const simulations: Simulation[] = [];
  for (const number of numbers) {
    simulations.push(simulate(policy, await cases.eventsOf(number), calendar, until));
  }
  const next = numbers.length === PART ? (numbers.at(-1) ?? null) : null;
  return { total, cases: numbers.length, ...viewOf(simulations), next };
}

function viewOf(
  simulations: readonly Simulation[],
): Pick<z.input<typeof simulationSchema>, 'clauses' | 'turned' | 'leftOut'> {
  return {
    clauses: tally(simulations).map(({ clause, recorded, simulated }) => ({
      clause,
      recorded: { ...recorded },
      simulated: { ...simulated },
    })),
    turned: simulations.flatMap((one) => turned(one).map((clock) => turnedView(one.number, clock))),
    leftOut: simulations.flatMap(({ number, leftOut }) => leftOut.map((one) => ({ number, ...one }))),
  };
}

function turnedView(number: string, { clause, recorded, simulated }: Simulation['clocks'][number]) {
  const clock = simulated ?? recorded;
  return {
    number,
    clause,
    recorded: recorded?.state ?? null,
    simulated: simulated?.state ?? null,
    dueAt: clock?.dueAt ?? null,
    endedAt: clock?.endedAt ?? null,
  };
}
