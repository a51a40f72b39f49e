import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { clockView } from '../../api/complaints/clock-view';
import { viewOf } from '../../api/complaints/case-view';
import type { Policy } from '../../domain/policy/policy';
import type { CaseDocument } from '../../models/cases';
import type { Life } from './life';
import { loadMedia, loadMediaWithPause } from './media';
import { happenings, randomLife } from './random-life';
import { openRecords, type Records } from './records';

const LIVES = 500;
/** How many happenings a life has at the most: few of them are long, which take long to draw. */
const longest = (index: number) => (index % 20 === 0 ? 10 : 2);
/** Lives that are recorded side by side. */
const ABREAST = 10;
const MINUTE_MS = 60_000;

jest.setTimeout(120_000);

let records: Records;
let policies: readonly Policy[];

beforeAll(async () => {
  records = await openRecords();
  policies = [await loadMedia(), await loadMediaWithPause()];
});
afterAll(() => records.database.drop());

/** What the API answered of a case, and its clocks, at a moment. */
interface Noted {
  readonly at: Date;
  readonly answer: unknown;
}

function answerOf(document: CaseDocument | undefined, policy: Policy): unknown {
  if (!document) return undefined;
  const clocks = document.state.clocks.map((clock) => clockView(clock, policy));
  return { view: viewOf({ kind: 'case', document }), clocks };
}

/** Records a life turn by turn, a minute apart, and notes after each what is answered. */
async function recorded({ number, transitions, policy }: Life): Promise<Noted[]> {
  const noted: Noted[] = [];
  for (const [index, transition] of transitions.entries()) {
    const at = new Date(Date.parse('2026-02-11T01:00:00Z') + index * MINUTE_MS);
    await records.cases.recordTransition(number, transition, undefined, at.toISOString());
    noted.push({ at, answer: answerOf(await records.cases.find(number), policy) });
  }
  return noted;
}

async function answeredAsOf(number: string, policy: Policy, at: Date): Promise<unknown> {
  const revision = await records.cases.revisionAt(number, at);
  return answerOf(await records.cases.findAt(number, revision), policy);
}

/** The moments at which a life was answered otherwise later than it was then. */
async function wrongMoments(life: Life): Promise<{ readonly moments: number; readonly wrong: string[] }> {
  const noted = await recorded(life);
  const wrong: string[] = [];
  for (const [index, { at, answer }] of noted.entries()) {
    // At the moment itself, and just before the next.
    const asked = index % 2 === 0 ? at : new Date(at.getTime() + MINUTE_MS - 1);
    const answered = await answeredAsOf(life.number, life.policy, asked);
    if (!isDeepStrictEqual(answered, answer)) wrong.push(`${life.number} at ${asked.toISOString()}`);
  }
  const before = new Date((noted[0]?.at.getTime() ?? 0) - 1);
  if ((await records.cases.revisionAt(life.number, before)) !== 0)
    wrong.push(`${life.number} before it began`);
  return { moments: noted.length, wrong };
}

test('of random lives, each moment is answered later as it was answered then', async () => {
  const drawn = fc.sample(fc.tuple(fc.constantFrom(0, 1), happenings), { numRuns: LIVES, seed: 6 });
  let moments = 0;
  for (let from = 0; from < LIVES; from += ABREAST) {
    const lives = drawn.slice(from, from + ABREAST).map(async ([pack, choices], index) => {
      const policy = policies[pack];
      if (!policy) throw new Error('There is no such pack.');
      const number = `C20260211-${String(from + index + 1).padStart(6, '0')}`;
      return wrongMoments(await randomLife(policy, number, choices.slice(0, longest(from + index))));
    });
    const found = await Promise.all(lives);
    expect(found.flatMap(({ wrong }) => wrong)).toEqual([]);
    moments += found.reduce((sum, life) => sum + life.moments, 0);
  }
  process.stdout.write(`Time machine: ${moments} moments of ${LIVES} random lives\n`);
});
