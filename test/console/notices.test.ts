import type { Browser } from 'playwright-core';
import { begun, classified } from '../api/support/complaints';
import { FIRST_MAIL } from '../api/support/customer';
import { mailTo } from '../api/support/mailbox';
import { seriousFindings } from './support/axe';
import { openBrowser, seated, takeSeat } from './support/browser';
import { lookAt } from './support/look';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startConsoleSystem('notices', { NODE_ENV: 'development' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

test('the bell counts what somebody is told, without a reload; what is opened is read, and so at the other window', async () => {
  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'technical-lead');
  await page.getByRole('button', { name: '通知', exact: true }).waitFor();
  const number = await begun(system.as('agent'), classified);
  await page.getByRole('button', { name: '通知，1 条未读' }).waitFor();
  const other = await context.newPage();
  await other.goto('/cases');
  await other.getByRole('button', { name: '通知，1 条未读' }).waitFor();

  await page.getByRole('button', { name: '通知，1 条未读' }).click();
  const told = page.locator('.told').first();
  await told.locator('summary').click();
  await told.getByRole('link', { name: `打开 ${number}` }).waitFor();
  await page.locator('.told.unread').waitFor({ state: 'detached' });
  await other.getByRole('button', { name: '通知', exact: true }).waitFor();
  expect(await lookAt(page, 'notices.zh.desktop')).toEqual([]);

  await page.locator('.told-how summary').click();
  await page.getByRole('checkbox', { name: '同时发送邮件' }).uncheck();
  await page.getByRole('button', { name: '保存通知方式' }).click();
  await page.getByText('已保存').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const { body } = await system.as('technical-lead').get('people/technical-lead/notice-settings');
  expect(body).toMatchObject({ channels: ['in-app'] });

  await begun(system.as('agent'), classified);
  await page.locator('.told.unread').waitFor();
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await page.locator('.told.unread').waitFor({ state: 'detached' });
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await context.close();
});

test('somebody who sees no case has them too', async () => {
  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'administrator', {
    size: 'phone',
    language: 'en',
    mode: 'dark',
  });
  await page.getByRole('button', { name: 'Notices', exact: true }).click();
  await page.getByText('Nothing yet.').waitFor();
  expect(await lookAt(page, 'notices-none.en.phone')).toEqual([]);
  const { notices } = system.services;
  const draft = {
    number: 'hook-1',
    seq: 1,
    template: 'x',
    recipient: 'administrator',
    channel: 'email',
  } as const;
  const [written] = await notices.write([draft], new Date().toISOString());
  const said = { subject: 'A webhook was disabled', text: 'Nothing has reached it for three days.' };
  await notices.show(written?.id ?? '', 'administrator', { zh: said, en: said });
  await page.locator('.told.unread summary').click();
  await page.getByText('Nothing has reached it').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await context.close();
});

test('what was sent in development is read by everybody, also with a screen reader', async () => {
  const { page, context } = await takeSeat(browser, system.consoleUrl);
  await begun(system.as('agent'), classified);
  await mailTo(system.config.mail.mailboxDir, classified.customer.email, FIRST_MAIL);
  await page.goto('/mailbox');
  await page.locator('article').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await context.close();
});

test.each([
  ['failed', '统一登录没有成功'],
  ['no-role', '还没有本系统的角色'],
  ['not-yours', '同名账号已属于他人'],
  ['disabled', '账号已停用'],
])('whoever is turned away with “%s” reads why', async (problem, words) => {
  const { page, context } = await takeSeat(browser, system.consoleUrl);
  await page.goto(`/sign-in?problem=${problem}`);
  expect(await page.getByRole('alert').innerText()).toContain(words);
  await context.close();
});
