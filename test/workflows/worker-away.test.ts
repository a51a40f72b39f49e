import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Company, CLASSIFIED } from './support/company';
import type { Complaint } from './support/complaint';
import { forTests } from './support/packs';
import { technical } from './support/walk';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await forTests('short-clocks')], {
    address: process.env['REDRESS_TEST_TEMPORAL_ADDRESS'] ?? 'missing',
  });
});
afterAll(() => company.close());
afterEach(() => company.endAll());

const ACCEPT = 'media/3.2-accept';

/** A command is taken in while the worker is away, and the clock that it ends has run out when the worker is back. */
async function acceptWhileWorkerIsAway(c: Complaint, takenInAfterDue: number): Promise<string> {
  const { dueAt } = await c.clock(ACCEPT);
  const sentAt = new Date(dueAt + takenInAfterDue).toISOString();
  await company.whileWorkerIsAway(async () => {
    await c.handle.signal('accept', { commandId: randomUUID(), actor: technical, payload: {}, sentAt });
    await setTimeout(dueAt + 1_000 - Date.now());
  });
  const event = await c.untilOnRecord(({ type }) => type === 'accept');
  expect(event.at).toBe(sentAt);
  return new Date(dueAt).toISOString();
}

test('a command counts from when the server took it in, not from when the worker is back', async () => {
  const c = await company.file(CLASSIFIED);
  await acceptWhileWorkerIsAway(c, -500);
  expect((await c.clock(ACCEPT)).state).toBe('kept');
  expect(await c.eventTypes()).not.toContain('clock-broken');
});

test('one taken in after the clock was due finds it broken, at the moment it was due', async () => {
  const c = await company.file(CLASSIFIED);
  const due = await acceptWhileWorkerIsAway(c, 500);
  expect((await c.events()).find(({ type }) => type === 'clock-broken')?.at).toBe(due);
  expect((await c.clock(ACCEPT)).state).toBe('broken');
});
