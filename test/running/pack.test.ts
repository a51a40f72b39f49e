import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { recordedCases } from '../domain/recorded-cases';

/** Each runs the command in a process of its own, on a machine that may be busy. */
jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '..', '..');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-pack-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `npm run pack -- …` where nothing runs: only files. */
async function pack(...words: string[]): Promise<{ exit: number | null; out: string; errors: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/pack.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { exit: child.exitCode, out, errors };
}

async function file(name: string, content: string): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

const OURS = `id: ours
extends: media
title: { zh: 本公司规定, en: Our own rules }
clocks:
  - { id: 3.2-accept, limit: PT1S }
`;

test('check says that the packs of the product are in order', async () => {
  const { exit, out } = await pack('check', 'policies/media.yaml');
  expect(out).toMatch(
    /^policies\/media\.yaml: OK, 15 clocks, 0 duties \(for the demo company's departments\)\.\n$/,
  );
  expect(exit).toBe(0);
});

test('check names every problem of every file by line and column, and extends what the product has', async () => {
  const good = await file('good.yaml', OURS);
  const bad = await file('bad.yaml', OURS.replace('PT1S', '1s').replace('title', 'titel'));
  const { exit, out } = await pack('check', good, bad);
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/good\.yaml: OK/),
    expect.stringMatching(/bad\.yaml:5:30 clocks\[0\]\.limit: "1s" is not a duration/),
    expect.stringMatching(/bad\.yaml:3:1 'titel' is not known here: did you mean 'title'/),
    '',
  ]);
  expect(exit).toBe(1);
});

test('check is for the departments that are named', async () => {
  const { exit, out } = await pack(
    'check',
    'policies/media.yaml',
    '--departments',
    'customer-service,marketing',
  );
  expect(out).toMatch(/policies\/media\.yaml:\d+:\d+ there is no department 'technical'/);
  expect(exit).toBe(1);
});

test('explain speaks one language or both', async () => {
  const zh = await pack('explain', 'policies/media.yaml', '--lang', 'zh');
  expect(zh.out).toMatch(/^《媒体公司客户投诉处理规定》（media）/);
  expect(zh.out).not.toContain('Time limits');
  const both = await pack('explain', 'policies/media.yaml');
  expect(both.out).toContain(zh.out.trim());
  expect(both.out).toContain('the head of department must act within 1 hour');
  expect(both.exit).toBe(0);
});

test('simulate says which limits of exported cases would have been broken', async () => {
  const cases = recordedCases().filter(({ name }) => name === 'happy' || name === 'breached');
  const exported = await file('export.json', JSON.stringify(cases.map(({ events }) => ({ items: events }))));
  const { exit, out } = await pack('simulate', await file('ours.yaml', OURS), '--cases', exported);
  expect(out).toMatch(/^2 cases under ours, if everybody had done what they did:/);
  expect(out).toMatch(/media\/3\.2-accept +1 of 2 +1 of 2/);
  expect(out).toContain('No clock would have ended otherwise.');
  expect(exit).toBe(0);

  const longer = await file('longer.yaml', OURS.replace('PT1S', 'P3000D'));
  const kept = await pack('simulate', longer, '--cases', exported);
  expect(kept.out).toMatch(/media\/3\.2-accept +1 of 2 +0 of 2/);
  expect(kept.out).toMatch(/C\d{8}-\d+ {2}media\/3\.2-accept {2}broken → kept \(due \d{4}-\d\d-\d\d/);
});

test('what is no order is answered with the usage, what can not be done with why', async () => {
  const usage = await pack('chekc', 'policies/media.yaml');
  expect([usage.exit, usage.errors]).toEqual([2, expect.stringContaining('npm run pack -- check FILE…')]);
  const nowhere = await pack('simulate', 'policies/media.yaml', '--cases', 'all');
  expect([nowhere.exit, nowhere.errors]).toEqual([
    2,
    expect.stringContaining('Nothing says where the records are'),
  ]);
  const half = await file('half.json', JSON.stringify(recordedCases()[0]?.events.slice(1)));
  const broken = await pack('simulate', 'policies/media.yaml', '--cases', half);
  expect([broken.exit, broken.errors]).toEqual([
    2,
    expect.stringContaining('item 1 is event 2, but event 1 comes next'),
  ]);
});
