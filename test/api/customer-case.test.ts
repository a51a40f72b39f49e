import { randomUUID } from 'node:crypto';
import { until } from './support/complaints';
import { caseOfCustomer, CODE_MAIL, enteredCase } from './support/customer';
import { codeIn, mailTo } from './support/mailbox';
import { startSystem, type System } from './support/system';

/** PNG's signature and the first bytes of its header. */
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let system: System;

beforeAll(async () => {
  system = await startSystem('customer-case');
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

const accesses = (number: string) =>
  system.mongo.connection
    .collection('accessRecord')
    .find({ number, user: 'customer' })
    .sort({ at: 1 })
    .toArray();

test('messages go both ways, and the owner is told', async () => {
  const { number, customer } = await enteredCase(system);
  const agent = system.as('agent');
  await agent.post(`complaints/${number}/note`, { text: '内部：疑似同批次', visibility: 'internal' });
  await agent.post(`complaints/${number}/note`, { text: '师傅明天上门', visibility: 'customer' });
  const message = { commandId: randomUUID(), text: '下午三点以后在家' };
  expect((await customer.post('note', message)).body).toMatchObject({ taken: 'done' });
  expect((await customer.post('note', message)).body).toMatchObject({ taken: 'done' });
  const { body } = await customer.get('case/record');
  expect(body['messages']).toMatchObject([
    { text: '师傅明天上门', from: 'company' },
    { text: '下午三点以后在家', from: 'customer' },
  ]);
  expect(JSON.stringify(body)).not.toContain('内部');
  const notices = await until(
    () => agent.get('notices'),
    ({ body: { items } }) => JSON.stringify(items).includes(`${number}】客户留言`),
  );
  expect(JSON.stringify(notices.body)).not.toContain('下午三点以后在家');
});

test('files go both ways, by the checks of every file', async () => {
  const { number, customer } = await enteredCase(system);
  expect((await customer.send(PICTURE, 'image/png', '铭牌.png')).body).toMatchObject({ taken: 'done' });
  expect((await customer.send(Buffer.from('MZ not a picture'), 'image/png', 'x.png')).status).toBe(422);
  expect((await customer.send(Buffer.from('<script>'), 'text/html', 'x.html')).status).toBe(422);
  const agent = system.as('agent');
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(PICTURE)], { type: 'image/png' }), '维修单.png');
  const headers = { Authorization: `Bearer ${system.keyOf('agent')}` };
  const upload = await fetch(`${system.url}/api/v1/attachments`, { method: 'POST', headers, body: form });
  const ours: unknown = await upload.json();
  const attachment = typeof ours === 'object' && ours !== null && 'id' in ours ? String(ours.id) : '';
  for (const visibility of ['customer', 'internal']) {
    const evidence = { title: '维修单', kind: 'document', attachment, visibility };
    expect((await agent.post(`complaints/${number}/add-evidence`, evidence)).status).toBe(200);
  }
  const { body } = await customer.get('case/record');
  const files = body['files'];
  expect(files).toMatchObject([
    { filename: '铭牌.png', from: 'customer' },
    { filename: '维修单.png', from: 'company' },
  ]);
  expect((await customer.get(`files/${attachment}`)).status).toBe(200);
  const foreign = await enteredCase(system);
  expect((await foreign.customer.get(`files/${attachment}`)).status).toBe(404);
});

test('the result is shown when the customer is asked, who says how satisfied they are', async () => {
  const { number, customer } = await enteredCase(system);
  const agent = system.as('agent');
  const tooEarly = await customer.post('customer-satisfied', { commandId: randomUUID(), rating: 5 });
  expect(tooEarly.status).toBe(409);
  await agent.post(`complaints/${number}/resolve`, { result: '已更换主板', customerContent: 'unknown' });
  const { body } = await customer.get('case/record');
  expect(body).toMatchObject({ results: [{ text: '已更换主板' }] });
  expect(body['admitted']).toEqual(
    expect.arrayContaining(['customer-satisfied', 'customer-unsatisfied', 'customer-in-doubt', 'withdraw']),
  );
  const doubt = { commandId: randomUUID(), doubt: '新主板是同一批次吗？' };
  expect((await customer.post('customer-in-doubt', doubt)).status).toBe(200);
  const word = { commandId: randomUUID(), rating: 4, comment: '很快', suggestions: '希望周末也上门' };
  expect((await customer.post('customer-satisfied', word)).body).toMatchObject({
    taken: 'done',
    stage: 'closed',
  });
  expect((await agent.get(`complaints/${number}`)).body).toMatchObject({
    stage: 'closed',
    closing: { outcome: { kind: 'satisfied', rating: 4 } },
  });
  expect((await customer.get('case/record')).body).toMatchObject({
    outcome: { kind: 'satisfied', rating: 4 },
    admitted: ['note', 'reopen'],
  });
  const again = { commandId: randomUUID(), reason: '又重启了' };
  expect((await customer.post('reopen', again)).body).toMatchObject({ stage: 'planning' });
});

test('not satisfied opens the next round; withdrawing ends it, and repeating that changes nothing', async () => {
  const { number, customer } = await enteredCase(system);
  const agent = system.as('agent');
  await agent.post(`complaints/${number}/resolve`, { result: '已解释', customerContent: 'no' });
  const reason = { commandId: randomUUID(), reason: '没有解决', demand: '换新机' };
  expect((await customer.post('customer-unsatisfied', reason)).body).toMatchObject({ stage: 'planning' });
  const withdrawal = { commandId: randomUUID(), reason: '商场已经给我换了' };
  expect((await customer.post('withdraw', withdrawal)).body).toMatchObject({ stage: 'closed' });
  expect((await customer.post('withdraw', withdrawal)).body).toMatchObject({ stage: 'closed' });
  const { body } = await agent.get(`complaints/${number}/events?limit=200`);
  expect(JSON.stringify(body).match(/"type":"withdraw"/g)).toHaveLength(1);
});

test('an ID-card number is refused, and the commands of staff are none of the customer’s', async () => {
  const { customer } = await enteredCase(system);
  const text = '身份证 11010519491231002X';
  const { status, body } = await customer.post('note', { commandId: randomUUID(), text });
  expect({ status, type: body['type'] }).toEqual({ status: 422, type: '/problems/personal-number' });
  expect(JSON.stringify(body)).not.toContain('1949');
  expect((await customer.post('assign', { department: 'technical' })).status).toBe(404);
  const cross = await fetch(`${system.url}/api/v1/customer/leave`, {
    method: 'POST',
    headers: { 'Customer-Link': customer.token, 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(cross.status).toBe(403);
});

test('every use stands on the access record', async () => {
  const { number, customer, email } = await caseOfCustomer(system);
  await customer.get('case');
  await customer.post('code', {});
  const code = codeIn((await mailTo(system.config.mail.mailboxDir, email, CODE_MAIL)).subject);
  await customer.post('code/entry', { code: code === '000000' ? '111111' : '000000' });
  await customer.post('code/entry', { code });
  await customer.get('case/record');
  await customer.post('note', { commandId: randomUUID(), text: '请回电' });
  await customer.post('reopen', { commandId: randomUUID(), reason: '还没关' });
  const entries = await accesses(number);
  expect(entries.map(({ action, outcome }) => [String(action), String(outcome)])).toEqual([
    ['openCustomerLink', 'done'],
    ['askCustomerCode', 'done'],
    ['enterCustomerCode', 'wrong-code'],
    ['enterCustomerCode', 'done'],
    ['readCustomerRecord', 'done'],
    ['note', 'done'],
    ['customerReopen', 'not-admitted'],
  ]);
});
