import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';

const BINARIES = pathToFileURL(
  path.join(__dirname, '..', '..', '..', 'scripts', 'binaries', 'index.mjs'),
).href;
const OBTAIN = `import(${JSON.stringify(BINARIES)})
  .then(({ obtainGreenmail }) => obtainGreenmail())
  .then((file) => console.log(file))`;

export const ADDRESS = 'support@example.com';
const USER = 'support';
const PASSWORD = 'secret';
const LISTENS_WITHIN_MS = 20_000;

/** A real IMAP server on loopback with one mailbox. */
export interface TestMailbox {
  /** Settings by which the product opens it. */
  readonly settings: NodeJS.ProcessEnv;
  /** Puts a mail into the inbox, as if it had just come. */
  receive(mail: string | Buffer): Promise<void>;
  /** How many mails are in a folder. */
  count(folder: string): Promise<number>;
  /** Moves every mail of a folder, as an operator does in a mail program. */
  moveAll(from: string, to: string): Promise<void>;
  close(): Promise<void>;
}

export async function startMailbox(): Promise<TestMailbox> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', OBTAIN]);
  const executable = stdout.trim().split('\n').at(-1) ?? '';
  const port = await freePort();
  const server = spawn(
    executable,
    [
      '-Dgreenmail.imap.hostname=127.0.0.1',
      `-Dgreenmail.imap.port=${port}`,
      `-Dgreenmail.users=${USER}:${PASSWORD}@example.com`,
    ],
    { stdio: 'ignore' },
  );
  const client = await connected(port);

  async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const lock = await client.getMailboxLock(folder);
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  return {
    settings: {
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: String(port),
      IMAP_SECURE: 'false',
      IMAP_USER: USER,
      IMAP_PASSWORD: PASSWORD,
      IMAP_ADDRESS: ADDRESS,
    },
    receive: async (mail) => {
      await client.append('INBOX', mail);
    },
    count: async (folder) => {
      const status = await client.status(folder, { messages: true });
      return status === false ? 0 : (status.messages ?? 0);
    },
    moveAll: (from, to) =>
      within(from, async () => {
        await client.messageMove('1:*', to);
      }),
    close: async () => {
      await client.logout();
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}

/** The server takes a second or two to listen. */
async function connected(port: number): Promise<ImapFlow> {
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  for (;;) {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user: USER, pass: PASSWORD },
      logger: false,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('The probe has no port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}
