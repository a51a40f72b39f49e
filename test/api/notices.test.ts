import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { createFileMailer } from '../../platform/mail';
import { begun } from './support/complaints';
import { startSystem, type System } from './support/system';

let system: System;
let dataDir: string;
/** The mailbox before the worker sends anything. */
let emptyMailbox: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'redress-notices-'));
  system = await startSystem('notices', { DATA_DIR: dataDir, NODE_ENV: 'development' });
  emptyMailbox = await (await fetch(`${system.url}/mailbox`)).text();
  await system.startWorker();
}, 60_000);
afterAll(async () => {
  await system.close();
  await rm(dataDir, { recursive: true, force: true });
});

const listed = z.object({
  unread: z.number(),
  next: z.string().optional(),
  items: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      readAt: z.string().nullable(),
      zh: z.object({ subject: z.string() }),
      en: z.object({ subject: z.string() }),
    }),
  ),
});

async function noticesOf(user: string, query = '') {
  const { status, body } = await system.as(user).get(`notices${query}`);
  expect(status).toBe(200);
  return listed.parse(body);
}

test('whoever is told finds it in the console, reads it, and sees nobody else’s', async () => {
  const number = await begun(system.as('agent'));
  const everybody = ['agent', 'supervisor', 'technical-lead', 'quality-manager'];
  const deadline = Date.now() + 20_000;
  let reader: string | undefined;
  while (reader === undefined && Date.now() < deadline) {
    for (const user of everybody) if ((await noticesOf(user)).unread > 0) reader ??= user;
    await setTimeout(50);
  }
  if (reader === undefined) throw new Error('Nobody was told');
  const { items, unread } = await noticesOf(reader);
  expect(items[0]).toMatchObject({ number, readAt: null });
  expect(items[0]?.zh.subject).toContain(number);
  expect(items[0]?.en.subject).toContain(number);

  const id = items[0]?.id ?? '';
  expect((await system.as('auditor').post(`notices/${id}/read`)).status).toBe(404);
  expect((await system.as(reader).post(`notices/${id}/read`)).status).toBe(204);
  expect((await system.as(reader).post(`notices/${id}/read`)).status).toBe(204);
  expect((await noticesOf(reader)).unread).toBe(unread - 1);
  expect((await noticesOf(reader, '?unread=true')).items).toHaveLength(unread - 1);
  expect((await system.as(reader).post('notices/read-all')).body).toEqual({ read: unread - 1 });
  expect((await noticesOf(reader)).unread).toBe(0);
  expect((await system.as('integration').get('notices')).status).toBe(403);
  expect((await system.as(reader).get('notices?cursor=nonsense')).status).toBe(422);
});

test('quiet hours are one’s own to set, or an administrator’s', async () => {
  const quietHours = { from: '22:00', to: '07:30' };
  const address = 'people/agent/notice-settings';
  expect((await system.as('agent').get(address)).body).toEqual({
    quietHours: null,
    digest: 'none',
    channels: ['in-app', 'email'],
    zone: 'Asia/Shanghai',
  });
  expect((await system.as('agent').post(address, { quietHours })).body).toMatchObject({ quietHours });
  expect((await system.as('supervisor').post(address, { digest: 'daily' })).status).toBe(403);
  expect((await system.as('supervisor').get(address)).status).toBe(403);
  expect((await system.as('administrator').post(address, { digest: 'daily' })).status).toBe(200);
  expect((await system.as('agent').get(address)).body).toMatchObject({ quietHours: null, digest: 'daily' });
  const noted = system.mongo.connection
    .collection('accessRecord')
    .find({ action: 'setNoticeSettings', outcome: 'done' });
  expect(await noted.toArray()).toMatchObject([{ user: 'administrator', about: 'agent' }]);
  const wrong = await system.as('agent').post(address, { quietHours: { from: '25:00', to: '7:00' } });
  expect(wrong.status).toBe(422);
  const nobody = await system.as('administrator').post('people/nobody/notice-settings', {});
  expect(nobody.status).toBe(404);
});

test('every notice has a preview in both languages, with nothing left unfilled', async () => {
  const administrator = system.as('administrator');
  const { body } = await administrator.get('notice-templates');
  const { items } = z.object({ items: z.array(z.object({ name: z.string() })) }).parse(body);
  expect(items.length).toBeGreaterThan(40);
  for (const { name } of items) {
    for (const language of ['zh', 'en']) {
      const preview = await administrator.post(`notice-templates/${name}/preview`, { language });
      expect({ name, status: preview.status }).toEqual({ name, status: 200 });
      expect(JSON.stringify(preview.body)).not.toMatch(/\{\w+\}/);
    }
  }
  expect((await administrator.post('notice-templates/none/preview', { language: 'zh' })).status).toBe(404);
  expect((await system.as('agent').get('notice-templates')).status).toBe(403);
});

test('in development the mailbox shows what was sent, and runs nothing of it', async () => {
  expect(emptyMailbox).toContain('Nothing has been sent yet');
  const mailer = createFileMailer({ folder: system.config.mail.mailboxDir, from: 'redress@example.com' });
  await mailer.send({
    id: 'a1',
    to: { name: '<b>张伟</b>', address: 'zhang@example.com' },
    subject: '"><script>alert(1)</script>',
    text: 'Dear & <img src=x onerror=alert(2)>',
    date: '2026-11-24T06:00:00.000Z',
  });
  const page = await fetch(`${system.url}/mailbox`);
  const html = await page.text();
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('Dear &amp; &lt;img src=x');
  expect(html).not.toMatch(/<script|<img|<b>/);
  expect(page.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});
