/* global AbortSignal, fetch */
import { join } from 'node:path';
import process from 'node:process';
import { LOOPBACK } from '../servers/ports.mjs';
import { startProcess } from '../servers/processes.mjs';
import { waitUntilReady } from '../servers/waiting.mjs';

const READY_WITHIN_MS = 120_000;
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);
/** More than the product's own grace (SHUTDOWN_GRACE, 15 s), so that it ends by itself. */
export const PROGRAM_PATIENCE_MS = 25_000;

/**
 * @param {string} dataDir
 * @returns {{logFile: string, pidFile: string}}
 */
export function apiFiles(dataDir) {
  return { logFile: join(dataDir, 'logs', 'api.log'), pidFile: join(dataDir, 'run', 'api.json') };
}

/**
 * @param {string} dataDir
 * @returns {{logFile: string, pidFile: string}}
 */
export function workerFiles(dataDir) {
  return { logFile: join(dataDir, 'logs', 'worker.log'), pidFile: join(dataDir, 'run', 'worker.json') };
}

/**
 * Starts one of the product's own programs and waits until its `/readyz` answers 200.
 *
 * @param {object} program
 * @param {string} program.name
 * @param {string} program.script absolute path
 * @param {{logFile: string, pidFile: string}} program.files
 * @param {string} program.host where it listens
 * @param {number} program.port where `/readyz` is
 * @param {Record<string, string>} program.env
 * @returns {Promise<import('../servers/processes.mjs').OwnProcess>}
 * @throws {Error} with the end of its log, when it does not become ready
 */
export async function startProgram({ name, script, files, host, port, env }) {
  const own = await startProcess({ name, command: process.execPath, args: [script], ...files, env });
  await waitUntilReady(own, files.logFile, READY_WITHIN_MS, () => isReady(host, port));
  return own;
}

/**
 * @param {string} host
 * @param {number} port
 */
async function isReady(host, port) {
  const reachable = ANY_ADDRESS.has(host) ? LOOPBACK : host;
  try {
    const response = await fetch(`http://${reachable}:${port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    return response.status === 200;
  } catch {
    return false;
  }
}
