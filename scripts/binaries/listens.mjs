import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, freePort } from '../servers/ports.mjs';

const LISTENS_WITHIN_MS = 20_000;

/**
 * Checks a server that has no `--version`: it is started for a moment.
 *
 * @param {string} path of its executable
 * @param {(port: number) => string[]} argumentsFor arguments with which it listens on the port
 * @returns {Promise<string>}
 * @throws {Error} if it does not listen
 */
export async function listensWhenStarted(path, argumentsFor) {
  const port = await freePort();
  const child = spawn(path, argumentsFor(port), { stdio: 'ignore' });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  ended.catch(() => {});
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  try {
    while (!(await answers(port))) {
      await Promise.race([ended, sleep(50)]);
      if (Date.now() > deadline) throw new Error('it does not listen within 20 s');
    }
    return 'it listens';
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}
