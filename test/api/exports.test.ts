import { filed, unclassified, until } from './support/complaints';
import { startSystem, type System } from './support/system';
import { cellsOf } from './support/tables';

let system: System;

const EVIL = ['=HYPERLINK("https://evil.example","x")', '+1+1', '-2+3', '@SUM(A1)', '＝cmd'];

beforeAll(async () => {
  system = await startSystem('exports');
  await system.startWorker();
  const agent = system.as('agent');
  for (const name of EVIL)
    await filed(agent, { ...unclassified, customer: { ...unclassified.customer, name } });
  await filed(agent, {
    ...unclassified,
    contentType: 'product',
    subtype: 'quality',
    urgency: 'major',
    matter: '电视开机五分钟后自动重启，“黑屏”,三天',
  });
  await until(
    () => agent.get('complaints?limit=200'),
    ({ body }) => Array.isArray(body['items']) && body['items'].length === EVIL.length + 1,
  );
}, 120_000);
afterAll(() => system.close());

function exported(user: string, query: string): Promise<Response> {
  return fetch(`${system.url}/api/v1/complaints/export?${query}`, {
    headers: { Authorization: `Bearer ${system.keyOf(user)}` },
  });
}

const entries = () =>
  system.mongo.connection.collection('accessRecord').find({ action: 'exportComplaints' }).toArray();

test('a CSV file opens in Excel as it is: UTF-8 with its mark, Chinese titles, times with their zone', async () => {
  const response = await exported('agent', 'format=csv');
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="?complaints-\d{8}-\d{4}\.csv"?$/,
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const lines = bytes.subarray(3).toString('utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(EVIL.length + 2);
  expect(lines[0]).toMatch(/^编号,类型,客户,事由,.*截止时间 \(UTC\+08:00\)/);
  const product = lines.find((line) => line.includes('电视开机')) ?? '';
  expect(product).toContain('产品');
  expect(product).toContain('重大');
});

test('no text is ever a formula, neither in CSV nor in XLSX', async () => {
  const csv = await (await exported('agent', 'format=csv&language=en')).text();
  for (const name of EVIL.slice(0, 4)) expect(csv).toContain(`'${name.replaceAll('"', '""')}`);
  expect(csv).not.toMatch(/(^|[,"\n])[=+@-]/m);

  const xlsx = Buffer.from(await (await exported('agent', 'format=xlsx')).arrayBuffer());
  const cells = await cellsOf(xlsx);
  expect(cells).toHaveLength(EVIL.length + 2);
  expect(cells.map((row) => row[2])).toEqual(expect.arrayContaining(EVIL));
  // Every one of them is written as a text.
  expect(xlsx.includes(Buffer.from('<f>'))).toBe(false);
});

test('it takes the filters of the list, and has all pages of it', async () => {
  const only = await (await exported('agent', 'format=csv&contentType=product')).text();
  expect(only.trimEnd().split('\r\n')).toHaveLength(2);
  expect((await exported('agent', 'format=pdf')).status).toBe(422);
  expect((await exported('agent', 'cursor=x')).status).toBe(422);
});

test('each has in it what they see in the list, and no contacts', async () => {
  const technical = await (await exported('technical-lead', 'format=csv')).text();
  expect(technical.trimEnd().split('\r\n')).toHaveLength(2);
  for (const user of ['agent', 'auditor', 'technical-lead']) {
    const text = await (await exported(user, 'format=csv')).text();
    expect(text).not.toMatch(/138 ?0013 ?8000|wang@example\.com/);
  }
  expect((await exported('administrator', 'format=csv')).status).toBe(403);
});

test('each export stands on the access record with its filters, and not with what was searched for', async () => {
  const before = (await entries()).length;
  await (await exported('supervisor', 'format=csv&urgency=major&q=13800138000')).text();
  const [entry] = (await entries()).slice(before);
  expect(entry).toMatchObject({
    user: 'supervisor',
    outcome: 'done',
    filters: { urgency: 'major', q: '***', sort: 'dueAt' },
  });
  expect(JSON.stringify(entry)).not.toContain('138001');
});
