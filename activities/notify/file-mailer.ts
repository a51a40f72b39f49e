import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { headOf } from './mailer';
import type { Mail, Mailer } from './mailer';

/** Keeps mails as `.eml` files, named by the notice, where no mail server is configured. A repeat overwrites. */
export function createFileMailer({ folder, from }: { folder: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });

  async function send(mail: Mail): Promise<void> {
    const { message } = await transport.sendMail(headOf(mail, from));
    await mkdir(folder, { recursive: true });
    const unfinished = path.join(folder, `.${mail.id}.${randomUUID()}`);
    try {
      await writeFile(unfinished, message);
      // Whoever reads the folder sees whole mails only.
      await rename(unfinished, path.join(folder, `${mail.id}.eml`));
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  return { send, close: () => transport.close() };
}
