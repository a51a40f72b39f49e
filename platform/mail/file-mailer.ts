import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { headOf } from './mailer';
import type { Mail, Mailer } from './mailer';

/**
 * Keeps mails as `.eml` files, named by the notice, where no mail server is configured, and beside each as JSON what the
 * mailbox page shows of it. A repeat overwrites.
 */
export function createFileMailer({ folder, from }: { folder: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });

  async function send(mail: Mail): Promise<void> {
    const { message } = await transport.sendMail(headOf(mail, from));
    await mkdir(folder, { recursive: true });
    await keep(`${mail.id}.eml`, message);
    const { to, subject, text } = mail;
    const shown = { channel: 'email', at: new Date().toISOString(), to, subject, text };
    await keep(`${mail.id}.json`, JSON.stringify(shown));
  }

  async function keep(name: string, content: string | Buffer | Readable): Promise<void> {
    const unfinished = path.join(folder, `.${name}.${randomUUID()}`);
    try {
      await writeFile(unfinished, content);
      // Whoever reads the folder sees whole mails only.
      await rename(unfinished, path.join(folder, name));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  return { send, close: () => transport.close() };
}
