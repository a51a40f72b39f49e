import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('./guard-process.mjs', import.meta.url));

/**
 * Watches over a temporary data folder: when this process ends, however it ends (Ctrl-C and SIGKILL included),
 * every process that was started under the folder is ended and the folder is removed.
 *
 * @param {string} folder
 * @returns {() => Promise<void>} does it now, and waits until it is done
 */
export function guardFolder(folder) {
  const guard = spawn(process.execPath, [GUARD, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  guard.unref();
  return async () => {
    guard.ref();
    guard.stdin.end();
    if (guard.exitCode === null) await once(guard, 'exit');
  };
}
