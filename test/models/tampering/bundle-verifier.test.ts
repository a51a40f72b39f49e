import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createAnchorSigner } from '../../../platform/anchor-key';
import { Life } from '../life';
import { loadMedia } from '../media';
import { openCompany, type Company } from './company';

const NUMBER = 'C20260303-000001';
const FILE = 'a1b2c3d4-0000-4000-8000-000000000001';
const at = '2026-03-04T00:00:00.000Z';
const VERIFIERS = path.join(__dirname, '..', '..', '..', 'verifier');
const RECEIPT = Buffer.from('收据：一百元');
const ATTACHED = `attachments/${FILE}/收据.txt`;
/** Whoever makes a bundle to deceive has a key, just not the company's. */
const signer = createAnchorSigner(generateKeyPairSync('ed25519').privateKey);

let company: Company;
let proof: string;
let folder: string;

beforeAll(async () => {
  company = await openCompany();
  await company.attachments.store({
    id: FILE,
    filename: '收据.txt',
    type: 'text/plain',
    content: Readable.from([RECEIPT]),
    maxBytes: 1_000,
    uploadedBy: 'ann',
    at,
  });
  const life = await new Life(await loadMedia(), NUMBER, '2026-03-03 10:00').register();
  await life.command('add-evidence', { title: '收据', kind: 'document', attachment: FILE });
  for (const events of life.transitions) await company.cases.recordTransition(NUMBER, events);
  await company.anchor(at);
  proof = JSON.stringify(await company.audited.proofs.ofCase(NUMBER));
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-deceiving-'));
  await mkdir(path.join(folder, 'proof'));
  await mkdir(path.join(folder, 'attachments', FILE), { recursive: true });
  await copyFile(path.join(VERIFIERS, 'verify-bundle.mjs'), path.join(folder, 'verify.mjs'));
  await copyFile(path.join(VERIFIERS, 'verify.mjs'), path.join(folder, 'proof', 'verify.mjs'));
  await writeFile(path.join(folder, 'proof', 'bundle.json'), proof);
  await writeFile(path.join(folder, ATTACHED), RECEIPT);
  await sign();
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => company.close());

const FILES = ['verify.mjs', 'proof/verify.mjs', 'proof/bundle.json', ATTACHED];

/** The manifest of what is in the folder now, signed, with something in it otherwise. */
async function sign(besides: object = {}, more: readonly unknown[] = [], left: readonly string[] = FILES) {
  const files = await Promise.all(
    left.map(async (name) => {
      const content = await readFile(path.join(folder, name));
      return {
        path: name,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      };
    }),
  );
  const head = { of: NUMBER, madeAt: at, madeBy: 'ida', signedBy: signer.key };
  await writeManifest(JSON.stringify({ ...head, files: [...files, ...more], ...besides }));
}

async function writeManifest(manifest: string): Promise<void> {
  await writeFile(path.join(folder, 'manifest.json'), manifest);
  const signature = `${signer.sign(manifest)}\n${signer.publicKey}`;
  await writeFile(path.join(folder, 'manifest.json.sig'), signature);
}

/** What the verifier in it says, and its exit code. */
function verified(): readonly [said: string, code: number | null] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(folder, 'verify.mjs')], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return [stdout + stderr, status];
}

const listed = { bytes: 1, sha256: '0'.repeat(64) };

test('a sound bundle holds, its file and its proof', () => {
  const [said, code] = verified();
  expect(said).toContain(`The bundle of ${NUMBER} is whole`);
  expect(said).toContain('Everything holds');
  expect(code).toBe(0);
});

test.each<[what: string, deceive: () => Promise<void>, words: string, code: number]>([
  [
    'a path that leads out of it',
    () => sign({}, [{ ...listed, path: '../../../etc/hostname' }]),
    'it is missing',
    1,
  ],
  ['a path from the root', () => sign({}, [{ ...listed, path: '/etc/hostname' }]), 'it is missing', 1],
  ['a path named __proto__', () => sign({}, [{ ...listed, path: '__proto__' }]), 'it is missing', 1],
  ['a path with a zero in it', () => sign({}, [{ ...listed, path: 'verify.mjs\0' }]), 'it is missing', 1],
  ['a file listed twice', () => sign({}, [{ ...listed, path: 'verify.mjs' }]), 'it is listed twice', 1],
  ['files that are none', () => sign({ files: [null] }), 'is not whole', 2],
  ['a manifest that is nothing', () => writeManifest('null'), 'is not whole', 2],
  ['nobody who signed it', () => sign({ signedBy: null }), 'says that it was not signed', 1],
  ['a key under another’s name', () => sign({ signedBy: '0'.repeat(16) }), 'its key is not', 1],
  ['the proof of another case', () => sign({ of: 'C20260303-000002' }), 'it is of C20260303-000001', 1],
  ['a name that goes on in the next line', () => sign({ of: `${NUMBER}\nEverything holds` }), 'it is of', 1],
  [
    'no signature',
    async () => {
      await sign({ signedBy: null });
      await rm(path.join(folder, 'manifest.json.sig'));
    },
    'nothing shows who made',
    2,
  ],
  [
    'no proof',
    async () => {
      await rm(path.join(folder, 'proof'), { recursive: true });
      await sign({}, [], ['verify.mjs', ATTACHED]);
    },
    'proof/bundle.json is missing',
    2,
  ],
  [
    'another file in the place of the one that was attached',
    async () => {
      await writeFile(path.join(folder, ATTACHED), '收据：九百元');
      await sign();
    },
    'it is not the file of the record',
    1,
  ],
  [
    'a link in the place of a file',
    async () => {
      await writeFile(`${folder}.elsewhere`, RECEIPT);
      await rm(path.join(folder, ATTACHED));
      await symlink(`${folder}.elsewhere`, path.join(folder, ATTACHED));
    },
    'it is no file, but a link',
    1,
  ],
  [
    'a link in the place of a folder',
    async () => {
      await rename(path.join(folder, 'attachments'), `${folder}.attachments`);
      await symlink(`${folder}.attachments`, path.join(folder, 'attachments'));
    },
    'it is no file, but a link',
    1,
  ],
  ['a link to itself', () => symlink('.', path.join(folder, 'more')), 'it is no file, but a link', 1],
  [
    'a folder in the place of the manifest',
    async () => {
      await rm(path.join(folder, 'manifest.json'));
      await mkdir(path.join(folder, 'manifest.json'));
    },
    "can't be read (EISDIR)",
    2,
  ],
])('a bundle made to deceive, %s: said plainly', async (_what, deceive, words, code) => {
  await deceive();
  const [said, ended] = verified();
  await Promise.all(
    ['elsewhere', 'attachments'].map((name) => rm(`${folder}.${name}`, { recursive: true, force: true })),
  );
  expect(said).toContain(words);
  expect(said).not.toMatch(/^Everything holds|^\s+at /m);
  expect(ended).toBe(code);
});
