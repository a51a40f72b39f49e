import { Counter, Gauge, type Registry } from 'prom-client';
import type { IntakeStore } from '../models/intakes';
import type { NoticeStore } from '../models/notices';

export interface FigureSources {
  readonly intakes: Pick<IntakeStore, 'unstarted' | 'countUnstarted'>;
  readonly notices: Pick<NoticeStore, 'count'>;
}

/** Where counting ends: far beyond what an alert waits for, and quickly counted. */
const COUNTED_AT_MOST = 10_000;
/** Kept for good, so that the number may be large; counted from an index that holds nothing else. */
const GIVEN_UP_COUNTED_AT_MOST = 1_000_000;

/** How long MongoDB may take over one figure before an answer is given without it. */
const FIGURE_TIMEOUT_MS = 1_000;

/**
 * What only the records know: complaints whose workflow has not begun, notices that have not gone out. Each is asked for
 * when the figures are read, at a bounded cost; one that can't be had in time is `NaN`, and none keeps the others from
 * being read. Every worker gives the same figures, so take the `max` of them, not the sum.
 */
export function registerFigures(registry: Registry, { intakes, notices }: FigureSources): void {
  gauge(
    'redress_intakes_unstarted',
    `Complaints that were entered and whose workflow has recorded nothing yet (${COUNTED_AT_MOST} at most)`,
    () => intakes.countUnstarted(new Date(), COUNTED_AT_MOST),
  );
  gauge(
    'redress_intakes_unstarted_oldest_seconds',
    'Time since the oldest of these was entered; 0 if there is none',
    async () => {
      const now = new Date();
      const [oldest] = await intakes.unstarted(now, 1);
      return oldest ? (now.getTime() - oldest.enteredAt.getTime()) / 1_000 : 0;
    },
  );
  gauge(
    'redress_notices_unsent',
    `Notices that are written and still to be sent (${COUNTED_AT_MOST} at most)`,
    () => notices.count('unsent', COUNTED_AT_MOST),
  );
  new Counter({
    name: 'redress_notices_given_up_total',
    help: 'Notices that were given up, since the beginning of the records',
    registers: [registry],
    async collect() {
      const count = await inTime(notices.count('given-up', GIVEN_UP_COUNTED_AT_MOST));
      // Not known now: what was counted last stays.
      if (count === undefined) return;
      this.reset();
      this.inc(count);
    },
  });

  function gauge(name: string, help: string, ask: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await inTime(ask())) ?? Number.NaN);
      },
    });
  }
}

/** Undefined if the figure can't be had, or not in time: that MongoDB is away is told by `/readyz`. */
async function inTime(figure: Promise<number>): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), FIGURE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([figure, tooLate]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
