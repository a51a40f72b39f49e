/* global fetch, AbortController, AbortSignal, URLSearchParams */
import { createWriteStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { megabytes, say } from '../terminal/say.mjs';
import { run } from '../terminal/run.mjs';

/** A closed network must fail at once: this is how long an address may take to answer at all. */
const ANSWER_WITHIN_MS = 5_000;
const STALLED_AFTER_MS = 30_000;
const REPORT_EVERY_MS = 5_000;

/**
 * Downloads what temporal.download names for this platform, as the SDK's testing package does, and unpacks the
 * one executable in it.
 *
 * @param {string} artifact `cli/v1.5.1` or `temporal-test-server/default`
 * @param {Record<string, string>} parameters added to the query
 * @param {string} folder
 * @param {string} name of the executable in `folder`
 * @throws {Error} when the address does not answer in time, the transfer stalls, or the archive is not as named
 */
export async function downloadFromTemporal(artifact, parameters, folder, name) {
  const query = new URLSearchParams({ ...platform(), ...parameters });
  const answer = await fetchInTime(`https://temporal.download/${artifact}?${query}`);
  const { archiveUrl, fileToExtract } = await answer.json();
  if (typeof archiveUrl !== 'string' || typeof fileToExtract !== 'string') {
    throw new Error(`temporal.download named no archive for ${artifact}`);
  }
  const archive = join(folder, 'archive');
  await download(archiveUrl, archive);
  await run('tar', ['-xf', archive, '-C', folder, fileToExtract]);
  await rename(join(folder, fileToExtract), join(folder, name));
  await chmod(join(folder, name), 0o755);
  await rm(archive);
}

/**
 * @param {string} address
 * @returns {Promise<Response>}
 * @throws {Error} within 5 s when nothing answers there
 */
export async function fetchInTime(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch((error) => {
    throw new Error(`${new URL(address).host} does not answer (${error.cause?.code ?? error.name})`);
  });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response;
}

/**
 * @param {string} address
 * @param {string} file
 */
async function download(address, file) {
  const controller = new AbortController();
  let stalled = globalThis.setTimeout(() => controller.abort(), ANSWER_WITHIN_MS);
  const response = await fetch(address, { signal: controller.signal });
  if (!response.ok || !response.body) throw new Error(`${address} answers ${response.status}`);
  const total = Number(response.headers.get('content-length'));
  say(`  downloading ${total ? megabytes(total) : 'an archive'} from ${new URL(address).host}`);
  let received = 0;
  let reported = Date.now();
  const meter = new Transform({
    transform(chunk, _encoding, done) {
      globalThis.clearTimeout(stalled);
      stalled = globalThis.setTimeout(() => controller.abort(), STALLED_AFTER_MS);
      received += chunk.length;
      if (Date.now() - reported > REPORT_EVERY_MS) {
        reported = Date.now();
        say(`  … ${megabytes(received)}${total ? ` of ${megabytes(total)}` : ''}`);
      }
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body), meter, createWriteStream(file));
  } finally {
    globalThis.clearTimeout(stalled);
  }
}

function platform() {
  const names = { darwin: 'darwin', win32: 'windows' };
  return {
    platform: names[process.platform] ?? 'linux',
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
  };
}
