import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort, startProcess } from '../../scripts/servers/index.mjs';
import { waitUntilReady } from '../../scripts/servers/waiting.mjs';
import type { Servers } from './servers';

export type Program = Awaited<ReturnType<typeof startProcess>>;

const ROOT = path.join(__dirname, '..', '..');
const READY_WITHIN_MS = 60_000;

/** Of the floor's worker. */
export const FLOOR_TASK_QUEUE = 'floor';

/** Settings of a worker of the product that differ from those it has by itself. */
export interface WorkerOptions {
  readonly maxCachedWorkflows?: number;
}

/** The product's worker, as built; SIGUSR2 makes it collect its garbage. */
export async function startWorker(
  servers: Servers,
  name: string,
  { maxCachedWorkflows }: WorkerOptions = {},
): Promise<Program> {
  const port = await freePort();
  return start(servers, {
    name,
    args: [
      '--expose-gc',
      '--require',
      path.join(__dirname, 'collect-on-signal.cjs'),
      built('worker/main.js'),
    ],
    env: {
      WORKER_PORT: String(port),
      ...(maxCachedWorkflows !== undefined && { MAX_CACHED_WORKFLOWS: String(maxCachedWorkflows) }),
    },
    isReady: () => answers(port),
  });
}

export interface Api {
  readonly program: Program;
  readonly baseUrl: string;
}

/** The product's API, as built. */
export async function startApi(servers: Servers): Promise<Api> {
  const port = await freePort();
  const program = await start(servers, {
    name: 'api',
    args: [built('api/main.js')],
    env: { PORT: String(port) },
    isReady: () => answers(port),
  });
  return { program, baseUrl: `http://127.0.0.1:${port}` };
}

/** The worker of the bare workflow. */
export function startFloor(servers: Servers): Promise<Program> {
  return startOwn(servers, 'floor', { FLOOR_TASK_QUEUE });
}

/** The worker that looks for work once a second. */
export function startPolling(servers: Servers): Promise<Program> {
  return startOwn(servers, 'polling', {});
}

/** A worker of the bench's own, which says `ready`. */
function startOwn(
  servers: Servers,
  name: 'floor' | 'polling',
  env: Record<string, string>,
): Promise<Program> {
  return start(servers, {
    name,
    args: ['--import', 'tsx', path.join(__dirname, '..', name, 'worker.ts')],
    env,
    isReady: async (logFile) => (await readFile(logFile, 'utf8')).includes('ready'),
  });
}

interface Start {
  readonly name: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly isReady: (logFile: string) => Promise<boolean>;
}

async function start({ folder, env: site }: Servers, { name, args, env, isReady }: Start): Promise<Program> {
  const logFile = path.join(folder, 'logs', `${name}.log`);
  const program = await startProcess({
    name,
    command: process.execPath,
    args,
    logFile,
    pidFile: path.join(folder, 'run', `${name}.json`),
    env: { ...site, ...env },
  });
  await waitUntilReady(program, logFile, READY_WITHIN_MS, () => isReady(logFile));
  return program;
}

function built(script: string): string {
  return path.join(ROOT, 'dist', script);
}

async function answers(port: number): Promise<boolean> {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    return status === 200;
  } catch {
    return false;
  }
}
