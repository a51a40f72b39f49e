import type { Browser, Page } from 'playwright-core';
import { begun, classified, unclassified } from '../api/support/complaints';
import { foundGroup } from '../api/support/widespread';
import { openBrowser, seated, type Seat } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** A supervisor at a desk, on a machine that may be busy. */
jest.setTimeout(120_000);

const HOUR = 3_600_000;

let system: ConsoleSystem;
let browser: Browser;
let supervisor: Seat;
let overdue: string;

beforeAll(async () => {
  system = await startConsoleSystem('supervision');
  browser = await openBrowser();
  const receivedAt = new Date(Date.now() - 5 * HOUR).toISOString();
  overdue = await begun(system.as('agent'), { ...classified, urgency: 'urgent', receivedAt });
  await begun(system.as('agent'), { ...classified, urgency: 'general' });
  supervisor = await seated(browser, system.consoleUrl, 'supervisor');
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

async function sent(user: string, number: string, command: string, payload: object): Promise<void> {
  const { status, body } = await system.as(user).post(`complaints/${number}/${command}`, payload);
  if (status !== 200) throw new Error(`${command} was answered with ${status}: ${JSON.stringify(body)}`);
}

/** The line of a case, wherever it stands on the page. */
function lineOf(page: Page, number: string) {
  return page.locator('li', { has: page.locator(`a[href="/cases/${number}"]`) });
}

test('by the keyboard alone: what is overdue, by whom, and stepping in', async () => {
  const { page } = supervisor;
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { level: 1, name: /督办/ }).waitFor();
  const holder = page.locator('tr.holder', { has: page.locator('.pressing.broken') }).first();
  // Who is latest lies open already.
  const toggle = holder.getByRole('button');
  await expect(toggle.getAttribute('aria-expanded')).resolves.toBe('true');
  await toggle.focus();
  await page.keyboard.press('Enter');
  await page.locator('.case-line').first().waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  const line = lineOf(page, overdue).first();
  await line.getByRole('button', { name: '督办' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('督办意见').focus();
  await page.keyboard.type('请客服主管立即回电');
  await page.keyboard.press('Control+Enter');
  await line.locator('.command-form').waitFor({ state: 'detached' });
  const { body } = await system.as('supervisor').get(`complaints/${overdue}/events?limit=200`);
  expect(JSON.stringify(body)).toContain('请客服主管立即回电');
});

test('a cell opens its cases, and the list says by what it is narrowed', async () => {
  const { page } = supervisor;
  await page.goto('/supervision');
  const cell = page.locator('.heat tbody tr:nth-child(2) td a').first();
  const count = Number(await cell.innerText());
  await cell.click();
  await page.waitForURL(/dueFrom=.*clause=/);
  await page.getByText(/^条款 /).waitFor();
  await page.locator('.work-row').first().waitFor();
  expect(await page.locator('.work-row').count()).toBe(count);
  await page.getByRole('button', { name: /去掉筛选：条款/ }).click();
  await page.waitForURL((url) => !url.search.includes('clause'));
});

test('a case that was returned too often comes by itself, says why, and is decided in place', async () => {
  const { page } = supervisor;
  await page.goto('/supervision');
  await page.getByText('没有等您决定的事项').waitFor();
  const number = await begun(system.as('agent'), unclassified);
  for (const department of ['technical', 'logistics', 'operations']) {
    await sent('agent', number, 'assign', { department });
    await sent(`${department}-lead`, number, 'return', { reason: `不属${department}` });
  }
  const rail = page.locator('nav.rail a', { hasText: '督办' });
  await rail.locator('.rail-count', { hasText: '1' }).waitFor();
  const decisions = page.getByRole('region', { name: '责任部门裁定' });
  await lineOf(page, number).getByRole('button', { name: '裁定' }).click();
  await decisions.getByText('不属logistics').waitFor();
  const department = decisions.getByRole('combobox').first();
  await department.fill('技术');
  await department.press('Enter');
  await decisions.locator('.command-form button[type=submit]').click();
  await page.getByText('没有等您决定的事项').waitFor();
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body).toMatchObject({ department: 'technical', arbitrated: true });
});

test('a difficult customer is agreed to with one click more', async () => {
  const { page } = supervisor;
  const number = await begun(system.as('agent'), unclassified);
  await sent('agent', number, 'flag-difficult', { reason: '多次以同一理由索赔' });
  await lineOf(page, number).getByRole('button', { name: '审核' }).click();
  const decisions = page.getByRole('region', { name: '不良客户备案' }).first();
  await decisions.getByText('多次以同一理由索赔').waitFor();
  await decisions.locator('.command-form button[type=submit]').click();
  await page.getByText('没有等您决定的事项').waitFor();
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body['difficult']).toMatchObject({ agreed: { by: 'supervisor' } });
});

test('a widespread complaint gets one solution, where the alarm leads to', async () => {
  const { page } = supervisor;
  const group = overdue.replace('C', 'W');
  await foundGroup(system.mongo, { _id: group, pack: 'media', foundAt: new Date() });
  await sent('supervisor', overdue, 'mark-widespread', { group, reason: '同批次' });
  await page.goto('/supervision');
  await page.getByRole('link', { name: group }).click();
  // The page before, which stays until this one has come, has such a button too.
  await page.getByRole('heading', { level: 1, name: '广泛投诉' }).waitFor();
  await page.getByRole('button', { name: '写统一解决方案' }).click();
  await page.getByText('将写入 1 件未结案件').waitFor();
  await page.getByLabel('解决方案').fill('请断电一分钟后重新开机。');
  await page.keyboard.press('Control+Enter');
  await page.locator('.to-customer', { hasText: '请断电一分钟后重新开机。' }).waitFor();
  await page.locator(`a[href="/cases/${overdue}"]`).waitFor();
  const { body } = await system.as('supervisor').get(`widespread-groups/${group}`);
  expect(body['solution']).toMatchObject({ text: '请断电一分钟后重新开机。', by: 'supervisor' });
});

test('a lead sees what their department holds, steps into nothing, and an agent has no such place', async () => {
  const lead = await seated(browser, system.consoleUrl, 'technical-lead');
  await lead.page.goto('/supervision');
  await lead.page.locator('tr.holder').first().waitFor();
  const departments = await lead.page.locator('tr.holder .quiet').allInnerTexts();
  expect(new Set(departments)).toEqual(new Set(['技术部']));
  await lead.page.locator('tr.holder').first().getByRole('button').click();
  await lead.page.locator('.case-line').first().waitFor();
  expect(await lead.page.getByRole('button', { name: '督办' }).count()).toBe(0);
  await lead.context.close();

  const other = await seated(browser, system.consoleUrl, 'logistics-lead', { language: 'en' });
  await other.page.goto('/supervision');
  await other.page.getByText('Nothing is overdue or soon due').waitFor();
  await other.context.close();

  const agent = await seated(browser, system.consoleUrl, 'agent');
  await agent.page.locator('nav.rail a').first().waitFor();
  expect(await agent.page.locator('nav.rail a', { hasText: '督办' }).count()).toBe(0);
  expect(supervisor.complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await agent.context.close();
});
