import type { Policy } from '../../domain/policy/policy';
import type { Link } from '../../models/proofs/chain';
import { hashAfter } from '../../models/proofs/chain';
import { Life } from './life';
import { loadMedia } from './media';
import { anotherProcess, openRecords, type Records } from './records';

type Stored = Link & { readonly seq: number };

let records: Records;
let media: Policy;

beforeAll(async () => {
  [records, media] = await Promise.all([openRecords(), loadMedia()]);
});
afterAll(() => records.database.drop());

function stored(number: string): Promise<Stored[]> {
  const events = records.database.connection.collection<Stored>('caseEvents');
  return events.find({ number }).sort({ seq: 1 }).toArray();
}

test('each stored event holds the hash of the one before, in whichever process it is recorded', async () => {
  const number = 'C20260303-000001';
  const life = await new Life(media, number, '2026-03-03 10:00').register();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  await life.lead('accept', {}, 'planning');
  const other = await anotherProcess(records);
  for (const [index, transition] of life.transitions.entries()) {
    const cases = index % 2 === 0 ? records.cases : other;
    await cases.recordTransition(number, transition, undefined, `2026-03-03T0${index}:00:00.000Z`);
  }
  const events = await stored(number);
  expect(events).toHaveLength(life.events.length);
  let before: string | undefined;
  for (const event of events) {
    expect(event.hash).toBe(hashAfter(before, event));
    before = event.hash;
  }
  expect(new Set(events.map(({ recordedAt }) => recordedAt)).size).toBe(3);
});

test('the time of recording never goes back, and a repeat changes nothing', async () => {
  const number = 'C20260303-000002';
  const life = await new Life(media, number, '2026-03-03 10:00').register();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  const [first = [], second = []] = life.transitions;
  await records.cases.recordTransition(number, first, undefined, '2026-03-03T05:00:00.000Z');
  await records.cases.recordTransition(number, second, undefined, '2026-03-03T04:00:00.000Z');
  const before = await stored(number);
  expect(new Set(before.map(({ recordedAt }) => recordedAt))).toEqual(new Set(['2026-03-03T05:00:00.000Z']));

  await records.cases.recordTransition(number, second, undefined, '2026-03-03T06:00:00.000Z');
  expect(await stored(number)).toEqual(before);
});
