import { createTransport } from 'nodemailer';
import { headOf, NotHandedOver, RefusedForGood } from './mailer';
import type { Mail, Mailer } from './mailer';

/** Connections to the mail server, and so mails on their way side by side. */
const CONNECTIONS = 5;

// Together well below the two minutes that one attempt of `notify` may take.
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

export interface SmtpSettings {
  /** `smtp://` (STARTTLS where offered; `?requireTLS=true` insists) or `smtps://`, with user and password. */
  readonly url: string;
  readonly from: string;
}

/** Sends mails to a mail server, over a few connections that are kept open between mails. */
export function createSmtpMailer({ url, from }: SmtpSettings): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A mail whose connection broke is `notify`'s to repeat, which keeps count.
    maxRequeues: 0,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
  });

  async function send(mail: Mail): Promise<void> {
    try {
      await transport.sendMail(headOf(mail, from));
    } catch (error) {
      throw describe(error);
    }
  }

  return { send, close: () => transport.close() };
}

/**
 * A reply of 5xx to the recipient or to the mail itself is for good (RFC 5321, 4.2.1). One to the sender or to our
 * credentials speaks of how Redress is set up: once that is put right, the mails that wait go out.
 */
function describe(error: unknown): RefusedForGood | NotHandedOver {
  if (!(error instanceof Error)) return new NotHandedOver('unknown');
  const reply = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const command = 'command' in error && typeof error.command === 'string' ? error.command : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (reply >= 500 && aboutThisMail) return new RefusedForGood(String(reply));
  return new NotHandedOver(reply > 0 ? String(reply) : code);
}
