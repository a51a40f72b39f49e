import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOOPBACK } from './ports.mjs';
import { startProcess } from './processes.mjs';
import { waitUntilReady } from './waiting.mjs';

const READY_WITHIN_MS = 60_000;
const NOT_YET_INITIALIZED = 94;
const SET = 'rs0';
export const MONGOD_PATIENCE_MS = 30_000;

/**
 * @typedef {object} RunningMongod
 * @property {string} url connection string without a database name
 * @property {import('./processes.mjs').OwnProcess} process
 */

/**
 * @param {string} folder
 * @returns {{data: string, logFile: string, pidFile: string}} where mongod keeps things under a data folder
 */
export function mongodFiles(folder) {
  return {
    data: join(folder, 'mongodb'),
    logFile: join(folder, 'logs', 'mongod.log'),
    pidFile: join(folder, 'run', 'mongod.json'),
  };
}

/**
 * Starts mongod as a replica set of one (transactions and change streams need a set) and waits until it takes
 * writes. Data made under another port is taken over: the set's configuration follows the port.
 *
 * @param {object} settings
 * @param {string} settings.binary the `mongod` executable
 * @param {string} settings.folder data folder: database files, log and pid file go under it
 * @param {number} settings.port
 * @param {readonly string[]} [settings.args] further arguments of mongod
 * @returns {Promise<RunningMongod>}
 * @throws {Error} with the end of its log, when it does not come up
 */
export async function startMongod({ binary, folder, port, args = [] }) {
  const { data, logFile, pidFile } = mongodFiles(folder);
  mkdirSync(data, { recursive: true });
  const own = await startProcess({
    name: 'mongod',
    command: binary,
    args: [
      ...['--dbpath', data, '--bind_ip', LOOPBACK, '--port', String(port), '--replSet', SET],
      ...['--wiredTigerCacheSizeGB', '0.5', '--nounixsocket'],
      // There is no other member that could take over: nothing to wait for when stopping.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
      ...args,
    ],
    logFile,
    pidFile,
  });
  await waitUntilReady(own, logFile, READY_WITHIN_MS, () => isPrimary(port, own.pid));
  return { url: `mongodb://${LOOPBACK}:${port}/?replicaSet=${SET}`, process: own };
}

/**
 * One look, with whatever step is due next; errors of a server that is only coming up count as "not yet".
 *
 * @param {number} port
 * @param {number} pid of the server that must answer there
 */
async function isPrimary(port, pid) {
  const { default: mongoose } = await import('mongoose');
  // A client whose first connection failed stays closed for good: each look takes a new one.
  const client = new mongoose.mongo.MongoClient(`mongodb://${LOOPBACK}:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: 1_000,
  });
  try {
    const admin = client.db('admin');
    const status = await admin.command({ serverStatus: 1 });
    if (Number(status['pid']) !== pid) return false;
    await configure(admin, `${LOOPBACK}:${port}`);
    const hello = await admin.command({ hello: 1 });
    return hello['isWritablePrimary'] === true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

/**
 * @param {import('mongoose').mongo.Db} admin
 * @param {string} host
 */
async function configure(admin, host) {
  const current = await admin.command({ replSetGetConfig: 1 }).catch((error) => {
    if (error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  });
  if (!current) {
    await admin.command({ replSetInitiate: { _id: SET, members: [{ _id: 0, host }] } });
    return;
  }
  const { config } = current;
  if (config.members[0].host === host) return;
  const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
  await admin.command({ replSetReconfig: moved, force: true });
}
