import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isFree } from '../../scripts/servers/index.mjs';
import { atEnd, temporaryFolder } from './folders';

/** The servers come up twice in a test, on a machine that may be busy. */
jest.setTimeout(120_000);

const SCRIPT = join(__dirname, 'fixtures', 'start.mjs');

/** `npm start` as a person sees it: what it prints, and its end. */
class Start {
  private printed = '';
  private readonly child: ChildProcess;

  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, [SCRIPT], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // It would start again what the end of its folder ends.
    atEnd(async () => {
      if (this.child.exitCode === null && this.child.signalCode === null) await this.end('SIGKILL');
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk) => {
        this.printed += String(chunk);
      });
    }
  }

  async prints(text: string): Promise<string> {
    while (!this.printed.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`It ended and had printed:\n${this.printed}`);
      await pause();
    }
    return this.printed;
  }

  /** Sends a signal and waits for the end. */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<string> {
    this.child.kill(signal);
    await once(this.child, 'close');
    return this.printed;
  }

  async ends(): Promise<{ exit: number | null; printed: string }> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return { exit: this.child.exitCode, printed: this.printed };
  }
}

const UP = 'Ctrl-C stops everything';

async function settings() {
  const dataDir = await temporaryFolder();
  const [port, workerPort, mongoPort, temporalPort, uiPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    MONGO_PORT: String(mongoPort),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
  };
  return { dataDir, ports: [port, workerPort, mongoPort, temporalPort, uiPort], env };
}

function journal(dataDir: string): string[] {
  return readFileSync(join(dataDir, 'journal.txt'), 'utf8').trimEnd().split('\n');
}

function pidOf(dataDir: string, program: string): number {
  const file = JSON.parse(readFileSync(join(dataDir, 'run', `${program}.json`), 'utf8')) as unknown;
  return typeof file === 'object' && file !== null && 'pid' in file ? Number(file.pid) : 0;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

describe('npm start', () => {
  test('brings everything up, says where it is, and stops it in order at Ctrl-C', async () => {
    const { dataDir, env, ports } = await settings();
    const start = new Start(env);

    const printed = await start.prints(UP);
    expect(printed).toContain(`Redress is up: http://127.0.0.1:${env.PORT}`);
    expect(printed).toContain(`http://127.0.0.1:${env.PORT}/api/docs`);
    expect(printed).toContain(`http://127.0.0.1:${env.TEMPORAL_UI_PORT}`);
    expect(printed).toMatch(/ann +password-of-ann +agent +customer-service/);
    await start.prints('[The worker] warning: worker warns');
    expect(JSON.parse(readFileSync(join(dataDir, 'run', 'environment.json'), 'utf8'))).toEqual({
      MONGO_URL: `mongodb://127.0.0.1:${env.MONGO_PORT}/redress?replicaSet=rs0`,
      TEMPORAL_ADDRESS: `127.0.0.1:${env.TEMPORAL_PORT}`,
      TEMPORAL_NAMESPACE: 'default',
      ANCHOR_KEY_FILE: join(dataDir, 'anchor.key'),
      MASTER_KEY_FILE: join(dataDir, 'master.key'),
    });

    const whole = await start.end('SIGINT');
    expect(whole).toMatch(/the API: stopped[^]*the worker: stopped[^]*Temporal: stopped[^]*MongoDB: stopped/);
    expect(journal(dataDir).slice(-2)).toEqual(['api told to stop', 'worker told to stop']);
    expect(readdirSync(join(dataDir, 'run'))).toEqual(['start.json']);
    for (const port of ports) await expect(isFree(port)).resolves.toBe(true);
  });

  test('makes the master key once, for its owner alone', async () => {
    const { dataDir, env } = await settings();
    const file = join(dataDir, 'master.key');
    const first = new Start(env);
    await first.prints(UP);
    await first.end('SIGINT');
    const key = readFileSync(file, 'utf8');
    expect(Buffer.from(key.trim(), 'base64')).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = new Start(env);
    await second.prints(UP);
    await second.end('SIGINT');
    expect(readFileSync(file, 'utf8')).toBe(key);
  });

  test('starts a program again that was killed, and ends what a killed run left', async () => {
    const { dataDir, env } = await settings();
    const killed = new Start(env);
    await killed.prints(UP);
    process.kill(pidOf(dataDir, 'worker'), 'SIGKILL');
    await killed.prints('The worker ended unexpectedly (SIGKILL); starting it again in 0.5 s');
    await killed.prints('The worker is up again.');
    process.kill(pidOf(dataDir, 'mongod'), 'SIGKILL');
    await killed.prints('MongoDB is up again.');
    await killed.end('SIGKILL');

    const next = new Start(env);
    const printed = await next.prints(UP);
    expect(printed).toMatch(
      /^ {2}the API: stopped[^]*MongoDB: stopped[^]*\(an earlier run had left that behind\)/,
    );
    await next.end('SIGINT');
  });

  test('refuses a data folder that another run uses, and leaves that run alone', async () => {
    const { env } = await settings();
    const first = new Start(env);
    await first.prints(UP);

    const { exit, printed } = await new Start(env).ends();
    expect(exit).toBe(1);
    expect(printed).toContain('DATA_DIR=… npm start');
    await expect(fetch(`http://127.0.0.1:${env.PORT}/readyz`).then((answer) => answer.status)).resolves.toBe(
      200,
    );
    await first.end('SIGINT');
  });

  test('can be broken off while it waits for a program', async () => {
    const { dataDir, env } = await settings();
    const start = new Start({ ...env, NEVER_READY: 'yes' });
    await start.prints('[The worker] warning: worker warns');
    await start.prints('[The API] warning: api warns');

    expect(await start.end('SIGINT')).toMatch(
      /the API: stopped[^]*MongoDB: stopped[^]*Everything has stopped/,
    );
    expect(readdirSync(join(dataDir, 'run'))).toEqual(['start.json']);
  });

  test('that is broken off leaves nothing running', async () => {
    const { dataDir, env, ports } = await settings();
    const start = new Start(env);
    await start.prints('Starting MongoDB');
    const printed = await start.end('SIGINT');

    expect(printed).not.toContain('Redress is up');

    expect(readdirSync(join(dataDir, 'run'))).toEqual(['start.json']);
    for (const port of ports) await expect(isFree(port)).resolves.toBe(true);
  });
});
