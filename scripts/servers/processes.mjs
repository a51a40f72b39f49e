import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../terminal/run.mjs';

const LEFTOVER_PATIENCE_MS = 30_000;
const KILLED_WITHIN_MS = 5_000;

/**
 * A process with a group of its own, so that the terminal's Ctrl-C does not reach it, and a file that says which
 * it is, so that a later run can find and end what an earlier one left behind.
 *
 * @typedef {object} OwnProcess
 * @property {string} name
 * @property {number} pid
 * @property {Promise<string>} ended resolves with its exit code or signal
 * @property {() => boolean} isRunning
 * @property {(patienceMs: number) => Promise<'stopped' | 'killed'>} stop asks with SIGTERM, ends it with SIGKILL
 * @property {() => Promise<void>} kill ends it with SIGKILL, as a power cut would
 */

/**
 * Starts a program; what an earlier run left behind under the same pid file is ended first.
 *
 * @param {object} program
 * @param {string} program.name
 * @param {string} program.command
 * @param {string[]} program.args
 * @param {string} program.logFile receives its output, appended
 * @param {string} program.pidFile
 * @param {Record<string, string>} [program.env] added to this process's environment
 * @returns {Promise<OwnProcess>}
 * @throws {Error} when the command can't be run
 */
export async function startProcess({ name, command, args, logFile, pidFile, env = {} }) {
  for (const file of [logFile, pidFile]) mkdirSync(dirname(file), { recursive: true });
  await endLeftover(pidFile, LEFTOVER_PATIENCE_MS);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  const pid = child.pid ?? 0;
  if (pid > 0) writeFileSync(pidFile, JSON.stringify({ pid, commandLine: [command, ...args] }));
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`${name} can't be started: ${error.message}`)));
  });
  // A test that has ended must not hang on its servers; whoever stops one does wait for it.
  child.unref();

  let running = true;
  void ended.then(() => {
    running = false;
    // The program's next process may have its name there by now.
    if (readPidFile(pidFile)?.pid === pid) rmSync(pidFile, { force: true });
  });
  return {
    name,
    pid,
    ended,
    isRunning: () => running,
    async stop(patienceMs) {
      child.ref();
      signal(pid, 'SIGTERM');
      const verdict = await Promise.race([ended.then(() => 'stopped'), later(patienceMs)]);
      if (verdict === 'stopped') return 'stopped';
      signal(pid, 'SIGKILL');
      await ended;
      return 'killed';
    },
    async kill() {
      child.ref();
      signal(pid, 'SIGKILL');
      await ended;
    },
  };
}

/**
 * Ends the process that a pid file of an earlier run names, if it still runs and is the one that was started.
 *
 * @param {string} pidFile
 * @param {number} patienceMs how long it may take to end by itself before it is killed
 * @returns {Promise<'stopped' | 'killed' | undefined>} undefined when there was nothing to end
 */
export async function endLeftover(pidFile, patienceMs) {
  const left = readPidFile(pidFile);
  if (!left) return undefined;
  // A pid is used again after a while: only the very command that was started counts as ours.
  const found = (await commandLineOf(left.pid)) === left.commandLine.join(' ');
  const end = found ? await endProcess(left.pid, patienceMs) : undefined;
  rmSync(pidFile, { force: true });
  return end;
}

/**
 * @param {number} pid
 * @param {number} patienceMs
 */
async function endProcess(pid, patienceMs) {
  signal(pid, 'SIGTERM');
  if (await gone(pid, patienceMs)) return 'stopped';
  signal(pid, 'SIGKILL');
  await gone(pid, KILLED_WITHIN_MS);
  return 'killed';
}

/**
 * @param {number} pid
 * @returns {Promise<string | undefined>} the command line of a running process, its parts joined by spaces
 */
export async function commandLineOf(pid) {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line ? line.split('\0').slice(0, -1).join(' ') : undefined;
  }
  const line = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => '');
  return line.trim() || undefined;
}

/** @param {string} pidFile */
function readPidFile(pidFile) {
  try {
    const { pid, commandLine } = JSON.parse(readFileSync(pidFile, 'utf8'));
    return { pid: Number(pid), commandLine: commandLine.map(String) };
  } catch {
    // Absent, or half-written by a run that was killed just then.
    return undefined;
  }
}

/**
 * @param {number} pid
 * @param {'SIGTERM' | 'SIGKILL'} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * @param {number} pid
 * @param {number} withinMs
 */
async function gone(pid, withinMs) {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!(await exists(pid))) return true;
    await sleep(50);
  }
  return false;
}

/**
 * A process that ends loses its command line before it closes its ports and files: only its absence counts, or
 * what is left of it when nobody collects its exit code.
 *
 * @param {number} pid
 */
async function exists(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
  if (process.platform !== 'linux') return true;
  const [stat, threads] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
    readdir(`/proc/${pid}/task`).catch(() => []),
  ]);
  // The state follows the name, which stands in parentheses and may hold anything.
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  return threads.length > 1 || !['', 'Z', 'X'].includes(state);
}

/** @param {number} milliseconds */
function later(milliseconds) {
  return sleep(milliseconds, 'late', { ref: false });
}
