/*
 * `node guard-process.mjs <folder>`: waits until standard input closes, which it does when the process at its
 * other end is gone, then ends what was started under the folder and removes it.
 */
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { endLeftover } from './processes.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node guard-process.mjs <folder>');

process.stdin.resume();
await once(process.stdin, 'end');

const run = join(folder, 'run');
for (const pidFile of await readdir(run).catch(() => [])) {
  await endLeftover(join(run, pidFile), 0);
}
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
