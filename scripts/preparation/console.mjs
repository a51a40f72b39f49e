import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { run } from '../terminal/run.mjs';
import { writeConsoleTypes } from './console-types.mjs';
import { fingerprintOf } from './fingerprint.mjs';

const compress = promisify(brotliCompress);

/** What the console is made of: its own folder, and the API's document. */
const SOURCES = { folders: ['console'], files: ['docs/openapi.json', 'package-lock.json'] };
/** What a first page loads, compressed, in kB: more is too much for a department's old machine, or a customer's phone. */
const LARGEST_STARTS = { 'index.html': 480, 'customer/index.html': 90 };
const KB = 1_000;

/**
 * @param {string} root folder of the project
 * @returns {Promise<boolean>} whether what stands in `dist/console` is what the sources make
 */
export async function consoleIsCurrent(root) {
  const built = await readFile(stampOf(root), 'utf8').catch(() => undefined);
  return built !== undefined && built === (await fingerprintOf(root, SOURCES));
}

/**
 * Checks the console's types and builds it into `dist/console`.
 *
 * @param {string} root
 * @returns {Promise<string>} its size, in words
 * @throws {Error} with the compiler's words, or when the first page loads too much
 */
export async function buildConsole(root) {
  const made = await fingerprintOf(root, SOURCES);
  await writeConsoleTypes(root);
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [compiler, '-p', 'console'], { cwd: root, heartbeat: 'checking the console' });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const order = ['build', '--config', join(root, 'console', 'vite.config.mjs'), '--logLevel', 'warn'];
  await run(process.execPath, [vite, ...order], {
    cwd: root,
    // Whatever this process runs for: what people get is the same.
    env: { NODE_ENV: 'production' },
    heartbeat: 'bundling the console',
  });
  const size = await compressAssets(join(root, 'dist', 'console'));
  await writeFile(stampOf(root), made);
  return size;
}

/** @param {string} folder */
async function compressAssets(folder) {
  const assets = join(folder, 'assets');
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const name of await readdir(assets)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const compressed = await compress(await readFile(join(assets, name)));
    await writeFile(join(assets, `${name}.br`), compressed);
    sizes[name] = compressed.length;
  }
  const starts = [];
  for (const [page, largest] of Object.entries(LARGEST_STARTS)) {
    const start = await startOf(join(folder, page), sizes);
    if (start > largest * KB) {
      throw new Error(
        `${page} loads ${kb(start)} at first, more than ${largest} kB: load what it does not need later.`,
      );
    }
    starts.push(`${page} ${kb(start)} to start`);
  }
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  return `${starts.join(', ')}; ${kb(all)} in all, compressed`;
}

/**
 * @param {string} page
 * @param {Record<string, number>} sizes
 */
async function startOf(page, sizes) {
  const html = await readFile(page, 'utf8');
  return Object.entries(sizes)
    .filter(([name]) => html.includes(`/assets/${name}`))
    .reduce((sum, [, size]) => sum + size, 0);
}

/** @param {number} bytes */
function kb(bytes) {
  return `${Math.round(bytes / KB)} kB`;
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'dist', 'console', '.built-from');
}
