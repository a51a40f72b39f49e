import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { masterKeyEnvironment } from '../../../scripts/running/master-key.mjs';
import { apiFiles, startProgram, workerFiles } from '../../../scripts/running/programs.mjs';
import {
  freePort,
  LOOPBACK,
  mongodFiles,
  startMongod,
  startTemporal,
  temporalFiles,
} from '../../../scripts/servers/index.mjs';
import { run } from '../../../scripts/terminal/run.mjs';
import { Member } from './member';

const ROOT = path.join(__dirname, '..', '..', '..');
const DIST = path.join(ROOT, 'dist');

/** What is killed, in the order in which it is stopped at the end. */
export const PARTS = ['api', 'worker', 'temporal', 'mongod'] as const;
export type Part = (typeof PARTS)[number];

const PATIENCE_MS = 20_000;

/** Nothing here is about limits of use. */
const MANY = '1000000';

const account = z.object({
  role: z.string(),
  department: z.string().optional(),
  user: z.string(),
  key: z.string(),
});
const demo = z.object({ keys: z.array(account) });

/** The product as it is run in production: its built programs and its servers, each a process of its own, on disk. */
export class RunningSystem {
  private constructor(
    /** What the programs are configured with. */
    readonly env: Readonly<Record<string, string>>,
    readonly baseUrl: string,
    private readonly members: Readonly<Record<Part, Member>>,
    private readonly keys: readonly z.output<typeof account>[],
  ) {}

  /**
   * Builds the product if its sources have changed, starts everything on one data folder, and makes the demo people.
   *
   * @param smtpUrl where notices are handed over
   */
  static async start(folder: string, smtpUrl: string): Promise<RunningSystem> {
    await run(process.execPath, [path.join(__dirname, 'prepare-build.mjs')], { heartbeat: 'building' });
    const [mongoPort, temporalPort, workerPort, port] = await freePorts();
    const env = {
      ...(await masterKeyEnvironment(folder)),
      MONGO_URL: `mongodb://${LOOPBACK}:${mongoPort}/redress?replicaSet=rs0`,
      TEMPORAL_ADDRESS: `${LOOPBACK}:${temporalPort}`,
      DATA_DIR: folder,
      HOST: LOOPBACK,
      PORT: String(port),
      WORKER_PORT: String(workerPort),
      SMTP_URL: smtpUrl,
      RATE_LIMIT_PER_MINUTE: MANY,
      LOG_LEVEL: 'info',
      ANCHOR_KEY: anchorKey(),
      NODE_ENV: 'production',
    };
    const members = {
      mongod: new Member('mongod', mongodFiles(folder).logFile, () =>
        startMongod({ binary: binary('REDRESS_TEST_MONGOD'), folder, port: mongoPort }).then(processOf),
      ),
      temporal: new Member('Temporal', temporalFiles(folder).logFile, () =>
        startTemporal({ binary: binary('REDRESS_TEST_TEMPORAL_CLI'), folder, port: temporalPort }).then(
          processOf,
        ),
      ),
      worker: program('worker', 'worker/main.js', workerFiles(folder), workerPort, env),
      api: program('API', 'api/main.js', apiFiles(folder), port, env),
    };
    await Promise.all([members.mongod.up(), members.temporal.up()]);
    await run(process.execPath, [path.join(DIST, 'scripts', 'demo.js')], { env });
    await Promise.all([members.worker.up(), members.api.up()]);
    const { keys } = demo.parse(JSON.parse(await readFile(path.join(folder, 'demo.json'), 'utf8')));
    return new RunningSystem(env, `http://${LOOPBACK}:${port}/api/v1`, members, keys);
  }

  /** The API key of a demo user. */
  keyOf(user: string): string {
    const found = this.keys.find((one) => one.user === user);
    if (!found) throw new Error(`The demo company has no ${user}.`);
    return found.key;
  }

  /** Kills the parts with SIGKILL, all at the same time; `up` starts them again. */
  async kill(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map((part) => this.members[part].kill()));
  }

  /** Starts the parts again, each at once and in any order, and waits until all are ready. */
  async up(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map((part) => this.members[part].up()));
  }

  /** The parts that ended though nobody had killed them, once for each time. */
  endedByThemselves(): string[] {
    return Object.values(this.members).flatMap(({ name, endedByItself }) =>
      Array.from({ length: endedByItself }, () => name),
    );
  }

  /** How many complaints the sweep has started, as the worker has logged it. */
  async startedBySweep(): Promise<number> {
    const log = await this.members.worker.log();
    return [...log.matchAll(/"started":(\d+)/g)].reduce((sum, [, started]) => sum + Number(started), 0);
  }

  /** What every log says of errors, and its last line. */
  async lastWords(): Promise<string> {
    const words = await Promise.all(Object.values(this.members).map((member) => member.lastWords()));
    return words.join('\n');
  }

  async stop(): Promise<void> {
    for (const part of PARTS) await this.members[part].stop(PATIENCE_MS);
  }
}

function program(
  name: string,
  script: string,
  files: { readonly logFile: string; readonly pidFile: string },
  port: number,
  env: Record<string, string>,
): Member {
  return new Member(name, files.logFile, () =>
    startProgram({ name, script: path.join(DIST, script), files, host: LOOPBACK, port, env }),
  );
}

/** What the workers sign the log of the records with. */
function anchorKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function freePorts(): Promise<[number, number, number, number]> {
  return [await freePort(), await freePort(), await freePort(), await freePort()];
}

function processOf<P>({ process }: { readonly process: P }): P {
  return process;
}

function binary(variable: string): string {
  const file = process.env[variable];
  if (file === undefined) throw new Error(`${variable} is not set: run this suite through jest.config.js`);
  return file;
}
