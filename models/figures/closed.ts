import type { Case } from '../../domain/case/case';
import { shareOf } from '../../domain/duties/satisfaction';
import type { ComplainantFigures, SettledFirst } from '../../domain/duties/figures';
import { repeatsAmong, type RepeatSource, type Settled } from './repeats';
import type { FigureRequest } from './request';

interface ClosedCase extends Settled {
  readonly round: number;
  readonly state: Settled['state'] & Pick<Case, 'closing'>;
}

const CLOSED = {
  createdAt: 1,
  contentType: 1,
  round: 1,
  'state.subtype': 1,
  'state.intake.matter': 1,
  sealed: 1,
  'state.closing.outcome.kind': 1,
  'state.closing.outcome.rating': 1,
} as const;

/** What the complaints that were closed in the time say of how they ended (it-service/4-first, media/3.4-confirm). */
export async function closedFigures(
  source: RepeatSource,
  { from, to, policy, department }: FigureRequest,
): Promise<{ settledFirst: SettledFirst; complainants: ComplainantFigures }> {
  const closed = await source.cases
    .find({
      kind: 'complaint',
      closedAt: { $gte: from, $lt: to },
      ...(policy !== undefined && { 'policy.id': policy }),
      ...(department !== undefined && { departments: department }),
    })
    .project<ClosedCase>(CLOSED)
    .toArray();
  // A reopened complaint is in a further round.
  const once = closed.filter(({ round }) => round === 1);
  const repeated = await repeatsAmong(source, once);
  const settled = once.length - repeated.size;
  const percent = shareOf(settled, closed.length);
  return {
    settledFirst: { closed: closed.length, settled, ...(percent !== undefined && { percent }) },
    complainants: complainantsOf(closed),
  };
}

function complainantsOf(closed: readonly ClosedCase[]): ComplainantFigures {
  const ratings = closed.flatMap(({ state: { closing } }) =>
    closing?.outcome.kind === 'satisfied' ? [closing.outcome.rating] : [],
  );
  const sum = ratings.reduce((total, rating) => total + rating, 0);
  return {
    closed: closed.length,
    satisfied: ratings.length,
    ...(ratings.length > 0 && { rating: Math.round((sum / ratings.length) * 100) / 100 }),
  };
}
