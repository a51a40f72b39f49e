import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { anchorNow } from '../../activities/anchor';
import { openAnchorFile } from '../../platform/anchor-file';
import { createAnchorSigner } from '../../platform/anchor-key';
import { createLogger } from '../../platform/logging';
import { Life } from '../models/life';
import { loadMedia } from '../models/media';
import { startSystem, type System } from './support/system';

const NUMBER = 'C20260303-000001';
const signer = createAnchorSigner(generateKeyPairSync('ed25519').privateKey);
let system: System;
let life: Life;

beforeAll(async () => {
  system = await startSystem('proofs');
  life = await new Life(await loadMedia(), NUMBER, '2026-03-03 10:00').register();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  for (const events of life.transitions) {
    await system.services.cases.recordTransition(NUMBER, events);
    await anchored();
  }
  await life.lead('accept', {}, 'planning');
  await system.services.cases.recordTransition(NUMBER, life.transitions.at(-1) ?? []);
});
afterAll(() => system.close());

async function anchored(): Promise<void> {
  const file = openAnchorFile(path.join(system.config.dataDir, 'anchors'));
  const logger = createLogger(system.config, 'test');
  await anchorNow({ proofs: system.services.proofs, signer, file, logger }, '2026-03-04T00:00:00.000Z');
}

test('an auditor gets the proof of a case: each record, where it stands, and what is not anchored yet', async () => {
  const answer = await system.as('auditor').get(`/api/v1/complaints/${NUMBER}/proof`);
  expect(answer.status).toBe(200);
  const inLog = life.transitions.slice(0, -1).flat().length;
  expect(answer.body).toMatchObject({
    number: NUMBER,
    intact: true,
    anchor: { statement: { number: 2, key: signer.key } },
    heads: [{ of: NUMBER, seq: life.events.length }],
    records: life.events.map(({ seq }) => ({ kind: 'case-event', seq, anchored: seq <= inLog })),
  });
});

test('statements, the proof that one goes on as the next, and the key', async () => {
  const auditor = system.as('auditor');
  const { items } = await system.services.proofs.anchors
    .list(0, 2)
    .then(([one, two]) => ({ items: [one, two] }));
  const statements = await auditor.get('/api/v1/proofs/anchors');
  expect(statements.body).toEqual({
    items: items.map((anchor) => ({ statement: anchor?.statement, signature: anchor?.signature })),
  });
  const [from, to] = items.map((anchor) => anchor?.statement.size ?? 0);
  const proof = await auditor.get(`/api/v1/proofs/consistency?from=${from ?? 0}&to=${to ?? 0}`);
  expect(proof.body).toMatchObject({ from, to });
  expect(proof.status).toBe(200);
  const none = await auditor.get(`/api/v1/proofs/consistency?from=1&to=100000`);
  expect(none.status).toBe(404);
  const key = await auditor.get('/api/v1/proofs/key');
  expect(key.body).toEqual({ items: [{ key: signer.key, publicKey: signer.publicKey }] });
});

describe('what somebody has changed in MongoDB is named on the spot', () => {
  const collection = (name: string) =>
    system.mongo.connection.collection<{ readonly _id: unknown; [field: string]: unknown }>(name);

  /** What is said of the case while something in MongoDB is changed; then that is undone. */
  async function saidWhile(
    name: string,
    filter: Readonly<Record<string, unknown>>,
    change: Readonly<Record<string, unknown>> | 'deleted',
  ): Promise<unknown> {
    const before = await collection(name).findOne(filter);
    if (!before) throw new Error(`There is nothing to change in ${name}.`);
    if (change === 'deleted') await collection(name).deleteOne({ _id: before._id });
    else await collection(name).updateOne({ _id: before._id }, { $set: change });
    const { body } = await system.as('auditor').get(`/api/v1/complaints/${NUMBER}/proof`);
    await collection(name).replaceOne({ _id: before._id }, before, { upsert: true });
    expect(body['intact']).toBe(body['findings'] === undefined);
    return body['findings'];
  }
  const event = (seq: number) => ({ number: NUMBER, seq });
  const found = (seq: number, problem: string) => ({ kind: 'case-event', of: NUMBER, seq, problem });

  test('an event', async () => {
    expect(await saidWhile('caseEvents', event(2), { round: 9 })).toContainEqual(found(2, 'changed'));
    expect(await saidWhile('caseEvents', event(2), { hash: '0'.repeat(64) })).toEqual(
      expect.arrayContaining([found(2, 'changed'), found(2, 'not-in-log'), found(3, 'changed')]),
    );
    expect(await saidWhile('caseEvents', event(2), 'deleted')).toEqual(
      expect.arrayContaining([found(2, 'missing'), found(3, 'misplaced')]),
    );
  });

  test('the log, its tree and the statement', async () => {
    const row = { kind: 'case-event', of: NUMBER, seq: 2 };
    expect(await saidWhile('proofLeaves', row, 'deleted')).toEqual([found(2, 'row-missing')]);
    expect(await saidWhile('proofTiles', {}, 'deleted')).toContainEqual(found(2, 'not-in-log'));
    expect(
      await saidWhile(
        'proofAnchors',
        { 'statement.number': 2 },
        { 'statement.at': '2026-03-05T00:00:00.000Z' },
      ),
    ).toEqual([{ kind: 'statement', of: NUMBER, seq: 2, problem: 'unsigned' }]);
  });

  test('the read model, by its fields', async () => {
    const differs = { kind: 'read-model', of: NUMBER, seq: 0, problem: 'differs' };
    const model = { _id: NUMBER };
    expect(await saidWhile('cases', model, { 'state.stage': 'closed' })).toEqual([
      { ...differs, fields: ['state.stage'] },
    ]);
    expect(await saidWhile('cases', model, { sealed: Buffer.from('something else') })).toEqual([differs]);
  });

  test('nothing is left of it', async () => {
    const { body } = await system.as('auditor').get(`/api/v1/complaints/${NUMBER}/proof`);
    expect(body['intact']).toBe(true);
  });
});
