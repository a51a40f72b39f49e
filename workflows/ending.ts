import type { Stage } from '../domain/case/stage';
import type { CaseRun, Next } from './case-run';

/** The customer takes it back. */
export function withdrawn(reason: string): Next {
  return { closedAs: { kind: 'withdrawn', reason } };
}

/** A closed case can be reopened for a while; then it is archived (media/3.5-archive). */
export async function stayReopenable(c: CaseRun, reopensAt: Stage): Promise<Next> {
  const command = await c.nextWithin('closed', c.reopenUntil);
  if (!command) return 'archived';
  c.openRound();
  return reopensAt;
}
