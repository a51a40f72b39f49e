import type { Step } from './queries';

/** A moment at which something came onto the record. */
export interface Moment {
  /** ISO 8601. */
  readonly at: string;
  /** The last event that was on the record then. */
  readonly revision: number;
}

/** The moments of a life in their order; what was recorded together is one. */
export function momentsOf(steps: readonly Step[]): readonly Moment[] {
  const last = new Map(steps.map(({ recordedAt, event }) => [recordedAt, event.seq]));
  return [...last].map(([at, revision]) => ({ at, revision }));
}
