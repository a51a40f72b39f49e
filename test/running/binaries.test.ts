import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillCache } from '../../scripts/binaries/cache.mjs';
import { obtain } from '../../scripts/binaries/obtain.mjs';
import { requireTool } from '../../scripts/binaries/tools.mjs';
import { run } from '../../scripts/terminal/run.mjs';
import { temporaryFolder } from './folders';
import { printedDuring } from './terminal';

const before = { ...process.env };
let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  process.env['XDG_CACHE_HOME'] = folder;
});

afterEach(() => {
  process.env = { ...before };
});

function executable(file: string, text: string): string {
  writeFileSync(file, `#!/bin/sh\necho ${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

const fetchThe = (text: string) => (into: string) => {
  executable(join(into, 'tool-of-test'), text);
  return Promise.resolve();
};

const refuse = (reason: string) => () => Promise.reject(new Error(reason));

function tool(...sources: { from: string; fetch: (folder: string) => Promise<void> }[]) {
  return {
    title: 'The tool',
    variable: 'TOOL_OF_TEST',
    executable: 'tool-of-test',
    cachedAs: 'tool-1.0',
    check: (path: string) => run(path, ['--version']),
    sources,
  };
}

/** Obtains quietly. */
async function path(binary: ReturnType<typeof tool>): Promise<string> {
  let found = '';
  await printedDuring(async () => {
    found = await obtain(binary);
  });
  return found;
}

describe('a binary', () => {
  const inCache = () => join(folder, 'redress', 'tool-1.0', 'tool-of-test');

  test('is taken from its variable, then PATH, then the cache, then its sources', async () => {
    const source = { from: 'the source', fetch: fetchThe('fetched') };

    await expect(path(tool(source))).resolves.toBe(inCache());
    await expect(path(tool({ from: 'nowhere', fetch: refuse('not asked') }))).resolves.toBe(inCache());

    mkdirSync(join(folder, 'bin'));
    const onPath = executable(join(folder, 'bin', 'tool-of-test'), 'on PATH');
    process.env['PATH'] = `${join(folder, 'bin')}:${before['PATH'] ?? ''}`;
    await expect(path(tool())).resolves.toBe(onPath);

    const named = executable(join(folder, 'named'), 'named');
    process.env['TOOL_OF_TEST'] = named;
    await expect(path(tool())).resolves.toBe(named);
  });

  test('that its variable names must run; nothing else is taken in its place', async () => {
    process.env['TOOL_OF_TEST'] = join(folder, 'absent');

    await expect(path(tool({ from: 'the source', fetch: fetchThe('fetched') }))).rejects.toThrow(
      /^TOOL_OF_TEST names .*absent, which does not run as The tool/,
    );
  });

  test('comes from the next source when one fails or brings something that does not run', async () => {
    const broken = (into: string) => writeFile(join(into, 'tool-of-test'), 'no program', { mode: 0o755 });
    const printed = await printedDuring(() =>
      obtain(
        tool(
          { from: 'a closed network', fetch: refuse('no answer') },
          { from: 'a broken source', fetch: broken },
          { from: 'a good source', fetch: fetchThe('fetched') },
        ),
      ),
    );

    expect(printed).toContain('not from there: no answer');
    expect(printed).toContain('The tool ready: fetched, 0.0 MB, took');
    expect(existsSync(inCache())).toBe(true);
  });

  test('that no source has is reported with all that was tried', async () => {
    const sources = ['one', 'two'].map((from) => ({ from, fetch: refuse(`${from} is away`) }));

    await expect(path(tool(...sources))).rejects.toThrow(
      /could not be obtained[^]*one is away[^]*two is away[^]*TOOL_OF_TEST/,
    );
  });

  test('needs tools, of which a missing one is named with the command that provides it', async () => {
    process.env['PATH'] = folder;

    await expect(requireTool('go', 'to build the Temporal CLI')).rejects.toThrow(
      '`go` is needed to build the Temporal CLI and is not installed. Install it with: apt-get install golang-go',
    );
  });
});

describe('the cache', () => {
  const staging = () => readdirSync(join(folder, 'redress', 'staging'));

  test('holds nothing of a fetch that failed half-way', async () => {
    const half = async (into: string) => {
      await writeFile(join(into, 'half'), 'half');
      throw new Error('cut off');
    };

    await expect(fillCache('tool-1.0', half)).rejects.toThrow('cut off');
    expect(existsSync(join(folder, 'redress', 'tool-1.0'))).toBe(false);
    expect(staging()).toEqual([]);
  });

  test('is cleared of what a killed fetch left', async () => {
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'exit');
    mkdirSync(join(folder, 'redress', 'staging', `${killed.pid ?? 0}-0a1b2c3d-tool-1.0`), {
      recursive: true,
    });

    await fillCache('tool-1.0', fetchThe('fetched'));

    expect(staging()).toEqual([]);
  });

  test('is filled once by two runs at the same time, and both can use it', async () => {
    const both = await Promise.all(['first', 'second'].map((text) => fillCache('tool-1.0', fetchThe(text))));

    expect(new Set(both)).toEqual(new Set([join(folder, 'redress', 'tool-1.0')]));
    await expect(run(join(both[0] ?? '', 'tool-of-test'), [])).resolves.toMatch(/^(first|second)$/);
    expect(staging()).toEqual([]);
  });
});
