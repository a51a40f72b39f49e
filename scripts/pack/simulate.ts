import type { Policy } from '../../domain/policy/policy';
import { simulate, type Simulation } from '../../domain/simulation/simulate';
import type { Progress } from '../records/progress';
import { figure } from '../records/progress';
import { openPastCases } from './past-cases';
import type { Cases } from './order';
import { simulationLines } from './simulation-lines';

/** Prints which clocks of past cases would have been kept and broken under the pack; changes nothing. */
export async function simulateCases(
  policy: Policy,
  cases: Cases,
  print: (line: string) => void,
  progress: Progress,
): Promise<void> {
  const past = await openPastCases(cases);
  try {
    const until = new Date().toISOString();
    const simulations: Simulation[] = [];
    for await (const events of past.events()) {
      simulations.push(simulate(policy, events, past.calendar, until));
      progress(() => `lived ${figure(simulations.length)} cases again`);
    }
    simulationLines(policy.id, simulations, past.zone).forEach(print);
  } finally {
    await past.close();
  }
}
