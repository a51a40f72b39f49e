import type { ComparedClock, Simulation } from './simulate';

/** The clocks of one clause over many cases: as recorded, and under the pack. */
export interface ClauseTally {
  readonly clause: string;
  readonly recorded: Count;
  readonly simulated: Count;
}

export interface Count {
  readonly clocks: number;
  readonly broken: number;
}

/** How often each clause was broken, and would have been, by clause. */
export function tally(simulations: readonly Simulation[]): readonly ClauseTally[] {
  const clocks = simulations.flatMap((simulation) => simulation.clocks);
  const clauses = [...new Set(clocks.map(({ clause }) => clause))].sort();
  return clauses.map((clause) => {
    const own = clocks.filter((clock) => clock.clause === clause);
    return { clause, recorded: count(own, 'recorded'), simulated: count(own, 'simulated') };
  });
}

function count(clocks: readonly ComparedClock[], side: 'recorded' | 'simulated'): Count {
  const outcomes = clocks.flatMap((clock) => clock[side] ?? []);
  return { clocks: outcomes.length, broken: outcomes.filter(({ state }) => state === 'broken').length };
}

/** The clocks that end otherwise under the pack: broken where they were not, or not where they were. */
export function turned({ clocks }: Simulation): readonly ComparedClock[] {
  return clocks.filter(
    ({ recorded, simulated }) => (recorded?.state === 'broken') !== (simulated?.state === 'broken'),
  );
}
