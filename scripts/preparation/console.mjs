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
/** What the first page loads, compressed. More than this is too much for a department's old machine. */
const LARGEST_START_KB = 480;
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
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const assets = join(folder, 'assets');
  let all = 0;
  let start = 0;
  for (const name of await readdir(assets)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const compressed = await compress(await readFile(join(assets, name)));
    await writeFile(join(assets, `${name}.br`), compressed);
    all += compressed.length;
    if (page.includes(`/assets/${name}`)) start += compressed.length;
  }
  if (start > LARGEST_START_KB * KB) {
    throw new Error(
      `The console's first page loads ${kb(start)}, more than ${LARGEST_START_KB} kB: load what it does not need later.`,
    );
  }
  return `${kb(start)} to start, ${kb(all)} in all, compressed`;
}

/** @param {number} bytes */
function kb(bytes) {
  return `${Math.round(bytes / KB)} kB`;
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'dist', 'console', '.built-from');
}
