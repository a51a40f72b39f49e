import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { shutDown } from '../../platform/lifecycle';
import { createLogger } from '../../platform/logging';

const logger = createLogger({ logLevel: 'silent' }, 'test');
const never = () => new Promise<void>(() => undefined);

test('parts are ended one after the other, in their order', async () => {
  const ended: string[] = [];
  const slowly = (part: string) => ({
    part,
    close: async () => {
      await new Promise((resolve) => setTimeout(resolve, part === 'HTTP server' ? 30 : 0));
      ended.push(part);
    },
  });
  const clean = await shutDown([slowly('HTTP server'), slowly('worker'), slowly('MongoDB')], {
    logger,
    graceMs: 5000,
  });
  expect(clean).toBe(true);
  expect(ended).toEqual(['HTTP server', 'worker', 'MongoDB']);
});

test('one that fails or hangs does not keep the others from being ended', async () => {
  const told: string[] = [];
  const part = (name: string, close: () => Promise<void>) => ({
    part: name,
    close: () => {
      told.push(name);
      return close();
    },
  });
  const failing = part('failing', () => Promise.reject(new Error('cannot')));
  const clean = await shutDown([failing, part('hanging', never), part('last', never)], {
    logger,
    graceMs: 50,
  });
  expect(clean).toBe(false);
  expect(told).toEqual(['failing', 'hanging', 'last']);
});

describe('a process', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'redress-lifecycle-'));
    const { code } = transformFileSync(path.join(__dirname, '../../platform/lifecycle.ts'), {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(path.join(folder, 'lifecycle.js'), code);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a process whose parts are given as code; `up` is called when it runs. */
  function run(steps: string, up: (kill: (signal: NodeJS.Signals) => void) => void, extra = '') {
    const main = path.join(folder, 'main.js');
    writeFileSync(
      main,
      `const { stopOnSignals } = require('./lifecycle.js');
       const say = (fields, text) => console.log(text ?? fields);
       const logger = { info: say, warn: say, error: say, fatal: say, flush() {} };
       stopOnSignals([${steps}], { logger, graceMs: 10_000 });
       setInterval(() => {}, 1000);
       console.log('up');
       ${extra}`,
    );
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise<{ code: number | null; lines: string[] }>((resolve, reject) => {
      let output = '';
      let isUp = false;
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (!isUp && output.includes('up\n')) {
          isUp = true;
          up((signal) => child.kill(signal));
        }
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, lines: output.trim().split('\n') }));
    });
  }

  test.each(['SIGTERM', 'SIGINT'] as const)('ends its parts on %s and exits with 0', async (signal) => {
    const { code, lines } = await run(
      "{ part: 'worker', close: () => console.log('worker closed') }",
      (kill) => kill(signal),
    );
    expect(lines).toEqual(['up', 'Told to stop', 'worker closed', 'Ended', 'Stopped']);
    expect(code).toBe(0);
  });

  test('ends at once on a second signal', async () => {
    const { code, lines } = await run(
      "{ part: 'worker', close: () => { console.log('closing'); process.kill(process.pid, 'SIGTERM'); return new Promise(() => {}); } }",
      (kill) => kill('SIGTERM'),
    );
    expect(lines.at(-1)).toBe('Told to stop a second time; ending at once');
    expect(code).toBe(1);
  });

  test('ends in order, with 1, after an error that nothing caught', async () => {
    const { code, lines } = await run(
      "{ part: 'worker', close: () => console.log('worker closed') }",
      () => undefined,
      "Promise.reject(new Error('lost'));",
    );
    expect(lines).toEqual([
      'up',
      'An error was caught by nothing; stopping',
      'worker closed',
      'Ended',
      'Stopped',
    ]);
    expect(code).toBe(1);
  });
});
