import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftover, startProcess } from '../../scripts/servers/index.mjs';
import { temporaryFolder } from './folders';

const FOREVER = ['-e', 'setInterval(() => {}, 1000)'];
const DEAF = ['-e', "process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)"];

function start(folder: string, args: string[]) {
  return startProcess({
    name: 'sleeper',
    command: process.execPath,
    args,
    logFile: join(folder, 'logs', 'sleeper.log'),
    pidFile: join(folder, 'run', 'sleeper.json'),
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('what an earlier run left behind', () => {
  test('is ended before the same program starts again', async () => {
    const folder = await temporaryFolder();
    const left = await start(folder, FOREVER);

    const next = await start(folder, FOREVER);

    await expect(left.ended).resolves.toBe('SIGTERM');
    expect(isAlive(next.pid)).toBe(true);
    expect(readFileSync(join(folder, 'run', 'sleeper.json'), 'utf8')).toContain(`"pid":${next.pid}`);
  });

  test('is left alone when its pid belongs to another program by now', async () => {
    const folder = await temporaryFolder();
    const stranger = spawn(process.execPath, FOREVER);
    const pidFile = join(folder, 'run', 'mongod.json');
    mkdirSync(join(folder, 'run'));
    writeFileSync(
      pidFile,
      JSON.stringify({ pid: stranger.pid, commandLine: ['mongod', '--dbpath', folder] }),
    );

    const end = await endLeftover(pidFile, 1_000);

    expect(end).toBeUndefined();
    expect(stranger.exitCode).toBeNull();
    expect(existsSync(pidFile)).toBe(false);
    stranger.kill('SIGKILL');
  });

  test('does not hinder a start when its pid file was cut off', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'run'));
    writeFileSync(join(folder, 'run', 'sleeper.json'), '{"pid": 12');

    const own = await start(folder, FOREVER);

    expect(own.isRunning()).toBe(true);
  });
});

describe('a process', () => {
  test('that does not stop when asked is killed after the patience given', async () => {
    const folder = await temporaryFolder();
    const own = await start(folder, DEAF);
    await until(() => readFileSync(join(folder, 'logs', 'sleeper.log'), 'utf8').includes('deaf'));

    await expect(own.stop(200)).resolves.toBe('killed');
    expect(isAlive(own.pid)).toBe(false);
  });

  test('has a group of its own, out of reach of the Ctrl-C of the terminal', async () => {
    const folder = await temporaryFolder();
    const own = await start(folder, FOREVER);

    // A negative pid names a process group; there is one only if the process leads it.
    expect(isAlive(-own.pid)).toBe(true);
  });

  test('takes its pid file along when it ends', async () => {
    const folder = await temporaryFolder();
    const own = await start(folder, FOREVER);
    await own.stop(5_000);

    expect(existsSync(join(folder, 'run', 'sleeper.json'))).toBe(false);
  });

  test('that can not be run is reported by name', async () => {
    const folder = await temporaryFolder();
    const paths = { logFile: join(folder, 'log'), pidFile: join(folder, 'pid') };

    await expect(
      startProcess({ name: 'mongod', command: join(folder, 'absent'), args: [], ...paths }),
    ).rejects.toThrow(/^mongod can't be started: .*ENOENT/);
  });
});
