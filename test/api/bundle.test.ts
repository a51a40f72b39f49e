import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { openStores } from '../../worker/compose';
import { archivedCase, archivedIntake } from './support/archived';
import { begun, unclassified } from './support/complaints';
import { startSystem, type System } from './support/system';
import { sendFile } from './support/tables';
import { manifestOf, problemsIn, textOf, unzip, type Unzipped } from './support/zip';

let system: System;

const HEAD = 'head-of-customer-service';
const XSS = '<script>alert(1)</script><img src=x onerror=alert(2)>';
/** The smallest PNG that there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  system = await startSystem('bundle', { ANCHOR_KEY: pem });
  await system.startWorker();
}, 60_000);
afterAll(() => system.close());

async function download(path: string, user: string): Promise<Unzipped> {
  const response = await fetch(`${system.url}/api/v1/${path}`, {
    headers: { Authorization: `Bearer ${system.keyOf(user)}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('application/zip');
  return unzip(Buffer.from(await response.arrayBuffer()));
}

/** A case with a file, and with markup wherever somebody may write. */
async function caseWithFile(): Promise<string> {
  const agent = system.as('agent');
  const number = await begun(agent, {
    ...unclassified,
    customer: { ...unclassified.customer, name: XSS },
    matter: XSS,
  });
  const form = new FormData();
  form.append('file', new Blob([PNG], { type: 'image/png' }), '照片 <1>.png');
  const uploaded = await fetch(`${system.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${system.keyOf('agent')}` },
    body: form,
  });
  const attachment: unknown = Reflect.get(Object(await uploaded.json()), 'id');
  const evidence = { title: XSS, kind: 'photo', attachment };
  expect((await agent.post(`complaints/${number}/add-evidence`, evidence)).status).toBe(200);
  expect((await agent.post(`complaints/${number}/note`, { text: XSS, visibility: 'internal' })).status).toBe(
    200,
  );
  return number;
}

test('a bundle has the case as page and JSON, its events, files and histories, whole and signed', async () => {
  const number = await caseWithFile();
  const files = await download(`complaints/${number}/bundle`, HEAD);
  expect(problemsIn(files)).toEqual([]);
  expect(manifestOf(files)).toMatchObject({ format: 'redress-case', of: number, madeBy: HEAD });
  const { body } = await system.as(HEAD).get(`complaints/${number}`);
  expect(JSON.parse(textOf(files, 'case.json'))).toEqual(body);
  const events = await system.as(HEAD).get(`complaints/${number}/events?limit=200`);
  expect(JSON.parse(textOf(files, 'events.json'))).toEqual(events.body['items']);
  const photo = [...files].find(([path]) => path.startsWith('attachments/'));
  expect(photo?.[1].equals(PNG)).toBe(true);
  const history = [...files.keys()].find((path) => path.startsWith('history/'));
  expect(textOf(files, history ?? '')).toContain('workflowExecutionStartedEventAttributes');

  const page = textOf(files, 'index.html');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|<img/);
  for (const words of ['完整记录', 'The whole record of', '<section lang="zh"', '<section lang="en"']) {
    expect(page).toContain(words);
  }
  const record = system.mongo.connection.collection('accessRecord');
  expect(await record.findOne({ number, action: 'exportBundle' })).toMatchObject({ user: HEAD });
}, 60_000);

test('what was altered, cut away or added in a bundle does not agree with its manifest', async () => {
  const number = await caseWithFile();
  const whole = await download(`complaints/${number}/bundle`, HEAD);
  for (const [path, content] of whole) {
    if (path.startsWith('manifest')) continue;
    const altered = Buffer.from(content);
    altered[0] = (altered[0] ?? 0) ^ 1;
    expect(problemsIn(new Map([...whole, [path, altered]]))).toEqual([path]);
    expect(problemsIn(new Map([...whole].filter(([other]) => other !== path)))).toEqual([path]);
  }
  expect(problemsIn(new Map([...whole, ['added.txt', Buffer.from('x')]]))).toEqual(['added.txt']);
  const manifest = textOf(whole, 'manifest.json').replace(number, 'C20000101-000001');
  expect(problemsIn(new Map([...whole, ['manifest.json', Buffer.from(manifest)]]))).toEqual(['signature']);
}, 60_000);

test('the verifier in it finds what was changed, cut away or added, without anything but Node', async () => {
  const number = await caseWithFile();
  const whole = await download(`complaints/${number}/bundle`, HEAD);
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-bundle-'));
  try {
    for (const [name, content] of whole) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    const page = path.join(folder, 'index.html');
    const [sound] = verified(folder);
    expect(sound).toContain(`The bundle of ${number} is whole`);
    await appendFile(page, ' ');
    expect(verified(folder)).toEqual([expect.stringContaining('index.html: it has'), 1]);
    await rm(page);
    expect(verified(folder)).toEqual([expect.stringContaining('index.html: it is missing'), 1]);
    await writeFile(page, whole.get('index.html') ?? '');
    await writeFile(path.join(folder, 'added.txt'), 'x');
    expect(verified(folder)).toEqual([expect.stringContaining('added.txt: it was not in the bundle'), 1]);
    await rm(path.join(folder, 'added.txt'));
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
    await writeFile(`${folder}.pem`, other);
    expect(verified(folder, '--key', `${folder}.pem`)).toEqual([expect.stringContaining('Wrong key'), 2]);
    await rm(path.join(folder, 'manifest.json'));
    expect(verified(folder)).toEqual([expect.stringContaining('it was cut'), 2]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}.pem`, { force: true });
  }
}, 60_000);

/** What the verifier of an unpacked bundle says, and its exit code. */
function verified(folder: string, ...options: readonly string[]): [said: string, code: number | null] {
  const words = [path.join(folder, 'verify.mjs'), ...options];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return [stdout + stderr, status];
}

test('how a customer is reached is masked for whoever does not see it', async () => {
  const number = await begun(system.as('agent'));
  const all = [...(await download(`complaints/${number}/bundle`, 'auditor')).values()];
  const text = Buffer.concat(all).toString('utf8');
  expect(text).not.toContain('138 0013 8000');
  expect(text).toContain('138****8000');
}, 60_000);

test('people, departments and channels stand on its page by their names', async () => {
  const number = await begun(system.as('agent'));
  const assigned = { department: 'technical', handler: 'technical-handler' };
  await system.as('agent').post(`complaints/${number}/assign`, assigned);
  const page = textOf(await download(`complaints/${number}/bundle`, 'auditor'), 'index.html');
  for (const name of ['郑凯', '技术部', 'Technical', '张晓', '系统', 'the system'])
    expect(page).toContain(name);
  for (const id of [
    'technical-handler',
    '<span class="text">technical</span>',
    '<span class="text">phone</span>',
  ]) {
    expect(page).not.toContain(id);
  }
}, 60_000);

test('an erased case gives what is left, and says so', async () => {
  const number = await archivedCase(system, 'C20240301-000001');
  await system
    .as(HEAD)
    .post(`complaints/${number}/erasure`, { reason: 'The customer asked for it.', confirm: number });
  const files = await download(`complaints/${number}/bundle`, HEAD);
  expect(problemsIn(files)).toEqual([]);
  const text = Buffer.concat([...files.values()]).toString('utf8');
  for (const gone of [archivedIntake.customer.name, archivedIntake.matter, '1234 5678']) {
    expect(text).not.toContain(gone);
  }
  const page = textOf(files, 'index.html');
  expect(page).toContain('The customer asked for it.');
  expect(page).toContain('（已清除）');
  const masked: unknown = JSON.parse(
    textOf(await download(`complaints/${number}/bundle`, 'auditor'), 'case.json'),
  );
  expect(masked).toMatchObject({ customer: { phone: '[erased]' } });
});

describe('what is kept about a customer', () => {
  const subject = {
    kind: 'complaint',
    channel: 'phone',
    receivedAt: '2024-03-01T02:00:00.000Z',
    customer: { name: '司马光远', phone: '+86 137 7777 1234', email: 'Guangyuan@Example.com' },
    matter: '冰箱不制冷。',
  } as const;
  const reason = 'The customer asked in writing what we keep.';
  let numbers: string[];

  beforeAll(async () => {
    const ofTheir = (number: string, customer: object) =>
      archivedCase(system, number, '2999-01-01T00:00:00.000Z', {
        ...subject,
        customer: { ...subject.customer, ...customer },
      });
    numbers = [
      await ofTheir('C20240302-000001', {}),
      await ofTheir('C20240302-000002', { email: 'other@example.com' }),
      await ofTheir('C20240302-000003', { name: '司马光远之子', email: 'son@example.com' }),
    ];
    await ofTheir('C20240302-000004', { phone: '+86 137 7777 1235', email: 'x@example.com' });
  });

  test('is found by phone, e-mail and account as a whole, and taken out with a letter of answer', async () => {
    const asked = await system.as(HEAD).post('subjects', { phone: '13777771234', reason });
    expect(asked).toMatchObject({ status: 201, body: { cases: numbers, fields: ['phone'] } });
    const id = String(asked.body['id']);
    expect((await system.as(HEAD).get(`subjects/${id}`)).body).toEqual(asked.body);
    const files = await download(`subjects/${id}/file`, HEAD);
    expect(problemsIn(files)).toEqual([]);
    for (const words of ['尊敬的客户', 'Dear customer', ...numbers]) {
      expect(textOf(files, 'index.html')).toContain(words);
    }
    const [first = ''] = numbers;
    expect(JSON.parse(textOf(files, `${first}/data.json`))).toMatchObject({
      customer: subject.customer,
      keptUntil: '2999-01-01T00:00:00.000Z',
      case: { matter: subject.matter },
    });
    expect(textOf(files, `${first}/index.html`)).toContain('137 7777 1234');
    const record = system.mongo.connection.collection('accessRecord');
    for (const number of numbers) {
      expect(await record.findOne({ number, action: 'exportSubject' })).toMatchObject({ about: id });
    }
    // Nothing of what was looked for is kept in clear.
    const kept = await system.mongo.connection.collection('subjectRequests').find().toArray();
    expect(JSON.stringify(kept)).not.toContain('7777');
  }, 60_000);

  test.each([
    [{ email: 'guangyuan@example.com' }, [0]],
    [{ phone: '+86 137 7777 1234', name: '司马光远' }, [0, 1]],
    [{ phone: '1377777123' }, []],
    [{ account: '司马光远' }, []],
  ])('by %j finds only theirs', async (wanted, places) => {
    const { body } = await system.as(HEAD).post('subjects', { ...wanted, reason });
    expect(body['cases']).toEqual(places.map((place) => numbers[place]));
  });

  test('holds what is no case, too: contacts with them, mails from them, rows that wait to be filed', async () => {
    const agent = system.as('agent');
    const met = { at: '2026-11-20T15:00:00+08:00', method: 'phone', content: '续约事宜', reason: 'contract' };
    await agent.post('follow-ups', { ...met, customer: '司马光远' });
    await agent.post('follow-ups', { ...met, customer: '转接 13777771234' });
    await agent.post('follow-ups', { ...met, customer: '诸葛孔明' });
    const row = (phone: string) => `投诉,来客,${phone},冰箱不制冷，漏水,产品,质量,重大`;
    const titles = '类型,客户姓名*,联系电话,投诉内容,投诉类别,细类,紧急程度';
    const table = [titles, row('13777771234'), row('13888881234')].join('\r\n');
    expect((await sendFile(system, 'agent', 'imports', table, '来客.csv')).status).toBe(201);
    await mailsCame('guangyuan@example.com', [{ number: numbers[0] ?? '' }, {}]);

    const wanted = { phone: '13777771234', email: 'Guangyuan@example.com', reason };
    const asked = await system.as(HEAD).post('subjects', wanted);
    expect(asked.body).toMatchObject({ cases: numbers, followUps: 2, mails: 2, importRows: 1 });
    const files = await download(`subjects/${String(asked.body['id'])}/file`, HEAD);
    expect(problemsIn(files)).toEqual([]);
    expect(JSON.parse(textOf(files, 'elsewhere.json'))).toMatchObject({
      followUps: [{ customer: '司马光远' }, { customer: '转接 13777771234', content: '续约事宜' }],
      mails: [{ sender: 'g***@example.com', number: numbers[0] }, { number: null }],
      importRows: [{ row: 2, filing: { customer: { name: '来客' } } }],
    });
    expect(textOf(files, 'elsewhere.html')).toContain('续约事宜');
    expect(JSON.parse(textOf(files, `${numbers[0] ?? ''}/data.json`))).toMatchObject({
      mails: [{ sender: 'g***@example.com', outcome: 'filed' }],
    });
    expect(textOf(files, 'index.html')).toContain('已清除的投诉不再与您的姓名和联系方式相关联');
  }, 60_000);

  /** What the worker has noted of mails from an address. */
  async function mailsCame(from: string, came: readonly { readonly number?: string }[]): Promise<void> {
    const { config, services } = system;
    const mongo = await connectMongo(config, createLogger(config, 'test'));
    const { mails } = await openStores(mongo.connection, config.companyZone, config.masterKey);
    for (const [index, about] of came.entries()) {
      const at = new Date(Date.now() + index);
      const sender = services.senderDigest(from);
      const note = { _id: `mail ${index}`, at, sender, shownSender: 'g***@example.com', ...about };
      await mails.note({ ...note, outcome: about.number === undefined ? 'rejected' : 'filed' });
    }
    await mongo.close();
  }

  test('needs a contact and a reason', async () => {
    const answer = await system.as(HEAD).post('subjects', { name: '司马光远', reason });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'phone' }] } });
    expect((await system.as(HEAD).post('subjects', { phone: '13777771234' })).status).toBe(422);
    expect((await system.as('supervisor').post('subjects', { phone: '13777771234', reason })).status).toBe(
      403,
    );
  });
});
