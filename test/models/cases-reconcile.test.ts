import type { Policy } from '../../domain/policy/policy';
import type { CaseDocument, Difference } from '../../models/cases';
import { Life } from './life';
import { loadMedia } from './media';
import { openRecords, type Records } from './records';

let records: Records;
let media: Policy;

const NUMBERS = [1, 2, 3, 4, 5].map((serial) => `C20260303-00000${serial}`);
const [FIRST = '', SECOND = '', THIRD = '', FOURTH = '', FIFTH = ''] = NUMBERS;

/** Four cases with intake, events and read model, and an intake whose workflow has not recorded anything. */
beforeEach(async () => {
  records = await openRecords();
  media = await loadMedia();
  for (const number of NUMBERS) {
    const { intake } = await records.intakes.file({
      intake: {
        kind: 'complaint',
        channel: '-',
        receivedAt: '2026-03-03T02:00:00Z',
        customer: { name: '-' },
        matter: '-',
      },
      policy: { id: 'media', version: 1 },
      filedBy: { user: 'ann', roles: ['agent'] },
      enteredAt: new Date('2026-03-03T02:00:00Z'),
    });
    expect(intake._id).toBe(number);
    if (number === FIFTH) continue;
    const life = await new Life(media, number, '2026-03-03 10:00').register();
    await records.cases.recordTransition(number, life.events, 'run');
  }
});
afterEach(() => records.database.drop());

async function differences(
  running: readonly string[],
  enteredBefore = '2026-03-03T02:01:00Z',
): Promise<Difference[]> {
  const found: Difference[] = [];
  const counterparts = {
    intakes: records.intakes,
    running: () => Promise.resolve(new Set(running)),
    enteredBefore: new Date(enteredBefore),
  };
  for await (const difference of records.cases.differences(counterparts)) found.push(difference);
  return found;
}

test('records and workflows that say the same have no differences', async () => {
  expect(await differences(NUMBERS, '2026-03-03T02:00:00Z')).toEqual([]);
});

test('every difference is named', async () => {
  const { connection } = records.database;
  const cases = connection.collection<CaseDocument>('cases');
  await cases.deleteOne({ _id: FIRST });
  await cases.updateOne({ _id: SECOND }, { $set: { stage: 'closed' } });
  await connection.collection('caseEvents').deleteMany({ number: THIRD });
  await connection.collection('caseEvents').deleteOne({ number: FOURTH, seq: 2 });
  await connection.collection<{ _id: string }>('intakes').deleteOne({ _id: SECOND });
  expect(await differences([FIRST])).toEqual([
    { kind: 'read-model-missing', number: FIRST },
    { kind: 'intake-missing', number: SECOND },
    { kind: 'read-model-differs', number: SECOND, fields: ['stage'] },
    { kind: 'events-broken', number: FOURTH, problem: 'Event 3 does not follow event 1 of its case.' },
    { kind: 'workflow-missing', number: SECOND, stage: 'assigning' },
    { kind: 'read-model-without-events', number: THIRD },
    { kind: 'events-missing', number: THIRD },
    { kind: 'never-started', number: FIFTH },
  ]);
});

test('events that end before the read model does are broken, whatever else it says', async () => {
  const revision = (await records.cases.find(FIRST))?.revision ?? 0;
  await records.database.connection.collection('caseEvents').deleteOne({ number: FIRST, seq: revision });
  expect(await differences(NUMBERS, '2026-03-03T02:00:00Z')).toEqual([
    {
      kind: 'events-broken',
      number: FIRST,
      problem: `The read model knows event ${revision}, the events end with ${revision - 1}.`,
    },
  ]);
});

test('a case whose events and read model are gone is missed by its intake', async () => {
  await records.database.connection.collection('caseEvents').deleteMany({ number: FIRST });
  await records.database.connection.collection<CaseDocument>('cases').deleteOne({ _id: FIRST });
  expect(await differences(NUMBERS, '2026-03-03T02:00:00Z')).toEqual([
    { kind: 'events-missing', number: FIRST },
  ]);
});

test('an archived case whose workflow still runs is named, an archived one without is as it should be', async () => {
  for (const number of [FIRST, SECOND]) {
    const state = (await records.cases.find(number))?.state;
    const seq = (state?.revision ?? 0) + 1;
    const at = '2026-03-03T03:00:00.000Z';
    const actor = { user: 'redress', roles: [] };
    await records.cases.recordTransition(number, [
      { seq, at, actor, round: 1, type: 'stage-entered', payload: { stage: 'archived' } },
    ]);
  }
  expect(await differences([FIRST, THIRD, FOURTH], '2026-03-03T02:00:00Z')).toEqual([
    { kind: 'workflow-left-over', number: FIRST },
  ]);
});
