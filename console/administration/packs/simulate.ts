import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';

type Part = Schemas['PackSimulation'];

/** Which past cases are meant; days are those of entry. */
export interface PastCases {
  readonly policy?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What has come out so far. */
export interface Outcome {
  readonly total: number;
  readonly cases: number;
  readonly clauses: Part['clauses'];
  readonly turned: Part['turned'];
  readonly leftOut: Part['leftOut'];
}

const NOTHING: Outcome = { total: 0, cases: 0, clauses: [], turned: [], leftOut: [] };

/**
 * Lives past cases again under a text, part by part, and tells what has come out after each. It ends when it is told to.
 *
 * @throws {Failure} if a part can't be had
 */
export async function simulateAll(
  text: string,
  meant: PastCases,
  tell: (outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  let outcome = NOTHING;
  for (let after: string | null | undefined; after !== null && !signal.aborted;) {
    const body = { text, ...meant, ...(after !== undefined && { after }) };
    const part: Part = await answered(api.POST('/api/v1/packs/simulations', { body }));
    outcome = added(outcome, part);
    tell(outcome);
    after = part.next;
  }
}

function added(sum: Outcome, part: Part): Outcome {
  return {
    total: part.total ?? sum.total,
    cases: sum.cases + part.cases,
    clauses: clausesOf([...sum.clauses, ...part.clauses]),
    turned: [...sum.turned, ...part.turned],
    leftOut: [...sum.leftOut, ...part.leftOut],
  };
}

function clausesOf(parts: Part['clauses']): Part['clauses'] {
  const byClause = Map.groupBy(parts, ({ clause }) => clause);
  return [...byClause]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([clause, several]) => ({
      clause,
      recorded: countOf(several.map((one) => one.recorded)),
      simulated: countOf(several.map((one) => one.simulated)),
    }));
}

type Count = Part['clauses'][number]['recorded'];

function countOf(counts: readonly Count[]): Count {
  return {
    clocks: counts.reduce((sum, one) => sum + one.clocks, 0),
    broken: counts.reduce((sum, one) => sum + one.broken, 0),
  };
}
