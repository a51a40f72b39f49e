import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import process from 'node:process';
import { duration, say, sizeOf } from '../terminal/say.mjs';
import { run } from '../terminal/run.mjs';

/** What the built product consists of. */
const SOURCE_FOLDERS = [
  'activities',
  'api',
  'domain',
  'messages',
  'models',
  'platform',
  'policies',
  'scripts',
  'worker',
  'workflows',
];
const SOURCE_FILES = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
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
  if (built !== undefined && built === (await fingerprint(root))) return;
  say(built === undefined ? 'Building (there is no build yet)' : 'Building (the sources have changed)');
  await build(root);
}

/**
 * Compiles everything into `dist/`, bundles the workflows, and copies what is not code.
 *
 * @param {string} root folder of the project
 * @throws {Error} with the compiler's words
 */
export async function build(root) {
  await step('generating code', () => run('npm', ['run', '--silent', 'generate'], { cwd: root }));
  // Taken before compiling: what changes meanwhile makes the build stale.
  const made = await fingerprint(root);
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await step('compiling', () =>
    run(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, heartbeat: 'compiling' }),
  );
  await step('bundling the workflows', () => writeWorkflowBundle(root));
  await copyAssets(root);
  await writeFile(stampOf(root), made);
}

/**
 * @param {string} what
 * @param {() => Promise<unknown>} work
 */
async function step(what, work) {
  const began = Date.now();
  const result = await work();
  const remark = typeof result === 'string' && result.endsWith('MB') ? `, ${result}` : '';
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
  for (const file of await sourceFiles(root)) {
    const isPolicy = file.startsWith('policies');
    if (NOT_COPIED.has(extname(file)) || SOURCE_FILES.includes(file)) continue;
    if (!isPolicy && COMPILED.has(extname(file))) continue;
    const target = join(root, 'dist', file);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(root, file), target);
  }
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'dist', '.built-from');
}

/**
 * @param {string} root
 * @returns {Promise<string>} changes whenever a source changes, appears or goes
 */
async function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of await sourceFiles(root)) {
    hash.update(`${file}\0`);
    hash.update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @returns {Promise<string[]>} paths relative to the root, sorted
 */
async function sourceFiles(root) {
  const files = [...SOURCE_FILES];
  for (const folder of SOURCE_FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isFile()) files.push(join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
    }
  }
  return files.sort();
}
