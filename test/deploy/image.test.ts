import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, textOf } from './compose-file';

const dockerfile = textOf('deploy/Dockerfile');
const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

test('stands on one exact version of Node with glibc, the one that is developed with', () => {
  const [, base = ''] = /^ARG NODE_IMAGE=(.+)$/m.exec(dockerfile) ?? [];
  expect(base).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim$/);
  expect(base).toContain(`node:${textOf('.nvmrc').trim().replace(/^v/, '').split('.')[0] ?? ''}.`);
  expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
    '${NODE_IMAGE}',
    '${NODE_IMAGE}',
    '${NODE_IMAGE}',
  ]);
});

test('holds what the lockfile names, without the tools, and does not run as root', () => {
  expect(dockerfile).toMatch(/^RUN npm ci --omit=dev/m);
  expect(dockerfile).not.toMatch(/npm (install|i) /);
  expect(last).toMatch(/^USER 1000:1000$/m);
  expect(last).toContain('COPY --from=packages /app/node_modules');
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).not.toMatch(/^(RUN|ADD) /m);
});

test('the context holds what the build reads, and no secret', () => {
  const kept = [...textOf('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name);
  const folders = /SOURCE_FOLDERS = \[([^\]]+)\]/.exec(textOf('scripts/preparation/build.mjs'))?.[1] ?? '';
  for (const [, folder] of folders.matchAll(/'([\w-]+)'/g)) expect(kept).toContain(folder);
  expect(kept).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'tsconfig.build.json']));
  expect(kept.filter((name) => name?.startsWith('deploy'))).toEqual(['deploy/app']);
  expect(textOf('.dockerignore')).toMatch(/^\*$/m);
});

test('copies files that are there', () => {
  for (const [, sources = ''] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
    for (const source of sources.split(' ')) expect(existsSync(path.join(ROOT, source))).toBe(true);
  }
});

describe('start.sh', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'redress-start-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function start(env: Record<string, string>) {
    return spawnSync(path.join(ROOT, 'deploy/app/start.sh'), ['sh', '-c', 'echo "$MONGO_URL|$SMTP_URL"'], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      encoding: 'utf8',
    });
  }
  function secret(name: string, content: string): string {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  test('hands over what the files hold, every character of it', () => {
    const url = String.raw`mongodb://u:p%40"$x\'@m/redress`;
    const { stdout, status } = start({
      MONGO_URL_FILE: secret('mongo', `${url}\n`),
      SMTP_URL: 'smtp://mail',
    });
    expect(stdout).toBe(`${url}|smtp://mail\n`);
    expect(status).toBe(0);
  });

  test.each([
    ['is not there', () => path.join(folder, 'nowhere'), /MONGO_URL_FILE: .*cannot be read/],
    ['is empty', () => secret('empty', ''), /MONGO_URL_FILE: .*is empty/],
  ])('refuses to start when a file %s, and says which', (_what, file, words) => {
    const { stdout, stderr, status } = start({ MONGO_URL_FILE: file() });
    expect(stderr).toMatch(words);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('health.mjs', () => {
  test.each([
    [200, 0],
    [503, 1],
  ])('an answer %i of /readyz is exit code %i', async (status, code) => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/readyz' ? status : 404).end('{}');
    });
    const port = await listening(server);
    try {
      expect(await health(port)).toBe(code);
    } finally {
      server.close();
    }
  });

  test('no answer is exit code 1', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    expect(await health(port)).toBe(1);
  });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port was given');
  return address.port;
}

/** Not synchronous: the server that is asked is in this process. */
async function health(port: number): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(ROOT, 'deploy/app/health.mjs'), String(port)]);
  return new Promise((resolve) => child.once('exit', resolve));
}
