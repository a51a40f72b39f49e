import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const mail = z.object({
  at: z.string(),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  text: z.string(),
});
export type ReceivedMail = z.output<typeof mail>;

/** The mails that lie in a mailbox folder for an address, the oldest first. */
export async function mailsTo(folder: string, address: string): Promise<ReceivedMail[]> {
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names
      .filter((name) => /^[\w-]+\.json$/.test(name))
      .map(async (name) => mail.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))),
  );
  return mails.filter(({ to }) => to.address === address).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Waits for the latest mail to an address whose subject is such. */
export async function mailTo(folder: string, address: string, subject: RegExp): Promise<ReceivedMail> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = (await mailsTo(folder, address)).filter((one) => subject.test(one.subject)).at(-1);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`No mail like ${String(subject)} came for ${address}.`);
    await pause(50);
  }
}

/** The token behind the # of the link that a text holds. */
export function tokenIn(text: string): string {
  const [, token] = /\/c\/#([\w-]{43})(?![\w-])/.exec(text) ?? [];
  if (token === undefined) throw new Error(`There is no link in: ${text}`);
  return token;
}

/** The six digits that a text holds. */
export function codeIn(text: string): string {
  const [code] = /(?<!\d)\d{6}(?!\d)/.exec(text) ?? [];
  if (code === undefined) throw new Error(`There is no code in: ${text}`);
  return code;
}
