import { randomUUID } from 'node:crypto';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;

beforeAll(async () => {
  system = await startSystem('work-orders');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const ID_CARD = '11010519491231002X';
const task = 'Send a new control board to the customer';

/** A complaint that technical has signed for. */
async function accepted(): Promise<string> {
  const number = await begun(system.as('agent'), classified);
  const { status } = await system.as('technical-lead').post(`complaints/${number}/accept`);
  expect(status).toBe(200);
  return number;
}

async function ordered(number: string, more: object = {}): Promise<string> {
  const lead = system.as('technical-lead');
  const { status } = await lead.post(`complaints/${number}/order-work`, {
    department: 'logistics',
    task,
    ...more,
  });
  expect(status).toBe(200);
  const { body } = await until(
    () => lead.get(`complaints/${number}/work-orders`),
    ({ body: { items } }) => Array.isArray(items) && items.length > 0,
  );
  return idsIn(body).at(-1) ?? 'none';
}

function idsIn({ items }: Record<string, unknown>): string[] {
  return Array.isArray(items) ? items.map((item: { readonly id: string }) => item.id) : [];
}

test('an order is signed for and finished by the ordered department, and its case sees the end', async () => {
  const number = await accepted();
  const id = await ordered(number);
  const lead = system.as('logistics-lead');
  const { status, body, headers } = await lead.get(`work-orders/${id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id,
    number,
    stage: 'ordered',
    task,
    orderedBy: 'technical-lead',
    ended: null,
  });
  expect(body['admitted']).toEqual(['accept', 'return']);
  expect(headers.get('ETag')).toBe(`"${String(body['revision'])}"`);
  expect(await lead.post(`work-orders/${id}/accept`)).toMatchObject({
    status: 200,
    body: { id, stage: 'accepted' },
  });
  const done = { result: 'Sent by express' };
  expect((await system.as('logistics-handler').post(`work-orders/${id}/finish`, done)).status).toBe(200);
  const seen = await until(
    () => system.as('agent').get(`complaints/${number}`),
    ({ body: { orders } }) => JSON.stringify(orders).includes('"outcome":"finished"'),
  );
  expect(seen.body['orders']).toMatchObject([{ id, ended: { text: 'Sent by express' } }]);
  const events = await lead.get(`work-orders/${id}/events`);
  expect(JSON.stringify(events.body)).toContain('clock-started');
});

test('a command that is not admitted says where the order stands, and what is admitted', async () => {
  const id = await ordered(await accepted());
  const lead = system.as('logistics-lead');
  const early = await lead.post(`work-orders/${id}/finish`, { result: 'Sent' });
  expect(early).toMatchObject({
    status: 409,
    body: { type: '/problems/not-admitted', stage: 'ordered', admitted: ['accept', 'return'] },
  });
  expect(await lead.post(`work-orders/${id}/cancel`, { reason: 'Not needed' })).toMatchObject({
    status: 403,
    body: { type: '/problems/not-allowed', code: 'role' },
  });
  expect((await system.as('auditor').post(`work-orders/${id}/accept`)).status).toBe(403);
  expect((await lead.post(`work-orders/${id}/return`, { reason: 'Not ours' })).status).toBe(200);
  expect(await lead.post(`work-orders/${id}/accept`)).toMatchObject({ status: 409, body: { admitted: [] } });
});

test('what one may not see is not there', async () => {
  const id = await ordered(await accepted());
  for (const user of ['logistics-lead', 'agent', 'supervisor', 'executive', 'auditor', 'technical-lead']) {
    expect([user, (await system.as(user).get(`work-orders/${id}`)).status]).toEqual([user, 200]);
  }
  for (const user of ['production-lead', 'production-handler']) {
    expect((await system.as(user).get(`work-orders/${id}`)).status).toBe(404);
    expect((await system.as(user).post(`work-orders/${id}/accept`)).status).toBe(404);
    expect(idsIn((await system.as(user).get('work-orders?limit=200')).body)).not.toContain(id);
  }
  expect((await system.as('administrator').get(`work-orders/${id}`)).status).toBe(403);
  expect((await system.as('agent').get('work-orders/C20260101-000001-W9')).status).toBe(404);
});

test('fields that are not valid are named, and personal numbers refused', async () => {
  const id = await ordered(await accepted());
  const lead = system.as('logistics-lead');
  expect(await lead.post(`work-orders/${id}/return`, {})).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'reason' }] },
  });
  expect(await lead.post(`work-orders/${id}/return`, { reason: 'x', colour: 'red' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'colour' }] },
  });
  const answer = await lead.post(`work-orders/${id}/return`, { reason: `Card ${ID_CARD}` });
  expect(answer).toMatchObject({
    status: 422,
    body: { type: '/problems/personal-number', errors: [{ field: 'reason' }] },
  });
  expect(JSON.stringify(answer.body)).not.toContain(ID_CARD);
});

test('a repeated commandId repeats the answer, and stands for nothing else', async () => {
  const id = await ordered(await accepted());
  const lead = system.as('logistics-lead');
  const commandId = randomUUID();
  const first = await lead.post(`work-orders/${id}/accept`, { commandId });
  expect(first.status).toBe(200);
  await lead.post(`work-orders/${id}/finish`, { result: 'Sent' });
  expect(await lead.post(`work-orders/${id}/accept`, { commandId })).toMatchObject({
    status: 200,
    body: first.body,
  });
  expect(await lead.post(`work-orders/${id}/return`, { commandId, reason: 'x' })).toMatchObject({
    status: 422,
    body: { type: '/problems/used-otherwise' },
  });
});

test('a condition on a revision that has passed is 412', async () => {
  const id = await ordered(await accepted());
  const lead = system.as('logistics-lead');
  const { headers } = await lead.get(`work-orders/${id}`);
  const ifMatch = { 'If-Match': headers.get('ETag') ?? '' };
  expect((await lead.post(`work-orders/${id}/accept`, {}, ifMatch)).status).toBe(200);
  const late = await lead.post(`work-orders/${id}/finish`, { result: 'Sent' }, ifMatch);
  expect(late).toMatchObject({ status: 412, body: { stage: 'accepted' } });
});

test('without waiting, or while no worker answers, the verdict appears at its own address', async () => {
  const id = await ordered(await accepted());
  const lead = system.as('logistics-lead');
  const asked = await lead.post(`work-orders/${id}/accept`, {}, { Prefer: 'respond-async' });
  expect(asked.status).toBe(202);
  expect(asked.headers.get('Preference-Applied')).toBe('respond-async');
  const place = asked.headers.get('Location') ?? '';
  const verdict = await until(
    () => lead.get(place),
    ({ status }) => status === 200,
  );
  expect(verdict.body).toMatchObject({ id, stage: 'accepted' });

  await system.stopWorker();
  const sent = await lead.post(`work-orders/${id}/finish`, { result: 'Sent' });
  expect(sent.status).toBe(202);
  await system.startWorker();
  const later = await until(
    () => lead.get(sent.headers.get('Location') ?? ''),
    ({ status }) => status === 200,
  );
  expect(later.body).toMatchObject({ id, stage: 'finished' });
}, 60_000);

test('orders of complaints come before any other work, then what is due first', async () => {
  const consultation = await begun(system.as('agent'), {
    ...classified,
    kind: 'consultation',
    policy: 'retail',
  });
  const soon = new Date(Date.now() + 30 * 60_000).toISOString();
  const order = { department: 'operations', task: 'Look up the tariff', due: soon };
  expect((await system.as('agent').post(`complaints/${consultation}/order-work`, order)).status).toBe(200);
  const number = await accepted();
  const lead = system.as('technical-lead');
  for (const hours of [50, 40]) {
    const due = new Date(Date.now() + hours * 3_600_000).toISOString();
    await lead.post(`complaints/${number}/order-work`, { department: 'operations', task, due });
  }
  await until(
    () => system.as('operations-lead').get('work-orders'),
    ({ body }) => idsIn(body).length === 3,
  );
  // Their clocks to sign run first; once signed for, the times to finish count.
  for (const n of [1, 2]) await system.as('operations-lead').post(`work-orders/${number}-W${n}/accept`);
  const inOrder = [`${number}-W2`, `${number}-W1`, `${consultation}-W1`];
  const { body } = await system.as('operations-lead').get('work-orders?department=operations');
  expect(idsIn(body)).toEqual(inOrder);
  const firstPage = await system.as('operations-lead').get('work-orders?limit=2');
  const next = String(firstPage.body['next']);
  expect(idsIn((await system.as('operations-lead').get(`work-orders?limit=2&cursor=${next}`)).body)).toEqual([
    `${consultation}-W1`,
  ]);
  expect(idsIn((await system.as('agent').get(`work-orders?case=${number}&stage=accepted`)).body)).toEqual(
    inOrder.slice(0, 2),
  );
  expect((await system.as('agent').get('work-orders?stage=nowhere')).status).toBe(422);
});
