import { randomUUID } from 'node:crypto';
import { createImportFiling } from '../../api/imports/filing';
import type { ApiClient } from './support/client';
import { until } from './support/complaints';
import { startSystem, type System } from './support/system';
import { cellsOf, sendFile, tableFile, type Uploaded } from './support/tables';

let system: System;
let agent: ApiClient;

beforeAll(async () => {
  system = await startSystem('imports');
  agent = system.as('agent');
}, 60_000);
afterAll(async () => {
  await system.services.importFiling.close();
  await system.close();
});

const TITLES = ['类型', '客户姓名*', '联系电话', '投诉内容', '投诉类别', '细类', '紧急程度', '发生时间'];
const GOOD = [
  '投诉',
  '王小明',
  '13800138000',
  '电视开机五分钟后自动重启',
  '产品',
  '质量',
  '重大',
  '2026-11-20 21:30',
];

const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n');
const upload = (content: Buffer | string, user = 'agent', name = '十一月投诉.csv'): Promise<Uploaded> =>
  sendFile(system, user, 'imports', content, name);

const intakes = () => system.mongo.connection.collection('intakes');
const rowsOf = (id: string) =>
  system.mongo.connection.collection('importRows').find({ import: id }).sort({ row: 1 }).toArray();

async function checked(content: Buffer | string): Promise<string> {
  const { status, body } = await upload(content);
  expect({ status, errors: body['errors'] }).toEqual({ status: 201, errors: undefined });
  return String(body['id']);
}

const saying = (words: string): unknown => expect.stringContaining(words);

async function problemsOf(id: string): Promise<unknown> {
  return (await agent.get(`imports/${id}/problems`)).body['items'];
}

const isFiled = (id: string) =>
  until(
    () => agent.get(`imports/${id}`),
    ({ body }) => body['state'] === 'filed',
  );

test('each bad row is listed with its columns and what would be right; nothing is filed', async () => {
  const before = await intakes().countDocuments();
  const id = await checked(
    csv([
      TITLES,
      GOOD,
      ['投诉', '', '13800138001', '快递没有收到', '', '', '', ''],
      ['举报', '李静', '', '快递没有收到', '物流', '', '特别急', '去年冬天'],
      ['', '赵磊', '', '身份证 11010519491231002X 被泄露', '', '', '', ''],
      ['', '', '', '', '', '', '', ''],
      ['咨询', '陈思思', '', '保修期多久', '产品', '延误', '', '2099/1/1'],
    ]),
  );
  const { body } = await agent.get(`imports/${id}`);
  expect(body).toMatchObject({
    filename: '十一月投诉.csv',
    state: 'checked',
    rows: 5,
    good: 1,
    bad: 4,
    filed: 0,
  });
  expect(await problemsOf(id)).toEqual([
    { row: 3, problems: [{ column: 'B', field: 'customer.name', message: saying('') }] },
    {
      row: 4,
      problems: [
        { column: 'A', field: 'kind', message: saying('投诉 (complaint)') },
        { column: 'G', field: 'urgency', message: saying('紧急 (urgent)') },
        { column: 'H', field: 'occurredAt', message: saying('2026-11-22 16:30') },
      ],
    },
    {
      row: 5,
      problems: [{ column: 'D', field: 'matter', message: saying('an ID-card number') }],
    },
    {
      row: 7,
      problems: [
        { column: 'F', field: 'subtype', message: saying('Does not belong to product') },
        { column: 'H', field: 'occurredAt', message: saying('in the future') },
      ],
    },
  ]);
  expect(await intakes().countDocuments()).toBe(before);
});

test('what waits to be filed is encrypted, and gone once it is', async () => {
  const id = await checked(csv([TITLES, GOOD]));
  expect(JSON.stringify(await rowsOf(id))).not.toMatch(/王小明|13800138000|电视/);
  await agent.post(`imports/${id}/file`);
  await isFiled(id);
  expect((await rowsOf(id))[0]).not.toHaveProperty('sealed');
});

test('the good rows are filed as they were written, by whoever says so; saying it twice files nothing twice', async () => {
  const before = await intakes().countDocuments();
  const rows = Array.from({ length: 30 }, (_, index) => GOOD.with(1, `客户${index}`));
  const id = await checked(csv([TITLES, ...rows, ['', '', '', '没有姓名', '', '', '', '']]));
  const [first, second] = await Promise.all([
    agent.post(`imports/${id}/file`),
    agent.post(`imports/${id}/file`),
  ]);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect((await isFiled(id)).body).toMatchObject({ good: 30, bad: 1, filed: 30, failed: 0 });
  expect(await intakes().countDocuments()).toBe(before + 30);
  const number = String((await rowsOf(id))[0]?.['number']);
  expect((await agent.get(`complaints/${number}`)).body).toMatchObject({
    kind: 'complaint',
    channel: 'import',
    owner: 'agent',
    customer: { name: '客户0', phone: '13800138000' },
    contentType: 'product',
    subtype: 'quality',
    urgency: 'major',
    occurredAt: '2026-11-20T21:30:00.000+08:00',
  });
  expect(
    (await upload(csv([TITLES, ...rows, ['', '', '', '没有姓名', '', '', '', '']]))).body['filedBefore'],
  ).not.toBeNull();
});

test('an import that was cut off is taken up by another process, and no row is filed twice', async () => {
  const before = await intakes().countDocuments();
  const rows = Array.from({ length: 60 }, (_, index) => GOOD.with(1, `甲${index}`));
  const id = await checked(csv([TITLES, ...rows]));
  let filed = 0;
  const { imports, intakes: store } = system.services;
  // Dies in the middle: a row is filed and that is not written down.
  const dying = createImportFiling({
    ...system.services,
    imports: {
      ...imports,
      noteFiled: (...noted) =>
        filed++ < 7 ? imports.noteFiled(...noted) : Promise.reject(new Error('killed')),
      release: () => Promise.resolve(),
    },
    intakes: store,
  });
  await imports.begin(id, { user: 'agent', roles: ['agent'], department: 'customer-service' }, new Date());
  dying.takeUp(id);
  await until(
    () => agent.get(`imports/${id}`),
    () => filed > 7,
  );
  await dying.close();
  expect(await intakes().countDocuments()).toBeGreaterThan(before + 7);
  expect((await agent.get(`imports/${id}`)).body['state']).toBe('filing');
  await system.mongo.connection
    .collection('imports')
    .updateOne({ state: 'filing' }, { $set: { 'lease.until': new Date(0) } });

  const other = createImportFiling(system.services);
  other.takeUp(id);
  await isFiled(id);
  await other.close();
  expect(await intakes().countDocuments()).toBe(before + 60);
  const numbers = (await rowsOf(id)).map(({ number }) => String(number));
  expect(new Set(numbers).size).toBe(60);
});

test.each([
  ['UTF-8', (text: string) => Buffer.from(text, 'utf8')],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
])('CSV in %s is read', async (_name, encoded) => {
  const id = await checked(encoded(csv([TITLES, GOOD])));
  expect((await agent.get(`imports/${id}`)).body).toMatchObject({ good: 1, bad: 0 });
});

/** “客户姓名,投诉内容” and “王小明,电视开机方案已连” in GBK, as Excel in China saves them. */
const GBK = Buffer.concat([
  Buffer.from('bfcdbba7d0d5c3fb2ccdb6cbdfc4dac8dd0d0a', 'hex'),
  Buffer.from('cdf5d0a1c3f72cb5e7cad3bfaabbfab7bdb0b8d2d1c1ac0d0a', 'hex'),
]);

test('CSV in GBK is read', async () => {
  const id = await checked(GBK);
  expect((await agent.get(`imports/${id}`)).body).toMatchObject({ good: 1, bad: 0 });
  await agent.post(`imports/${id}/file`);
  await isFiled(id);
  const number = String((await rowsOf(id))[0]?.['number']);
  const { body } = await agent.get(`complaints/${number}`);
  expect(body).toMatchObject({ customerName: '王小明', matter: '电视开机方案已连' });
});

test.each([';', '\t'])('columns may be divided by %j', async (delimiter) => {
  await checked(csv([TITLES, GOOD]).replaceAll(',', delimiter));
});

test('a file in no encoding throughout names its lines', async () => {
  const broken = Buffer.concat([GBK, Buffer.from('ff80ff2cff', 'hex')]);
  const { status, body } = await upload(broken);
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toMatch(/neither in UTF-8 nor in GBK throughout\. Look at line/);
});

test('a workbook is read as somebody sees it: numbers, dates, texts', async () => {
  const id = await checked(await tableFile('xlsx', [TITLES, GOOD]));
  expect((await agent.get(`imports/${id}`)).body).toMatchObject({ good: 1, bad: 0 });
});

test.each([
  [
    'an unknown title',
    [
      ['客户姓名', '投诉内容', '星座'],
      ['王', '电视黑屏三天', '天秤'],
    ],
    'C1',
    '“星座” is no title',
  ],
  [
    'a title twice',
    [
      ['客户姓名', '姓名', '投诉内容'],
      ['王', '王', '黑屏'],
    ],
    'B1',
    'same as column A',
  ],
  ['a column that is needed', [['客户姓名'], ['王']], 'matter', '“投诉内容”'],
  ['rows', [['客户姓名', '投诉内容']], 'file', 'nothing under them'],
])('a file with or without %s is refused as a whole', async (_what, rows, field, words) => {
  const { status, body } = await upload(csv(rows));
  expect(status).toBe(422);
  expect(JSON.stringify(body['errors'])).toContain(field);
  expect(JSON.stringify(body['errors'])).toContain(words);
});

test('10,001 rows, a row that never ends, and a quotation mark that is not closed are told', async () => {
  const many = csv([
    ['客户姓名', '投诉内容'],
    ...Array.from({ length: 10_001 }, () => ['王', '电视黑屏三天']),
  ]);
  for (const [content, words] of [
    [many, 'more than 10000 rows'],
    [`客户姓名,投诉内容\n王,"电视黑屏`, 'opened and not closed'],
    [`客户姓名,投诉内容\n王,${'长'.repeat(120_000)}`, 'longer than'],
  ] as const) {
    const { status, body } = await upload(content);
    expect(status).toBe(422);
    expect(JSON.stringify(body['errors'])).toContain(words);
  }
});

test('the template is taken as it is, in both languages and forms', async () => {
  for (const language of ['zh', 'en']) {
    for (const format of ['csv', 'xlsx']) {
      const response = await fetch(
        `${system.url}/api/v1/imports/template?format=${format}&language=${language}`,
        { headers: { Authorization: `Bearer ${system.keyOf('agent')}` } },
      );
      const content = Buffer.from(await response.arrayBuffer());
      const { status, body } = await upload(content);
      expect({ status, good: body['good'], bad: body['bad'] }).toEqual({ status: 201, good: 1, bad: 0 });
      if (format === 'xlsx')
        expect((await cellsOf(content))[0]).toContain(language === 'zh' ? '投诉内容*' : 'Matter*');
    }
  }
});

test('an import is for whoever uploaded it and for those who supervise', async () => {
  const id = await checked(csv([TITLES, GOOD]));
  expect((await system.as('specialist').get(`imports/${id}`)).status).toBe(403);
  expect((await system.as('supervisor').get(`imports/${id}`)).status).toBe(200);
  expect((await system.as('technical-lead').get('imports')).status).toBe(403);
  expect((await agent.get(`imports/${randomUUID()}`)).status).toBe(404);
  const nothing = await checked(csv([TITLES, GOOD.with(1, '')]));
  expect((await agent.post(`imports/${nothing}/file`)).status).toBe(409);
});
