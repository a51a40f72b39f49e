import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Express } from 'express';
import { z } from 'zod';
import { html } from '../documents/html';

const shownMail = z.object({
  channel: z.string(),
  at: z.string(),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  text: z.string(),
});
type ShownMail = z.output<typeof shownMail>;

const MOST_SHOWN = 200;
/** Nothing may be loaded, run, sent or framed. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves what was sent while no mail server is set up, at /mailbox. It is for development: nobody has to sign in. */
export function serveMailbox(app: Express, folder: string): void {
  app.get('/mailbox', async (_request, response) => {
    const mails = await latest(folder);
    response
      .set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' })
      .type('html')
      .send(pageOf(mails));
  });
}

async function latest(folder: string): Promise<readonly ShownMail[]> {
  const names = (await filesOf(folder)).filter((name) => /^[\w-]+\.json$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const newest = dated.sort((one, other) => other.at - one.at).slice(0, MOST_SHOWN);
  const read = await Promise.all(newest.map(({ name }) => mailOf(path.join(folder, name))));
  return read.flatMap((mail) => mail ?? []);
}

/** None before the first mail. */
async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function mailOf(file: string): Promise<ShownMail | undefined> {
  return shownMail.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
}

function pageOf(mails: readonly ShownMail[]): string {
  const articles = mails.map(
    ({ channel, at, to, subject, text }) =>
      html`<article>
          <h2>${subject}</h2>
          <p>${channel} · ${at} · ${to.name} &lt;${to.address}&gt;</p>
          <pre>${text}</pre>
        </article>
        <hr />`,
  );
  const nothing = html`<p>还没有发出任何邮件。 / Nothing has been sent yet.</p>`;
  return html`<!doctype html>
    <html lang="zh">
      <head>
        <meta charset="utf-8" />
        <title>Mailbox</title>
      </head>
      <body>
        <h1>邮件 / Mailbox</h1>
        ${articles.length === 0 ? nothing : articles}
      </body>
    </html> `.text;
}
