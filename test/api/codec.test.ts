import { temporal } from '@temporalio/proto';
import { Browser, giveAccounts, signedIn } from './support/browser';
import { begun, classified, until } from './support/complaints';
import { startSystem, type System } from './support/system';

const WEB_UI = 'http://127.0.0.1:8233';
/** What a browser sends along with a request of the Web UI, which is another page of the same site. */
const FROM_WEB_UI = { Origin: WEB_UI, 'Sec-Fetch-Site': 'same-site' };

let system: System;
let number: string;

beforeAll(async () => {
  system = await startSystem('codec', { TEMPORAL_UI_URL: `${WEB_UI}/` });
  await giveAccounts(system, 'auditor', 'agent');
  await system.startWorker();
  number = await begun(system.as('agent'), { ...classified, urgency: 'general' });
  const { department } = (await system.as('agent').get(`complaints/${number}`)).body;
  const lead = system.as(`${String(department)}-lead`);
  for (const [command, payload] of [
    ['accept', {}],
    ['order-work', { department: 'logistics', task: 'Send a new board.' }],
  ] as const) {
    const { status, body } = await lead.post(`complaints/${number}/${command}`, payload);
    if (status !== 200) throw new Error(`${command} was answered with ${status}: ${JSON.stringify(body)}`);
  }
  await until(
    () => system.as('supervisor').get(`work-orders/${number}-W1`),
    ({ status }) => status === 200,
  );
}, 60_000);
afterAll(() => system.close());

/** What a workflow started with, as Temporal has it: encrypted, in proto3 JSON. */
async function startOf(workflowId: string): Promise<unknown> {
  const { events } = await system.temporal.client.workflow.getHandle(workflowId).fetchHistory();
  const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input;
  return temporal.api.common.v1.Payloads.fromObject({ payloads: input?.payloads ?? [] }).toJSON();
}

function texts(body: Record<string, unknown>): string {
  const payloads: unknown = body['payloads'];
  if (!Array.isArray(payloads)) throw new Error(`No payloads: ${JSON.stringify(body)}`);
  return payloads
    .map((payload: unknown) => ({ data: '', ...(typeof payload === 'object' ? payload : {}) }))
    .map(({ data }) => Buffer.from(data, 'base64').toString('utf8'))
    .join('\n');
}

test('an auditor’s browser that shows the Web UI reads what Temporal has encrypted, masked, of a case and its tasks', async () => {
  const browser = await signedIn(system, 'auditor');
  for (const [workflowId, said] of [
    [number, classified.matter],
    [`${number}-W1`, 'Send a new board.'],
  ] as const) {
    const encrypted = await startOf(workflowId);
    expect(JSON.stringify(encrypted)).not.toContain(Buffer.from(said).toString('base64').slice(4, 20));
    const { status, body, headers } = await browser.post('codec/decode', encrypted, {
      ...FROM_WEB_UI,
      'X-Namespace': system.config.temporal.namespace,
    });
    expect(status).toBe(200);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(WEB_UI);
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(texts(body)).toContain(said);
    expect(texts(body)).not.toContain('0013 8000');
  }
});

test('every use stands on the access record, under the number of the case', async () => {
  const before = (await system.as('auditor').get('access-record?action=decodePayloads')).body['items'];
  await system.as('auditor').post('codec/decode', await startOf(number));
  const after = (await system.as('auditor').get('access-record?action=decodePayloads')).body['items'];
  expect(after).toEqual([expect.objectContaining({ user: 'auditor', number }), ...[before].flat()]);
});

test('nobody else is let in, and no other page', async () => {
  const encrypted = await startOf(number);
  const agent = await signedIn(system, 'agent');
  expect((await agent.post('codec/decode', encrypted, FROM_WEB_UI)).status).toBe(403);
  expect((await new Browser(system.url).post('codec/decode', encrypted, FROM_WEB_UI)).status).toBe(401);
  const auditor = await signedIn(system, 'auditor');
  const evil = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const answer = await auditor.post('codec/decode', encrypted, evil);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  // The Web UI is let to the codec and nowhere else.
  expect((await auditor.post('session/end', undefined, FROM_WEB_UI)).status).toBe(403);
});

test('a browser that asks beforehand is told so for the Web UI alone', async () => {
  const preflight = (origin: string) =>
    fetch(`${system.url}/api/v1/codec/decode`, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });
  const told = await preflight(WEB_UI);
  expect(told.status).toBe(204);
  expect(told.headers.get('Access-Control-Allow-Headers')).toContain('X-Namespace');
  expect((await preflight('https://evil.example')).headers.get('Access-Control-Allow-Origin')).toBeNull();
});

test('what was changed, of another namespace, or never encrypted, is answered plainly', async () => {
  const auditor = system.as('auditor');
  const plain = { payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'Mg==' }] };
  expect((await auditor.post('codec/decode', plain)).body).toEqual(plain);
  const encrypted = JSON.stringify(await startOf(number));
  const changed: unknown = JSON.parse(
    encrypted.replace(
      /"data":"(.{40})(.)/,
      (_all, head: string, one: string) => `"data":"${head}${one === 'A' ? 'B' : 'A'}`,
    ),
  );
  expect(texts((await auditor.post('codec/decode', changed)).body)).toBe(
    '{"redress:refused":"undecryptable"}',
  );
  const other = await auditor.post('codec/decode', plain, { 'X-Namespace': 'of-somebody-else' });
  expect(other.status).toBe(422);
  expect((await auditor.post('codec/decode', { payloads: 'none' })).status).toBe(422);
});
