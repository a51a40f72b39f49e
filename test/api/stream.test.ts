import { begun, classified, unclassified } from './support/complaints';
import { EventReader } from './support/event-reader';
import { startSystem, type System } from './support/system';

let system: System;
const readers: EventReader[] = [];

beforeAll(async () => {
  system = await startSystem('stream');
  await system.startWorker();
}, 60_000);
afterAll(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
  await system.close();
});

async function follow(user: string, lastEventId?: string): Promise<EventReader> {
  const reader = await EventReader.open(`${system.url}/api/v1/stream`, system.keyOf(user), lastEventId);
  readers.push(reader);
  return reader;
}

const note = { text: 'x', visibility: 'internal' };

test('a change is told to those who may see the case, and to nobody else', async () => {
  const auditor = await follow('auditor');
  const integration = await follow('integration');
  const number = await begun(system.as('agent'), classified);
  const told = await auditor.next(({ data }) => data['number'] === number);
  expect(told.event).toBe('case');
  for (const field of ['revision', 'stage', 'dueAt', 'department', 'handler']) {
    expect(told.data).toHaveProperty(field);
  }
  const own = await begun(system.as('integration'), unclassified);
  const first = await integration.next(({ event }) => event === 'case');
  expect(first.data['number']).toBe(own);
});

test('a notice is told to its reader, also to somebody who sees no case, and to nobody else', async () => {
  const { notices } = system.services;
  const administrator = await follow('administrator');
  const lead = await follow('technical-lead');
  const at = new Date().toISOString();
  const of = { number: 'C20261122-000042', template: 'x', channel: 'email' } as const;
  const said = { subject: 'x', text: 'x' };
  for (const [seq, recipient] of ['administrator', 'technical-lead'].entries()) {
    const [written] = await notices.write([{ ...of, seq, recipient }], at);
    await notices.show(written?.id ?? '', recipient, { zh: said, en: said });
  }
  const number = await begun(system.as('agent'), unclassified);
  expect(await administrator.next(() => true)).toMatchObject({ event: 'notice', data: {} });
  expect(await lead.next(() => true)).toMatchObject({ event: 'notice', data: {} });
  await system.as('agent').post(`complaints/${number}/note`, note);
  // Reading it at one window is told to the others; of the case an administrator hears nothing.
  await notices.markAllRead('administrator', at);
  expect(await administrator.next(() => true)).toMatchObject({ event: 'notice' });
});

test('who comes again with the last id is told what was missed, once each', async () => {
  const agent = system.as('agent');
  const number = await begun(agent);
  const before = await follow('agent');
  await agent.post(`complaints/${number}/note`, note);
  const last = await before.next(({ data }) => data['number'] === number);
  await before.close();
  const { body: missed } = await agent.post(`complaints/${number}/note`, note);
  const after = await follow('agent', last.id);
  const { body: later } = await agent.post(`complaints/${number}/note`, note);
  const ofThis = ({ data }: { data: Record<string, unknown> }): boolean => data['number'] === number;
  expect((await after.next(ofThis)).data['revision']).toBe(missed['revision']);
  expect((await after.next(ofThis)).data['revision']).toBe(later['revision']);
});

test('who comes with an id that can’t be told from is told to load anew', async () => {
  const reader = await follow('agent', '82AB');
  expect(await reader.next(() => true)).toMatchObject({ event: 'reset' });
});

test('an id that is none is 422', async () => {
  const { status, body } = await system.as('agent').get('stream', { 'Last-Event-ID': 'yesterday' });
  expect(status).toBe(422);
  expect(body['errors']).toMatchObject([{ field: 'last-event-id' }]);
});

test('a client that does not read is cut off, and the others go on', async () => {
  const slow = await follow('auditor');
  slow.stopReading();
  const quick = await follow('auditor');
  const number = await begun(system.as('agent'));
  const document = await system.services.cases.find(number);
  if (!document) throw new Error('The case is not recorded.');
  const handler = 'x'.repeat(64 * 1024);
  const cases = system.mongo.connection.collection<{ _id: string }>('cases');
  for (let round = 0; round < 200; round += 1) {
    await cases.updateOne({ _id: number }, { $set: { handler: `${handler}${round}` } });
    // Who reads what comes is told everything, however much it is.
    const { data } = await quick.next((event) => String(event.data['handler']).endsWith(`x${round}`));
    expect(data['number']).toBe(number);
  }
  expect(system.services.live.audience).toBeLessThan(readers.length);
  await expect(slow.ended()).resolves.toBeUndefined();
}, 60_000);
