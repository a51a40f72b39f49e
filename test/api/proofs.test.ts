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
  const tell = () => Promise.resolve();
  await anchorNow({ proofs: system.services.proofs, signer, file, tell, logger }, '2026-03-04T00:00:00.000Z');
}

test('an auditor gets the proof of a case: each record, where it stands, and what is not anchored yet', async () => {
  const answer = await system.as('auditor').get(`/api/v1/complaints/${NUMBER}/proof`);
  expect(answer.status).toBe(200);
  const inLog = life.transitions.slice(0, -1).flat().length;
  expect(answer.body).toMatchObject({
    number: NUMBER,
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
