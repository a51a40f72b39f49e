import { ArchiveDamagedError } from '../../../models/archives';
import { isRefusedValue } from '../../../platform/codec';
import { Problem } from '../../problems';
import { withMaskedHistory } from '../contacts/history';
import type { HistoryReader, RunHistory } from '../history';
import { eventsIn, type TemporalEvent } from './temporal-event';

/**
 * Why histories can't be read, or not all of them: `erased` (the key of the case is destroyed), `not-kept` (Temporal has
 * deleted what was never archived), `damaged` (the archive is not what was archived), `out-of-reach` (Temporal is away).
 */
export const GAPS = ['erased', 'not-kept', 'damaged', 'out-of-reach'] as const;
export type Gap = (typeof GAPS)[number];

export interface LegibleRun {
  readonly run: RunHistory;
  readonly events: readonly TemporalEvent[];
}

export interface LegibleRuns {
  readonly runs: readonly LegibleRun[];
  /** Absent: nothing is missing. */
  readonly gap?: Gap;
}

/**
 * The histories of a case, made legible, as far as there are any.
 *
 * @param masked whether the reader is to see how customers are reached only masked
 */
export async function legibleRuns(
  histories: HistoryReader,
  number: string,
  masked: boolean,
): Promise<LegibleRuns> {
  try {
    const found = await histories.runsOf(number);
    const runs = found.map((run) => ({
      run,
      events: eventsIn((masked ? withMaskedHistory(run) : run).history),
    }));
    const gap = gapIn(runs);
    return { runs, ...(gap && { gap }) };
  } catch (error) {
    if (error instanceof ArchiveDamagedError) return { runs: [], gap: 'damaged' };
    if (error instanceof Problem && error.id === 'unavailable') return { runs: [], gap: 'out-of-reach' };
    throw error;
  }
}

function gapIn(runs: readonly LegibleRun[]): Gap | undefined {
  const [first] = runs;
  if (!first) return 'not-kept';
  const started = first.events[0];
  if (started && holdsRefused(started.details)) return 'erased';
  return undefined;
}

/** Whether somewhere in it a payload stands that could not be decrypted. */
function holdsRefused(value: unknown): boolean {
  if (isRefusedValue(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsRefused);
}
