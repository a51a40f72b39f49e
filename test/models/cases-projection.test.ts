import fc from 'fast-check';
import { mongo } from 'mongoose';
import { fold } from '../../domain/case/apply';
import { isRunning } from '../../domain/clocks/clock';
import type { Policy } from '../../domain/policy/policy';
import type { CaseDocument } from '../../models/cases';
import { loadMedia, loadMediaWithPause } from './media';
import { happenings, randomLife } from './random-life';
import { openRecords, recordAll, type Records } from './records';

let records: Records;
let policies: readonly Policy[];
let drawn = 0;

beforeAll(async () => {
  records = await openRecords();
  policies = [await loadMedia(), await loadMediaWithPause()];
});
afterAll(() => records.database.drop());

const packs = fc.constantFrom(0, 1);

function policyOf(pack: number): Policy {
  const policy = policies[pack];
  if (!policy) throw new Error('No such pack.');
  return policy;
}

function nextNumber(): string {
  drawn += 1;
  return `C20260211-${String(drawn).padStart(6, '0')}`;
}

function bytes(document: CaseDocument | undefined): string {
  return Buffer.from(mongo.BSON.serialize(document ?? {})).toString('hex');
}

test('the read model is the fold of the events, and a rebuild gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(packs, happenings, async (pack, choices) => {
      const life = await randomLife(policyOf(pack), nextNumber(), choices);
      await recordAll(records.cases, life);
      const stored = await records.cases.find(life.number);
      expect(stored?.state).toEqual(fold(await records.cases.eventsOf(life.number)));
      expect(stored?.revision).toBe(life.events.length);

      await records.database.connection.collection('cases').deleteOne({ revision: { $gt: 0 } });
      expect(await records.cases.rebuild(life.number)).toBe(true);
      expect(bytes(await records.cases.find(life.number))).toBe(bytes(stored));
      await records.database.connection.collection('cases').deleteMany({});
    }),
    { numRuns: 40 },
  );
});

test('a complaint never waits without a running clock that has a person', async () => {
  await fc.assert(
    fc.asyncProperty(packs, happenings, async (pack, choices) => {
      const { state } = await randomLife(policyOf(pack), 'C20260211-999999', choices);
      const held = state.clocks.filter((clock) => isRunning(clock) && clock.holder.person !== undefined);
      expect(state.stage === 'closed' || held.length > 0).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('rebuilding all', () => {
  test('makes anew what is missing or differs, leaves the rest alone, and reports', async () => {
    const { cases, database } = records;
    const lives = await Promise.all(
      [1, 2, 3].map(() => randomLife(policyOf(0), nextNumber(), [{ choice: 0, minutes: 5 }])),
    );
    for (const life of lives) await recordAll(cases, life);
    await cases.rebuildAll(() => undefined);
    const [one, other] = lives;
    const collection = database.connection.collection<CaseDocument>('cases');
    await collection.deleteOne({ _id: one?.number ?? '' });
    await collection.updateOne({ _id: other?.number ?? '' }, { $set: { stage: 'closed' } });
    const reports: unknown[] = [];
    const progress = await cases.rebuildAll((report) => reports.push(report));
    expect(progress.rebuilt).toBe(2);
    expect(reports.at(-1)).toEqual(progress);
    expect((await cases.find(other?.number ?? ''))?.stage).toBe(other?.state.stage);
  });
});
