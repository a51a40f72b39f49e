import { parseDuration, wallLength } from '../calendar/duration';
import type { Policy } from '../policy/policy';
import type { Case } from './case';
import { LEVELS } from './classification';

/** Which of a pack's times of retention a case is kept for. */
export type Importance = 'normal' | 'important';

/** Material of the pack's level, and above it, is important. */
export function importanceOf(
  { importantFrom }: NonNullable<Policy['retention']>,
  { level }: Pick<Case, 'level'>,
): Importance {
  if (level === undefined || importantFrom === undefined) return 'normal';
  return LEVELS.indexOf(level) >= LEVELS.indexOf(importantFrom) ? 'important' : 'normal';
}

/**
 * Until when the record of a case that closes now is kept (ISO 8601): important material, from the pack's level on,
 * longer (retail/8-retention). Undefined where the pack leaves it open. `keep-longer` is beside it.
 *
 * @param closedAt epoch milliseconds
 */
export function keptUntil({ retention }: Policy, state: Case, closedAt: number): string | undefined {
  if (!retention) return undefined;
  const { normal, important } = retention;
  const kept = importanceOf(retention, state) === 'important' ? (important ?? normal) : normal;
  return new Date(closedAt + wallLength(parseDuration(kept))).toISOString();
}

/**
 * Until when the record of a closed case is kept (ISO 8601): what the pack says, or `keep-longer` where that is later.
 * Undefined while the case has not closed, and where the pack leaves it open: it is kept until somebody decides.
 */
export function endOfKeeping({
  closing,
  keptLonger,
}: Pick<Case, 'closing' | 'keptLonger'>): string | undefined {
  const byPack = closing?.keepUntil;
  if (byPack === undefined || keptLonger === undefined) return byPack;
  const longer = Date.parse(keptLonger.until);
  return longer > Date.parse(byPack) ? new Date(longer).toISOString() : byPack;
}
