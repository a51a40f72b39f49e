import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { hashAfter, type CaseProof } from '../../../models/proofs';
import { Life } from '../life';
import { loadMedia } from '../media';
import { orderEvents } from './order-events';
import { openCompany, type Company } from './company';

const NUMBER = 'C20260303-000001';
const VERIFIER = path.join(__dirname, '..', '..', '..', 'verifier', 'verify.mjs');
const at = '2026-03-04T00:00:00.000Z';

let company: Company;
let folder: string;
let proof: CaseProof;

beforeAll(async () => {
  company = await openCompany();
  folder = await mkdtemp(path.join(tmpdir(), 'redress-bundle-'));
  const life = await new Life(await loadMedia(), NUMBER, '2026-03-03 10:00').register();
  const { id } = await company.attachments.store({
    filename: '收据.txt',
    type: 'text/plain',
    content: Readable.from([Buffer.from('收据：一百元')]),
    maxBytes: 1_000,
    uploadedBy: 'ann',
    at,
  });
  await life.command('add-evidence', { title: '收据', kind: 'document', attachment: id });
  await life.lead('assign', { department: 'technical' }, 'accepting');
  for (const events of life.transitions) await company.cases.recordTransition(NUMBER, events);
  const run = { workflowId: NUMBER, runId: 'r1', type: 'complaint', status: 'completed' } as const;
  await company.workOrders.record(`${NUMBER}-W1`, orderEvents(NUMBER));
  await company.archives.keep(
    { ...run, startedAt: at, closedAt: at, events: 3 },
    Buffer.from('a history, as Temporal wrote it'),
  );
  await company.anchor(at);
  await life.lead('accept', {}, 'planning');
  await company.cases.recordTransition(NUMBER, life.transitions.at(-1) ?? []);
  proof = await company.audited.proofs.ofCase(NUMBER);
});
afterAll(async () => {
  await company.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly code: number;
  readonly said: string;
}

/** What the verifier says of a bundle. */
async function verifierOf(bundle: string, ...options: readonly string[]): Promise<Answer> {
  await writeFile(path.join(folder, 'bundle.json'), bundle);
  return new Promise((resolve) => {
    execFile(process.execPath, [VERIFIER, folder, ...options], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
}

/** Where the first event of the work order stands. */
function orderAt(): number {
  return proof.records.findIndex(({ kind }) => kind === 'task-event');
}

/** The bundle with something in one of its records changed. */
function withRecord(index: number, change: object): string {
  const records = proof.records.map((record, at) => (at === index ? { ...record, ...change } : record));
  return JSON.stringify({ ...proof, records });
}

test('an outsider sees that everything holds, and what is not anchored yet', async () => {
  const pem = proof.keys[proof.anchor?.statement.key ?? ''] ?? '';
  const key = path.join(folder, 'key.pem');
  await writeFile(key, pem);
  const options = ['--key', key, '--anchors', company.file.path];
  const { code, said } = await verifierOf(JSON.stringify(proof), ...options);
  expect(said).toContain('Everything holds');
  expect(said).toContain('not anchored when the bundle was made');
  expect(code).toBe(0);
});

test.each([
  ['a field of an event', () => withRecord(1, { stored: { ...proof.records[1]?.stored, round: 9 } })],
  ['the hash of an event', () => withRecord(1, { hash: '0'.repeat(64) })],
  ['the place in the log', () => withRecord(1, { proof: { ...proof.records[1]?.proof, leaf: 0 } })],
  ['an event is left out', () => JSON.stringify({ ...proof, records: proof.records.toSpliced(2, 1) })],
  ['a root', () => JSON.stringify(proof).replaceAll(proof.anchor?.statement.root ?? '', '0'.repeat(64))],
  [
    'an event of a work order',
    () => withRecord(orderAt(), { stored: { ...proof.records[orderAt()]?.stored, x: 1 } }),
  ],
  ['a proof taken out of a record', () => withRecord(1, { proof: {} })],
  ['all records left out', () => JSON.stringify({ ...proof, records: [] })],
  ['a history', () => JSON.stringify(proof).replace(/"gz":"H4sI/, '"gz":"H4sJ')],
])('%s changed: said, exit code 1', async (_what, bundle) => {
  const { code, said } = await verifierOf(bundle());
  expect(said).toContain('WRONG');
  expect(code).toBe(1);
});

test('the end of the case left out: found by the heads of the file outside, and by nothing else', async () => {
  const anchored = proof.records.filter((record) => record.kind === 'case-event' && record.proof);
  const last = anchored.at(-1)?.seq ?? 0;
  const records = proof.records.filter(({ kind, seq }) => kind !== 'case-event' || seq < last);
  const cut = JSON.stringify({ ...proof, records });
  expect((await verifierOf(cut)).code).toBe(0);
  const { code, said } = await verifierOf(cut, '--anchors', company.file.path);
  expect(said).toContain(`WRONG  ${NUMBER}, event ${last}: statement 1 of the file has it`);
  expect(code).toBe(1);
});

test('what the log has and MongoDB has no more is in the bundle, as missing', async () => {
  const events = company.database.connection.collection('caseEvents');
  const [event] = await events.find({ number: NUMBER, seq: 2 }).toArray();
  await events.deleteOne({ number: NUMBER, seq: 2 });
  const { code, said } = await verifierOf(JSON.stringify(await company.audited.proofs.ofCase(NUMBER)));
  await events.insertOne(event ?? {});
  expect(said).toMatch(new RegExp(`WRONG {2}${NUMBER}, event 2: leaf [0-9]+ of the log has it`));
  expect(code).toBe(1);
});

test('a bundle cut in the middle, a wrong key, an older copy of the file, a missing root: said plainly, exit code 2', async () => {
  const text = JSON.stringify(proof);
  const cut = await verifierOf(text.slice(0, text.length / 2));
  expect(cut.code).toBe(2);
  expect(cut.said).toContain('the bundle was cut or changed');

  const key = path.join(folder, 'other.pem');
  const other = createPublicKey(generateKeyPairSync('ed25519').privateKey);
  await writeFile(key, other.export({ type: 'spki', format: 'pem' }));
  const wrong = await verifierOf(text, '--key', key);
  expect(wrong.code).toBe(2);
  expect(wrong.said).toContain('Wrong key');

  const older = path.join(folder, 'older.jsonl');
  await writeFile(older, '');
  const behind = await verifierOf(text, '--anchors', older);
  expect(behind.code).toBe(2);
  expect(behind.said).toContain('ends with statement 0, and the bundle leads to statement 1');

  const { root: _root, ...cutStatement } = proof.anchor?.statement ?? {};
  const cutRoot = await verifierOf(JSON.stringify({ ...proof, anchor: { statement: cutStatement } }));
  expect(cutRoot.code).toBe(2);
  expect(cutRoot.said).toContain('the root that was signed is missing');

  const nameless = await verifierOf(text, '--key');
  expect(nameless.code).toBe(2);
  expect(nameless.said).toContain('Usage:');

  const { anchor: _anchor, ...rootless } = proof;
  const missing = await verifierOf(JSON.stringify(rootless));
  expect(missing.code).toBe(2);
  expect(missing.said).toContain('has no signed root');
});

// Somebody makes a bundle of what they have, to be taken for the proof of something else.
const other = 'C20260303-000002';

function withRecords(
  change: (records: CaseProof['records']) => readonly unknown[],
  besides: object = {},
): string {
  return JSON.stringify({ ...proof, ...besides, records: change(proof.records) });
}

test.each([
  ['a record twice', () => withRecords((all) => [...all, ...all.filter(({ kind }) => kind === 'run')])],
  [
    'a record of another case',
    () =>
      withRecords((all) => [...all, { ...all[0], of: other, stored: { ...all[0]?.stored, number: other } }]),
  ],
  ['another number', () => withRecords((all) => all, { number: other })],
  [
    'a kind of record that there is not',
    () => withRecords((all) => [...all, { ...all[0], kind: '__proto__' }]),
  ],
  ['a file that no event names', () => withRecords((all) => [...all, { ...all[0], kind: 'file', of: 'x' }])],
  ['a place beyond all numbers', () => withRecord(1, { proof: { leaf: 1e300, inclusion: ['00'] } })],
  ['a place that is no number', () => withRecord(1, { proof: { leaf: '1', inclusion: { length: 1e9 } } })],
  ['a content that is a list', () => withRecord(1, { stored: [] })],
  [
    'a run under the name of another',
    () => withRecords((all) => all.map((one) => (one.kind === 'run' ? { ...one, of: `${NUMBER}/r2` } : one))),
  ],
  [
    'an event that was not anchored for long',
    () =>
      withRecords((all) =>
        all.map((one) => ({
          ...one,
          proof: undefined,
          stored: { ...one.stored, recordedAt: '2025-01-01T00:00:00.000Z' },
        })),
      ),
  ],
  [
    'a field named __proto__',
    () =>
      withRecord(1, { stored: { ...proof.records[1]?.stored } }).replace(
        '"stored":{',
        '"stored":{"__proto__":{"seq":1},',
      ),
  ],
  [
    'a name that goes on in the next line',
    () => withRecords((all) => [...all, { ...all[0], of: `${NUMBER}-\nEverything holds` }]),
  ],
])('a bundle made to deceive, %s: said in one line each, exit code 1', async (_what, bundle) => {
  const { code, said } = await verifierOf(bundle());
  expect(said).toContain('WRONG');
  expect(said).not.toMatch(/^Everything holds|^\s+at /m);
  expect(code).toBe(1);
});

test.each([
  ['nothing of it anchored', () => withRecords(() => madeUp()), 'was anchored'],
  ['a statement of another key', () => withKeys({}), 'is not in the bundle'],
  ['a key that is none', () => withKeys({ [keyOf()]: 'x' }), 'no public key'],
  ['a key of another type', () => withKeys({ [keyOf()]: ofRsa() }), 'another type'],
  ['a key named __proto__', () => text().replaceAll(keyOf(), '__proto__'), 'is not __proto__'],
  ['missing that is no list', () => withRecords((all) => all, { missing: 5 }), 'lacks records'],
  ['records that are none', () => withRecords(() => [null]), 'lacks records'],
  [
    'depth without end',
    () =>
      `{"format":"redress-proof/1","number":"${NUMBER}","records":[{"kind":"run","of":"x","stored":${'['.repeat(50_000)}${']'.repeat(50_000)}}],"anchor":${JSON.stringify(proof.anchor)},"keys":${JSON.stringify(proof.keys)}}`,
    "WRONG|can't be read",
  ],
  ['not an object', () => '[]', 'is no proof'],
])(
  'a bundle made to deceive, %s: exit code 1 or 2, and no more than plain lines',
  async (_what, bundle, words) => {
    const { code, said } = await verifierOf(bundle());
    expect(said).toMatch(new RegExp(words));
    expect(said).not.toMatch(/^Everything holds|^\s+at /m);
    expect([1, 2]).toContain(code);
  },
);

test('a file of statements out of which one was taken: said, exit code 1', async () => {
  const copy = path.join(folder, 'copy.jsonl');
  const line = (await readFile(company.file.path, 'utf8')).split('\n')[0] ?? '';
  const later = JSON.stringify({ statement: { number: 3, previous: '0'.repeat(64) } });
  await writeFile(copy, `${line}\n${later}\n`);
  const { code, said } = await verifierOf(text(), '--anchors', copy);
  expect(said).toContain('does not follow on the statement before it');
  expect(code).toBe(1);
});

function text(): string {
  return JSON.stringify(proof);
}

function keyOf(): string {
  return proof.anchor?.statement.key ?? '';
}

function withKeys(keys: object): string {
  return JSON.stringify({ ...proof, keys });
}

function ofRsa(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** The first event of a case that never was, with the hash that it would have. */
function madeUp(): CaseProof['records'] {
  const stored = { ...proof.records[0]?.stored, matter: 'made up' };
  return [{ kind: 'case-event', of: NUMBER, seq: 1, hash: hashAfter(undefined, stored), stored }];
}
