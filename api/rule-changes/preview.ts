import { z } from 'zod';
import { instant } from '../complaints/fields';

/** What a change would do to one clock. */
export interface ClockMove {
  readonly number: string;
  readonly clause: string;
  readonly clock: string;
  readonly change: 'retimed' | 'started' | 'ended';
  /** ISO 8601; absent while the clock is paused, or where there is none. */
  readonly dueAt?: string;
  readonly newDueAt?: string;
}

export const previewSchema = z
  .object({
    dryRun: z.literal(true),
    examined: z.int().meta({ description: 'Open cases that were looked at' }),
    affected: z.int().meta({ description: 'Cases that the change concerns' }),
    clocks: z.int().meta({ description: 'Clocks that it moves' }),
    byClause: z.array(z.object({ clause: z.string(), clocks: z.int() })),
    examples: z.array(
      z.object({
        number: z.string(),
        clause: z.string(),
        clock: z.string(),
        change: z.enum(['retimed', 'started', 'ended']),
        dueAt: instant.nullable(),
        newDueAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'RuleChangePreview' });

export const previewExample = {
  dryRun: true,
  examined: 10_000,
  affected: 1_500,
  clocks: 1_720,
  byClause: [{ clause: 'media/3.3-plan', clocks: 1_720 }],
  examples: [
    {
      number: 'C20261122-000042',
      clause: 'media/3.3-plan',
      clock: '3.3-plan',
      change: 'retimed',
      dueAt: '2026-11-26T02:00:00.000Z',
      newDueAt: '2026-11-27T02:00:00.000Z',
    },
  ],
};

const EXAMPLES = 50;

/** Counts what a change would do, case by case. */
export class Preview {
  private examined = 0;
  private affected = 0;
  private clocks = 0;
  private readonly byClause = new Map<string, number>();
  private readonly examples: ClockMove[] = [];

  /** @param concerned whether the change concerns the case, though it may move none of its clocks */
  add(moves: readonly ClockMove[], concerned = moves.length > 0): void {
    this.examined += 1;
    if (concerned) this.affected += 1;
    for (const move of moves) {
      this.clocks += 1;
      this.byClause.set(move.clause, (this.byClause.get(move.clause) ?? 0) + 1);
      if (this.examples.length < EXAMPLES) this.examples.push(move);
    }
  }

  view(): z.input<typeof previewSchema> {
    const { examined, affected, clocks } = this;
    return {
      dryRun: true,
      examined,
      affected,
      clocks,
      byClause: [...this.byClause]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([clause, count]) => ({
          clause,
          clocks: count,
        })),
      examples: this.examples.map(({ dueAt = null, newDueAt = null, ...move }) => ({
        ...move,
        dueAt,
        newDueAt,
      })),
    };
  }
}
