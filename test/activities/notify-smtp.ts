import { createServer } from 'node:net';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  /** The whole mail as it came over the wire. */
  readonly raw: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Replies with the code to this recipient from now on, or takes its mail again. */
  answer(recipient: string, code: number | undefined): void;
  up(): Promise<void>;
  down(): Promise<void>;
}

/** A real mail server on loopback, down until it is told to be up, always on the same port. */
export async function mailServer(): Promise<MailServer> {
  const port = await freePort();
  const mails: ReceivedMail[] = [];
  const answers = new Map<string, number>();
  let server: SMTPServer | undefined;

  async function up(): Promise<void> {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) => {
        const code = answers.get(address);
        if (code === undefined) done();
        else done(Object.assign(new Error(`no thanks to ${address}`), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          mails.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
  }

  async function down(): Promise<void> {
    const running = server;
    server = undefined;
    if (running) await new Promise<void>((resolve) => running.close(resolve));
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: (recipient, code) => {
      if (code === undefined) answers.delete(recipient);
      else answers.set(recipient, code);
    },
    up,
    down,
  };
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

/** The value of a header, unfolded; encoded words are left as they are. */
export function header(mail: ReceivedMail, name: string): string | undefined {
  const head = mail.raw.split('\r\n\r\n')[0] ?? '';
  const line = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .find((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

/** The text of a mail, whatever its transfer encoding. */
export function bodyOf(mail: ReceivedMail): string {
  const body = mail.raw.split('\r\n\r\n').slice(1).join('\r\n\r\n');
  const encoding = header(mail, 'Content-Transfer-Encoding');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
