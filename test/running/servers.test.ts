import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { obtainMongod, obtainTemporalCli } from '../../scripts/binaries/index.mjs';
import { freePort, isFree, startMongod, startTemporal } from '../../scripts/servers/index.mjs';
import { run } from '../../scripts/terminal/run.mjs';
import { temporaryFolder } from './folders';

const PATIENCE_MS = 20_000;

describe('MongoDB', () => {
  test('keeps its data over a restart, also on another port, and has transactions', async () => {
    const folder = await temporaryFolder();
    const binary = await obtainMongod();

    const first = await startMongod({ binary, folder, port: await freePort() });
    await withClient(first.url, async (client) => {
      await client.withSession((session) =>
        session.withTransaction(() =>
          client.db('redress').collection('cases').insertOne({ number: 'C1' }, { session }),
        ),
      );
    });
    await first.process.stop(PATIENCE_MS);

    const moved = await startMongod({ binary, folder, port: await freePort() });
    await withClient(moved.url, async (client) => {
      await expect(client.db('redress').collection('cases').countDocuments({ number: 'C1' })).resolves.toBe(
        1,
      );
    });
  });

  test('that can not start says why', async () => {
    const folder = await temporaryFolder();
    const binary = await obtainMongod();
    const port = await freePort();
    await startMongod({ binary, folder, port });

    const elsewhere = await temporaryFolder();
    await expect(startMongod({ binary, folder: elsewhere, port })).rejects.toThrow(
      /mongod ended while starting[^]*Address already in use/,
    );
  });
});

describe('Temporal', () => {
  test('keeps its data over a restart on another port', async () => {
    const folder = await temporaryFolder();
    const binary = await obtainTemporalCli();
    const start = async () =>
      startTemporal({ binary, folder, port: await freePort(), uiPort: await freePort() });

    const first = await start();
    await run(binary, ['operator', 'namespace', 'create', '-n', 'kept', '--address', first.address]);
    await expect(fetch(first.webUi ?? '').then((page) => page.status)).resolves.toBe(200);
    await first.process.stop(PATIENCE_MS);

    const again = await start();
    await expect(
      run(binary, ['operator', 'namespace', 'describe', '-n', 'kept', '--address', again.address]),
    ).resolves.toContain('kept');
  });
});

describe('servers of a test', () => {
  test('end, and their folder goes, when the process that started them is killed', async () => {
    const port = await freePort();
    const script = join(__dirname, 'fixtures', 'guarded-mongod.mjs');
    const owner = spawn(process.execPath, [script, await obtainMongod(), String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const folder = await firstLine(owner.stdout);
    expect(existsSync(folder)).toBe(true);
    await expect(isFree(port)).resolves.toBe(false);

    owner.kill('SIGKILL');
    await once(owner, 'exit');

    while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(isFree(port)).resolves.toBe(true);
  });
});

async function withClient(url: string, work: (client: mongoose.mongo.MongoClient) => Promise<void>) {
  const client = new mongoose.mongo.MongoClient(url);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('nothing was printed');
}
