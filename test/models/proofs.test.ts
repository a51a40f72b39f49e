import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anchorNow, type AnchorDependencies } from '../../activities/anchor';
import { isConsistent, rootOfInclusion } from '../../domain/proof/merkle';
import { GrowingRoot } from '../../domain/proof/growing-root';
import type { Policy } from '../../domain/policy/policy';
import { createAccessRecord } from '../../models/access-record';
import { hashOfLeaf, openProofs, type NumberedLeaf, type Proofs } from '../../models/proofs';
import { sha256 } from '../../models/proofs/sha256';
import { openAnchorFile, type AnchorFile } from '../../platform/anchor-file';
import { createAnchorSigner } from '../../platform/anchor-key';
import { createLogger } from '../../platform/logging';
import { Life } from './life';
import { loadMedia } from './media';
import { openRecords, recordAll, type Records } from './records';
import { openVault } from './vault';

const FIRST = 'C20260303-000001';
const SECOND = 'C20260303-000002';
const signer = createAnchorSigner(generateKeyPairSync('ed25519').privateKey);
const at = '2026-03-04T00:00:00.000Z';

let records: Records;
let media: Policy;
let proofs: Proofs;
let folder: string;
let file: AnchorFile;

beforeAll(async () => {
  [records, media] = await Promise.all([openRecords(), loadMedia()]);
  proofs = openProofs(records.database.connection);
  createAccessRecord(records.database.connection, openVault(records.database.connection).sealing);
  await records.database.makeIndexes();
  folder = await mkdtemp(path.join(tmpdir(), 'redress-anchors-'));
  file = openAnchorFile(folder);
});
afterAll(async () => {
  await records.database.drop();
  await rm(folder, { recursive: true, force: true });
});

function anchoring(): AnchorDependencies {
  return {
    proofs,
    signer,
    file,
    logger: createLogger({ logLevel: 'silent' }, 'test'),
  };
}

async function lived(number: string): Promise<Life> {
  const life = await new Life(media, number, '2026-03-03 10:00').register();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  return life;
}

async function leaves(): Promise<NumberedLeaf[]> {
  const all: NumberedLeaf[] = [];
  for await (const leaf of proofs.log.between(0, Number.MAX_SAFE_INTEGER)) all.push(leaf);
  return all;
}

async function linesOf(): Promise<string[]> {
  return (await readFile(file.path, 'utf8')).split('\n').slice(0, -1);
}

function rootOf(all: readonly NumberedLeaf[]): string {
  const root = new GrowingRoot(sha256);
  for (const leaf of all) root.add(hashOfLeaf(leaf));
  return Buffer.from(root.root()).toString('hex');
}

test('what was there before the log is looked through, what comes after is read in the order of its commit', async () => {
  const [first, second] = await Promise.all([lived(FIRST), lived(SECOND)]);
  await recordAll(records.cases, first);
  const before = await anchorNow(anchoring(), at);
  expect(before).toEqual({ size: first.events.length, signed: 1 });

  await recordAll(records.cases, second);
  await records.database.connection.collection('accessRecord').insertOne({
    at: new Date(at),
    user: 'ida',
    action: 'openComplaint',
    number: FIRST,
    outcome: 'done',
    requestId: '-',
  });
  const after = await anchorNow(anchoring(), at);
  expect(after).toEqual({ size: first.events.length + second.events.length + 1, signed: 1 });
  const all = await leaves();
  expect(all.map(({ index }) => index)).toEqual(all.map((_, index) => index));
  expect(all.at(-1)?.kind).toBe('access');
  expect(all.slice(first.events.length, -1).map(({ of, seq }) => [of, seq])).toEqual(
    second.events.map(({ seq }) => [SECOND, seq]),
  );

  const [one, two] = await proofs.anchors.list(0, 10);
  expect(one?.statement.root).toBe(rootOf(all.slice(0, before.size)));
  expect(two?.statement.root).toBe(rootOf(all));
  expect(await linesOf()).toHaveLength(2);
});

test('each leaf is proven to be in the newest statement, which goes on from the one before', async () => {
  const [one, two] = await proofs.anchors.list(0, 10);
  const { size, root } = two?.statement ?? { size: 0, root: '' };
  for (const leaf of await leaves()) {
    const proof = await proofs.log.inclusions(size)(leaf.index);
    const made = rootOfInclusion(sha256, { leaf: leaf.index, size, hash: hashOfLeaf(leaf), proof });
    expect(made && Buffer.from(made).toString('hex')).toBe(root);
  }
  const first = { size: one?.statement.size ?? 0, root: Buffer.from(one?.statement.root ?? '', 'hex') };
  const proof = await proofs.log.consistency(first.size, size);
  expect(isConsistent(sha256, { first, second: { size, root: Buffer.from(root, 'hex') }, proof })).toBe(true);
});

test('nothing new, no statement; a lost token loses and doubles nothing', async () => {
  const { size } = await proofs.log.standing();
  expect(await anchorNow(anchoring(), at)).toEqual({ size, signed: 0 });
  const log = records.database.connection.collection('proofLog');
  await log.updateOne({}, { $set: { token: '8262B4' } });
  const third = await lived('C20260303-000003');
  await recordAll(records.cases, third);
  expect(await anchorNow(anchoring(), at)).toEqual({ size: size + third.events.length, signed: 1 });
});

test('half a line that a crash has left in the file is replaced, and a lost file written anew', async () => {
  const before = await linesOf();
  await appendFile(file.path, '{"statement":');
  await recordAll(records.cases, await lived('C20260303-000004'));
  await anchorNow(anchoring(), at);
  const after = await linesOf();
  expect(after.slice(0, -1)).toEqual(before);
  expect(after).toHaveLength(before.length + 1);
  await rm(file.path);
  await anchorNow(anchoring(), at);
  expect(await linesOf()).toEqual(after);
});

test('a tree of many tiles has the root of its leaves', async () => {
  const { size } = await proofs.log.standing();
  const many = Array.from({ length: 700 }, (_, seq) => ({
    kind: 'case-event' as const,
    of: 'C20260303-000009',
    seq: seq + 1,
    hash: seq.toString(16).padStart(64, '0'),
  }));
  for (const portion of [many.slice(0, 130), many.slice(130, 131), many.slice(131)]) {
    await proofs.log.append(portion);
  }
  const all = await leaves();
  expect(all).toHaveLength(size + many.length);
  for (const some of [1, 255, 256, 257, 511, 512, 513, all.length]) {
    expect(Buffer.from(await proofs.log.root(some)).toString('hex')).toBe(rootOf(all.slice(0, some)));
  }
});
