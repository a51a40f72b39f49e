import { simulate } from '../../domain/simulation/simulate';
import { tally } from '../../domain/simulation/tally';
import { pastCasesIn } from '../../scripts/pack/past-cases';
import type { Cases } from '../../scripts/pack/order';
import { Life } from './life';
import { loadMedia } from './media';
import { openRecords, recordAll, type Records } from './records';
import { openVault } from './vault';

let records: Records;

beforeAll(async () => {
  records = await openRecords();
  const media = await loadMedia();
  for (const day of ['02', '03', '04']) {
    const life = await new Life(media, `C202603${day}-000001`, `2026-03-${day} 10:00`).register();
    life.advanceBy(10);
    await life.lead('assign', { department: 'technical' }, 'accepting');
    life.advanceBy(40);
    await life.lead('accept', {}, 'planning');
    await recordAll(records.cases, life);
  }
});
afterAll(() => records.database.drop());

/** As the command opens them, in another process. */
async function past(wanted: Exclude<Cases, { readonly export: string }>) {
  const connection = await records.database.connectAgain();
  return pastCasesIn(connection, wanted, openVault(connection));
}

async function numbers(wanted: Exclude<Cases, { readonly export: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const [first] of (await past(wanted)).events()) {
    if (first?.type === 'registered') found.push(first.payload.number);
  }
  return found;
}

test('the cases that were entered within the days, both included', async () => {
  expect(await numbers({})).toEqual(['C20260302-000001', 'C20260303-000001', 'C20260304-000001']);
  expect(await numbers({ from: '2026-03-03' })).toEqual(['C20260303-000001', 'C20260304-000001']);
  expect(await numbers({ from: '2026-03-03', to: '2026-03-03' })).toEqual(['C20260303-000001']);
});

test('the cases that are named, and no others', async () => {
  expect(await numbers({ numbers: ['C20260304-000001'] })).toEqual(['C20260304-000001']);
  await expect(numbers({ numbers: ['C20260305-000001'] })).rejects.toThrow(
    'There is no case C20260305-000001',
  );
});

test('half the limit would have been too short for what took 40 minutes', async () => {
  const media = await loadMedia();
  const half = {
    ...media,
    clocks: media.clocks.map((clock) =>
      clock.id === '3.2-accept'
        ? { ...clock, limit: { duration: 'PT30M', calendar: 'wall' as const } }
        : clock,
    ),
  };
  const all = await past({});
  const simulations = [];
  for await (const events of all.events()) {
    simulations.push(simulate(half, events, all.calendar, '2026-03-04T04:00:00.000Z'));
  }
  expect(tally(simulations).find(({ clause }) => clause === 'media/3.2-accept')).toEqual({
    clause: 'media/3.2-accept',
    recorded: { clocks: 3, broken: 0 },
    simulated: { clocks: 3, broken: 3 },
  });
});
