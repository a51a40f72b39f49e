import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import process from 'node:process';
import { duration, say, sizeOf } from '../terminal/say.mjs';
import { run } from '../terminal/run.mjs';
import { buildConsole, consoleIsCurrent } from './console.mjs';
import { filesOf, fingerprintOf } from './fingerprint.mjs';

/** What the built product consists of, the console apart. */
const SOURCE_FOLDERS = [
  'activities',
  'api',
  'domain',
  'messages',
  'models',
  'platform',
  'policies',
  'scripts',
  'verifier',
  'worker',
  'workflows',
];
const FILES = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const SOURCES = { folders: SOURCE_FOLDERS, files: FILES };
/** The compiler brings these over by itself; everything else is copied. */
const COMPILED = new Set(['.ts', '.js', '.mjs']);
/** Of no use at run time. */
const NOT_COPIED = new Set(['.md', '.tsbuildinfo']);

/**
 * Builds `dist/` unless it is what the sources make.
 *
 * @param {string} root folder of the project
 */
export async function prepareBuild(root) {
  const built = await readFile(stampOf(root), 'utf8').catch(() => undefined);
  const programs = built === undefined || built !== (await fingerprintOf(root, SOURCES));
  const pages = !(await consoleIsCurrent(root));
  if (!programs && !pages) return;
  say(built === undefined ? 'Building (there is no build yet)' : 'Building (the sources have changed)');
  if (programs) await buildPrograms(root);
  if (pages) await buildPages(root);
}

/**
 * Builds all of it, changed or not.
 *
 * @param {string} root
 * @throws {Error} with the compiler's words
 */
export async function build(root) {
  await buildPrograms(root);
  await buildPages(root);
}

/** @param {string} root */
function buildPages(root) {
  return step('building the console', () => buildConsole(root));
}

/**
 * Compiles everything into `dist/`, bundles the workflows, and copies what is not code.
 *
 * @param {string} root folder of the project
 * @throws {Error} with the compiler's words
 */
async function buildPrograms(root) {
  await step('generating code', async () => {
    await run('npm', ['run', '--silent', 'generate'], { cwd: root });
  });
  // Taken before compiling: what changes meanwhile makes the build stale.
  const made = await fingerprintOf(root, SOURCES);
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await step('compiling', async () => {
    await run(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
      cwd: root,
      heartbeat: 'compiling',
    });
  });
  await step('bundling the workflows', () => writeWorkflowBundle(root));
  await copyAssets(root);
  await writeFile(stampOf(root), made);
}

/**
 * @param {string} what
 * @param {() => Promise<string | void>} work what it returns is said too
 */
async function step(what, work) {
  const began = Date.now();
  const result = await work();
  const remark = result ? `, ${result}` : '';
  say(`  ${what}: took ${duration(Date.now() - began)}${remark}`);
}

/** @param {string} root */
async function writeWorkflowBundle(root) {
  // Only now: this file is read before packages are installed.
  const { bundleWorkflows } = await import('./workflow-bundle.mjs');
  const file = join(root, 'dist', 'workflow-bundle.js');
  await writeFile(file, await bundleWorkflows(join(root, 'dist', 'workflows', 'index.js')));
  return sizeOf(file);
}

/** @param {string} root */
async function copyAssets(root) {
  for (const file of await filesOf(root, SOURCES)) {
    const isForOthers = file.startsWith('policies') || file.startsWith('verifier');
    if (NOT_COPIED.has(extname(file)) || FILES.includes(file)) continue;
    if (!isForOthers && COMPILED.has(extname(file))) continue;
    const target = join(root, 'dist', file);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(root, file), target);
  }
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'dist', '.built-from');
}
