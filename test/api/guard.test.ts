import { apiRoutes } from '../../api/app';
import type { Unguarded } from '../../api/http/guard';
import { ApiClient, type Answer } from './support/client';
import { enteredCase, type CustomerCase } from './support/customer';
import { CARD, ID_CARD } from './support/personal';
import { requestFields, type RequestField } from './support/request-fields';
import { RIGHTS } from './support/rights';
import { startSystem, type System } from './support/system';
import { sendFile, tableFile } from './support/tables';

/** Where digits may be anything, and why; written down apart from the routes, by somebody who has thought about it. */
const EXCEPTIONS: Readonly<Record<string, Unguarded>> = {
  // It says where numbers stand while somebody types, and keeps nothing.
  previewComplaint: 'everything',
  checkFormTexts: 'everything',
  // Nothing is kept; publishing looks at the same text.
  checkPack: ['text'],
  simulatePack: ['text'],
  // Passwords may be anything and are kept as their hash; of whoever failed to sign in only a digest is kept.
  signIn: ['user', 'password'],
  changePassword: ['current', 'next'],
  addAccount: ['password'],
  resetPassword: ['password'],
  // Made by machines, long, and encrypted where they are kept.
  addWebhook: ['url', 'secret'],
  changeWebhookSecret: ['secret'],
  returnFromProvider: 'everything',
  // Payloads as Temporal keeps them, encrypted; nothing of them is kept here.
  decodePayloads: 'everything',
  // A proof of work: hexadecimal.
  fileByForm: ['guard'],
};

const OUR_PAGE = { 'Sec-Fetch-Site': 'same-origin' };
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let system: System;
let fields: readonly RequestField[];
let customer: CustomerCase;

beforeAll(async () => {
  system = await startSystem('guard');
  await system.startWorker();
  fields = requestFields((await new ApiClient(system.url, undefined).get('openapi.json')).body);
  customer = await enteredCase(system);
}, 60_000);
afterAll(() => system.close());

const isGuarded = ({ id, outermost }: RequestField): boolean => {
  const exception = EXCEPTIONS[id] ?? [];
  return exception !== 'everything' && !exception.includes(outermost);
};

/** The user of the demo company who may do it. */
function userFor(id: string): string {
  const right = RIGHTS[id];
  const role = Array.isArray(right) ? String(right[0]) : 'agent';
  return role === 'lead' || role === 'handler' ? `technical-${role}` : role;
}

async function send({ id, method, path, where, sent }: RequestField): Promise<Answer> {
  const address = path.replace('{number}', customer.number).replace(/\{\w+\}/g, 'there-is-none');
  const query = where === 'query' ? `?${new URLSearchParams(toTexts(sent)).toString()}` : '';
  const body = where === 'body' ? sent : undefined;
  if (RIGHTS[id] === 'customer')
    return customer.customer.post(address.replace('/api/v1/customer/', ''), body);
  const client = RIGHTS[id] === 'anybody' ? new ApiClient(system.url, undefined) : system.as(userFor(id));
  return client.send(method.toUpperCase(), address + query, body && JSON.stringify(body), {
    ...(body && { 'Content-Type': 'application/json' }),
    ...OUR_PAGE,
  });
}

function toTexts(sent: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)]));
}

test('the routes leave out just the fields that are written down here', () => {
  const declared = apiRoutes(system.services).flatMap(({ id, unguarded }) =>
    unguarded === undefined ? [] : [[id, unguarded] as const],
  );
  expect(Object.fromEntries(declared)).toEqual(EXCEPTIONS);
});

test('a card number is refused in every field of every request, by its name, and is not repeated', async () => {
  const wrong: string[] = [];
  const guarded = fields.filter(isGuarded);
  for (const field of guarded) {
    const { status, body } = await send(field);
    const answer = JSON.stringify(body);
    const names = JSON.stringify(body['errors'] ?? []).includes(`"field":"${field.field}"`);
    const isRight = status === 422 && body['type'] === '/problems/personal-number' && names;
    if (!isRight || answer.includes(CARD))
      wrong.push(`${field.operation} ${field.field}: ${status} ${answer}`);
  }
  expect(wrong).toEqual([]);
  expect(guarded.length).toBeGreaterThan(300);
  process.stdout.write(`Guard: ${guarded.length} fields\n`);
}, 60_000);

test('so it is in a field that nobody knows, in a key, and as a number', async () => {
  const agent = system.as('agent');
  const bodies = [
    [{ [CARD]: 1 }, '*'.repeat(19)],
    [{ unknown: { deep: [CARD] } }, 'unknown.deep[0]'],
    [{ customer: { phone: Number('4111111111111111') } }, 'customer.phone'],
  ] as const;
  for (const [body, field] of bodies) {
    expect((await agent.post('complaints', body)).body).toMatchObject({
      type: '/problems/personal-number',
      errors: [{ field }],
    });
  }
});

test('names of files are masked, whoever sends them', async () => {
  const name = `身份证 ${ID_CARD}.png`;
  const masked = `身份证 ${'*'.repeat(18)}.png`;
  const uploaded = await sendFile(system, 'agent', 'attachments', PICTURE, name, 'image/png');
  expect(uploaded).toMatchObject({ status: 201, body: { filename: masked } });
  expect((await customer.customer.send(PICTURE, 'image/png', name)).body).toMatchObject({ taken: 'done' });
  const { body } = await customer.customer.get('case/record');
  expect(body['files']).toMatchObject([{ filename: masked }]);
});

test.each(['csv', 'xlsx'] as const)(
  'cells and titles of a table (%s) are refused or masked',
  async (format) => {
    const good = ['投诉', '王小明', '电视开机后自动重启'];
    const content = await tableFile(format, [
      ['类型', '客户姓名*', '投诉内容'],
      good,
      ['投诉', '李静', `退到卡 ${CARD}`],
      ['投诉', `赵磊 ${ID_CARD}`, '快递没有收到'],
      ['投诉', '陈思思', '卡号六二二八四八零四零二五六四八九零零一八'],
    ]);
    const name = `卡${CARD}.${format}`;
    const { status, body } = await sendFile(system, 'agent', 'imports', content, name);
    expect({ status, good: body['good'], bad: body['bad'] }).toEqual({ status: 201, good: 1, bad: 3 });
    const problems = await system.as('agent').get(`imports/${String(body['id'])}/problems`);
    expect(problems.body['items']).toMatchObject([
      { row: 3, problems: [{ field: 'matter' }] },
      { row: 4, problems: [{ field: 'customer.name' }] },
      { row: 5, problems: [{ field: 'matter' }] },
    ]);
    const title = await tableFile(format, [['类型', `卡 ${CARD}`], good.slice(0, 2)]);
    const refused = await sendFile(system, 'agent', 'imports', title, name);
    expect(refused.status).toBe(422);
    expect(JSON.stringify([body, problems.body, refused.body])).not.toContain(CARD);
  },
);

test('none of it is anywhere in the database', async () => {
  const found: string[] = [];
  const { connection } = system.mongo;
  for (const { name } of await connection.listCollections()) {
    for (const document of await connection.collection(name).find().toArray()) {
      const text = JSON.stringify(document);
      if (text.includes(CARD) || text.includes(ID_CARD)) found.push(name);
    }
  }
  expect(found).toEqual([]);
});
