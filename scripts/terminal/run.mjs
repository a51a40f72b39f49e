import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { duration, say } from './say.mjs';

const HEARTBEAT_MS = 15_000;
const LINES_KEPT = 100;

/**
 * @typedef {object} Options
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] added to this process's environment
 * @property {string} [heartbeat] what is under way; said every 15 s with the time it has taken so far
 * @property {(line: string) => void} [onLine] sees every line of output
 * @property {() => string} [progress] how far it is, for the heartbeat line
 */

/**
 * Runs a command to its end, quietly: its output is shown only when it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<string>} everything it printed on standard output
 * @throws {Error} naming the command, its exit and its last lines, when it fails
 */
export async function run(command, args, options = {}) {
  const began = Date.now();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  /** @type {string[]} */
  const printed = [];
  /** @type {string[]} */
  const last = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (stream === child.stdout) printed.push(line);
      last.push(line);
      if (last.length > LINES_KEPT) last.shift();
      options.onLine?.(line);
    });
  }
  const beat = globalThis.setInterval(() => {
    if (!options.heartbeat) return;
    const far = options.progress ? `, ${options.progress()}` : '';
    say(`  … ${options.heartbeat} (${duration(Date.now() - began)}${far})`);
  }, HEARTBEAT_MS);
  try {
    const exit = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(signal ?? code));
    });
    if (exit === 0) return printed.join('\n');
    throw new Error(`\`${[command, ...args].join(' ')}\` failed (${exit}):\n${last.join('\n')}`);
  } finally {
    process.removeListener('exit', end);
    globalThis.clearInterval(beat);
  }
}

/**
 * Runs a command to its end with its output on this terminal.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<number | string>} its exit code, or the signal that ended it
 */
export function runVisibly(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
}
