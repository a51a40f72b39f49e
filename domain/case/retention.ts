import { parseDuration, wallLength } from '../calendar/duration';
import type { Policy } from '../policy/policy';
import type { Case } from './case';
import { LEVELS } from './classification';

/**
 * Until when the record of a case that closes now is kept (ISO 8601): important material, from the pack's level on,
 * longer (retail/8-retention). Undefined where the pack leaves it open. `keep-longer` is beside it.
 *
 * @param closedAt epoch milliseconds
 */
export function keptUntil({ retention }: Policy, { level }: Case, closedAt: number): string | undefined {
  if (!retention) return undefined;
  const { normal, important, importantFrom } = retention;
  const isImportant =
    level !== undefined &&
    importantFrom !== undefined &&
    LEVELS.indexOf(level) >= LEVELS.indexOf(importantFrom);
  const kept = isImportant ? (important ?? normal) : normal;
  return new Date(closedAt + wallLength(parseDuration(kept))).toISOString();
}
