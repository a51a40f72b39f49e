import { DateTime } from 'luxon';
import type { ClockOutcome, Simulation } from '../../domain/simulation/simulate';
import { tally, turned, type Count } from '../../domain/simulation/tally';

/** What came out, as lines: a table by clause, then each case in which a clock ends otherwise. */
export function simulationLines(pack: string, simulations: readonly Simulation[], zone: string): string[] {
  const rows = tally(simulations).map(({ clause, recorded, simulated }) => [
    clause,
    share(recorded),
    share(simulated),
  ]);
  const others = simulations.filter((one) => turned(one).length > 0 || one.leftOut.length > 0);
  const cases = simulations.length === 1 ? '1 case' : `${simulations.length} cases`;
  return [
    `${cases} under ${pack}, if everybody had done what they did:`,
    '',
    ...columns([['clause', 'broken then', 'under this pack'], ...rows]),
    '',
    others.length === 0
      ? 'No clock would have ended otherwise.'
      : `Otherwise than it was, in ${others.length} of ${simulations.length}:`,
    ...others.flatMap((one) => caseLines(one, zone)),
  ];
}

function share({ clocks, broken }: Count): string {
  return clocks === 0 ? '-' : `${broken} of ${clocks}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function caseLines(simulation: Simulation, zone: string): string[] {
  const time = (at: string | undefined): string =>
    at === undefined ? 'never' : DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
  const outcome = (clock: ClockOutcome | undefined): string => clock?.state ?? 'no such clock';
  return [
    ...turned(simulation).map(({ clause, recorded, simulated }) => {
      const clock = simulated ?? recorded;
      const times = clock ? ` (due ${time(clock.dueAt)}, ended ${time(clock.endedAt)})` : '';
      return `${simulation.number}  ${clause}  ${outcome(recorded)} → ${outcome(simulated)}${times}`;
    }),
    ...simulation.leftOut.map(
      ({ type, at, message }) => `${simulation.number}  without the ${type} of ${time(at)}: ${message}`,
    ),
  ];
}
