import type { Browser } from 'playwright-core';
import { begun, classified, until } from '../api/support/complaints';
import { openBrowser, seated } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** People in several departments, on a machine that may be busy. */
jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startConsoleSystem('tasks');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

test('a work order stands first in the ordered department’s work, is signed and finished, and its case shows it', async () => {
  const number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  await lead.post(`complaints/${number}/order-work`, { department: 'logistics', task: '寄一块新主板' });
  const id = `${number}-W1`;
  await until(
    () => system.as('logistics-lead').get(`work-orders/${id}`),
    ({ status }) => status === 200,
  );

  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'logistics-lead');
  await page.locator('.tasks-waiting').getByRole('link', { name: id }).click();
  await page.getByText('寄一块新主板').first().waitFor();
  await page.getByRole('button', { name: '签收' }).click();
  await page.locator('.command-form').getByRole('button', { name: '签收' }).click();
  await page.getByText('办理中').first().waitFor();
  await page.getByRole('button', { name: '完成' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('请填写').waitFor();
  await page.getByLabel('完成情况').fill('已寄出，顺丰次日达');
  await page.keyboard.press('Control+Enter');
  await page.getByText('目前没有需要您办理的事项。').waitFor();
  await page.getByRole('link', { name: number }).waitFor();
  await context.close();

  const owner = await seated(browser, system.consoleUrl, 'technical-lead');
  await owner.page.goto(`/cases/${number}`);
  await owner.page.getByRole('link', { name: id }).waitFor();
  await owner.page.getByText('已完成').first().waitFor();
  await owner.context.close();
  // Before somebody signs in, the page asks who they are.
  expect(complaints.filter((one) => !one.includes('401'))).toEqual([]);
});

test('a corrective action is issued, planned, reported, and checked by whoever issued it', async () => {
  const issuer = await seated(browser, system.consoleUrl, 'supervisor');
  await issuer.page.goto('/tasks');
  await issuer.page.getByRole('button', { name: '发整改通知' }).click();
  await issuer.page.locator('#department').fill('技术');
  await issuer.page.keyboard.press('Enter');
  await issuer.page.locator('#reason').fill('同批主板一周内三次故障');
  await issuer.page.locator('#due').fill('2036-11-30 18:00');
  await issuer.page.keyboard.press('Enter');
  await issuer.page.locator('.command-form button[type=submit]').click();
  await issuer.page.waitForURL(/corrective-actions/);
  await issuer.page.getByText('同批主板一周内三次故障').first().waitFor();
  const id = new URL(issuer.page.url()).pathname.split('/').at(-1) ?? '';

  const lead = await seated(browser, system.consoleUrl, 'technical-lead');
  await lead.page.goto('/');
  await lead.page.locator('.tasks-waiting').waitFor();
  await lead.page.locator('.tasks-waiting').getByRole('link', { name: id }).click();
  await lead.page.getByRole('heading', { level: 1, name: id }).waitFor();
  await lead.page.getByRole('button', { name: '签收' }).click();
  await lead.page.locator('.command-form').getByRole('button', { name: '签收' }).click();
  await lead.page.getByRole('button', { name: '制定整改措施' }).click();
  await lead.page.locator('#measures').fill('每块主板通电一小时\n出厂前抽检一成');
  await lead.page.locator('#due').fill('2036-11-29 18:00');
  await lead.page.keyboard.press('Enter');
  await lead.page.locator('.command-form button[type=submit]').click();
  await lead.page.getByRole('button', { name: '报告完成情况' }).click();
  await lead.page.locator('#result').fill('老化台已启用');
  await lead.page.keyboard.press('Control+Enter');
  await lead.page.getByText('待验证').first().waitFor();
  await lead.context.close();

  await issuer.page.goto('/');
  await issuer.page.locator('.tasks-waiting').getByRole('link', { name: id }).click();
  await issuer.page.getByRole('button', { name: '验证效果' }).click();
  await issuer.page.getByLabel('无效，重新整改').check();
  await issuer.page.locator('#note').fill('又坏了一块');
  await issuer.page.keyboard.press('Control+Enter');
  await issuer.page.locator('.stage-pill', { hasText: '办理中' }).waitFor();
  expect((await system.as('supervisor').get(`corrective-actions/${id}`)).body).toMatchObject({
    stage: 'accepted',
    checks: [{ effective: 'no', note: '又坏了一块' }],
  });
  await issuer.context.close();
});

test('who comes too late is told, and keeps what was typed', async () => {
  const number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  await lead.post(`complaints/${number}/order-work`, { department: 'logistics', task: '寄一块新主板' });
  const id = `${number}-W1`;
  await until(
    () => lead.get(`work-orders/${id}`),
    ({ status }) => status === 200,
  );
  const { page, context } = await seated(browser, system.consoleUrl, 'logistics-lead');
  await page.goto(`/work-orders/${id}`);
  await page.getByRole('button', { name: '退回' }).click();
  await page.getByLabel('理由').fill('主板在生产部');
  await system.as('logistics-handler').post(`work-orders/${id}/accept`);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('已有新的变化').waitFor();
  expect(await page.getByLabel('理由').inputValue()).toBe('主板在生产部');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已退回').first().waitFor();
  await context.close();
});

test('a number that is none is said so', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'technical-lead', { language: 'en' });
  await page.goto('/work-orders/C20200101-000001-W1');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toContain('no work order or corrective action of this number');
  await context.close();
});
