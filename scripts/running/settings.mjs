import { resolve } from 'node:path';
import process from 'node:process';
import { isFree, LOOPBACK } from '../servers/ports.mjs';
import { say } from '../terminal/say.mjs';

/** How far to look for a free port when the usual one is taken. */
const TRIED_PORTS = 50;

/**
 * @typedef {object} Settings
 * @property {string} dataDir absolute
 * @property {string} host where the API listens
 * @property {number} port of the API
 * @property {number} workerPort health and metrics of the worker
 * @property {number} mongoPort
 * @property {number} temporalPort
 * @property {number} temporalUiPort
 */

/**
 * @param {string} root folder of the project
 * @returns {string} the absolute data folder: DATA_DIR, or `.data` in the project
 */
export function dataFolder(root) {
  return resolve(root, process.env['DATA_DIR'] || '.data');
}

/**
 * Chooses every port. What runs already from this data folder must have been ended before.
 *
 * @param {string} dataDir
 * @returns {Promise<Settings>}
 * @throws {Error} when a port that was asked for is taken, with what to do
 */
export async function chooseSettings(dataDir) {
  const host = process.env['HOST'] || LOOPBACK;
  const taken = new Set();
  const choose = async (variable, usual, user, at = LOOPBACK) => {
    const port = await choosePort({ variable, usual, user, host: at, taken });
    taken.add(port);
    return port;
  };
  return {
    dataDir,
    host,
    port: await choose('PORT', 3000, 'the API', host),
    mongoPort: await choose('MONGO_PORT', 27017, 'MongoDB'),
    temporalPort: await choose('TEMPORAL_PORT', 7233, 'Temporal'),
    temporalUiPort: await choose('TEMPORAL_UI_PORT', 8233, "Temporal's Web UI"),
    workerPort: await choose('WORKER_PORT', 3090, "the worker's health and metrics"),
  };
}

/**
 * @param {object} wish
 * @param {string} wish.variable environment variable that moves the port
 * @param {number} wish.usual
 * @param {string} wish.user what the port is for, for people
 * @param {string} [wish.host]
 * @param {ReadonlySet<number>} [wish.taken] ports already given to others
 * @returns {Promise<number>} the port asked for by the variable, else the usual one, else the next free one
 * @throws {Error} when the port asked for is taken or is no port
 */
export async function choosePort({ variable, usual, user, host = LOOPBACK, taken = new Set() }) {
  const asked = process.env[variable];
  if (asked) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`${variable}=${asked} is no port: a whole number from 1 to 65535 is needed.`);
    }
    if (!taken.has(port) && (await isFree(port, host))) return port;
    throw new Error(
      `Port ${port}, which ${variable} gives to ${user}, is taken by another program. ` +
        `End that program, or give ${variable} another port.`,
    );
  }
  for (let port = usual; port < usual + TRIED_PORTS; port += 1) {
    if (taken.has(port) || !(await isFree(port, host))) continue;
    if (port !== usual) {
      say(`Port ${usual} is taken by another program: ${user} gets ${port} (${variable}=… chooses another).`);
    }
    return port;
  }
  throw new Error(
    `No port from ${usual} to ${usual + TRIED_PORTS - 1} is free for ${user}. Set ${variable} to one that is.`,
  );
}
