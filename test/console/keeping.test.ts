import type { Browser, Locator, Page } from 'playwright-core';
import { archivedCase, archivedIntake } from '../api/support/archived';
import { openBrowser, seated, SIZES, type Seat } from './support/browser';
import { lookAt } from './support/look';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** Somebody at a desk, on a machine that may be busy. */
jest.setTimeout(120_000);

const HEAD = 'head-of-customer-service';
const LONG_AGO = '2025-03-01T02:00:00.000Z';

let system: ConsoleSystem;
let browser: Browser;
let head: Seat;
let held: string;

beforeAll(async () => {
  system = await startConsoleSystem('keeping');
  browser = await openBrowser();
  held = await archivedCase(system, 'C20240301-000001', LONG_AGO);
  await archivedCase(system, 'C20240301-000002', LONG_AGO);
  await system.as(HEAD).post(`complaints/${held}/legal-holds`, { reason: '法院要求保全证据' });
  const { retention } = system.services;
  const day = new Date('2026-03-01T18:30:00.000Z');
  await retention.open({ _id: 'R20260302', madeAt: day, dueAt: day });
  const rule = { policy: 'retail', version: 1, importance: 'normal', length: 'P366D' } as const;
  const planned = [held, 'C20240301-000002'].map((number) => ({
    number,
    keptUntil: new Date(LONG_AGO),
    rule,
  }));
  await retention.add('R20260302', planned);
  await retention.settle('R20260302', held, { kind: 'left', why: 'held', at: day });
  head = await seated(browser, system.consoleUrl, HEAD);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await system.close();
});

const part = (page: Page) => page.locator('section.part', { hasText: '保存与导出' });

async function explain(page: Page, label: string, reason: string, confirm?: string): Promise<void> {
  await part(page).getByRole('button', { name: label }).click();
  const dialog = page.getByRole('dialog', { name: label });
  await dialog.getByRole('textbox', { name: '理由' }).fill(reason);
  if (confirm !== undefined) await dialog.getByRole('textbox', { name: /以确认/ }).fill(confirm);
  await dialog.getByRole('button', { name: label }).click();
}

test('a hold stops the erasure; lifted, it is erased by whoever types the number, and nothing of it is left', async () => {
  const { page } = head;
  await page.goto(`/cases/${held}`);
  await part(page).getByText('法院要求保全证据').waitFor();
  expect(
    await part(page)
      .getByRole('link', { name: /导出完整记录/ })
      .getAttribute('href'),
  ).toBe(`/api/v1/complaints/${held}/bundle`);
  await explain(page, '清除个人信息', '客户要求删除', 'C20240301-999999');
  await page.getByText('与案件编号不一致').waitFor();
  const dialog = page.getByRole('dialog', { name: '清除个人信息' });
  await dialog.getByRole('textbox', { name: /以确认/ }).fill(held);
  await dialog.getByRole('button', { name: '清除个人信息' }).click();
  await dialog.getByText('案件处于法律保留中').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();

  await explain(page, '解除保留', '案件已审结');
  await part(page).getByText('已解除').waitFor();
  await explain(page, '清除个人信息', '客户要求删除', held);
  await part(page).getByText('个人信息已清除').waitFor();
  await part(page).getByText('客户要求删除').waitFor();
  await page.reload();
  await part(page).getByText('个人信息已清除').waitFor();
  const whole = await page.locator('main').innerText();
  expect(whole).not.toContain(archivedIntake.customer.name);
  expect(whole).toContain('（已清除）');
  expect(whole).not.toContain('[erased]');
  await expect(part(page).getByRole('button').count()).resolves.toBe(0);
});

test('a quality manager holds and does not erase; an agent sees nothing of it', async () => {
  const manager = await seated(browser, system.consoleUrl, 'quality-manager');
  await manager.page.goto('/cases/C20240301-000002');
  await explain(manager.page, '设置法律保留', '监管部门正在调查');
  await part(manager.page).getByText('监管部门正在调查').waitFor();
  await expect(part(manager.page).getByRole('button', { name: '清除个人信息' }).count()).resolves.toBe(0);
  await manager.context.close();
  const agent = await seated(browser, system.consoleUrl, 'agent');
  await agent.page.goto('/cases/C20240301-000002');
  await agent.page.getByRole('heading', { level: 1, name: /C20240301-000002/ }).waitFor();
  await expect(part(agent.page).count()).resolves.toBe(0);
  await agent.context.close();
});

test('a customer who asks what is kept is found, and their records can be taken out', async () => {
  const { page } = head;
  await page.goto('/administration/retention');
  await page.getByRole('textbox', { name: '电话' }).fill('139 1234 5678');
  await page.getByRole('textbox', { name: '理由' }).fill('客户书面申请查阅');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('找到 1 件：C20240301-000002').waitFor();
  const href = await page.getByRole('link', { name: /下载答复函/ }).getAttribute('href');
  expect(href).toMatch(/^\/api\/v1\/subjects\/[\w-]+\/file$/);
  await page.getByText('目前没有可清除的内容').waitFor();
});

test('all of it is erased after it was said what goes and what stays; what came of each is shown', async () => {
  await system.as('agent').post('follow-ups', {
    customer: archivedIntake.customer.name,
    at: '2026-11-20T15:00:00+08:00',
    method: 'phone',
    content: '续约事宜',
    reason: 'contract',
  });
  const { page, context } = await seated(browser, system.consoleUrl, HEAD, { size: 'phone' });
  await page.goto('/administration/retention');
  await page.getByRole('textbox', { name: '邮箱' }).fill('xiaomei@example.com');
  await page.getByRole('textbox', { name: '理由' }).fill('客户要求删除');
  await page.getByRole('button', { name: '查找' }).click();
  const found = page.getByRole('status').getByRole('table');
  await expect(rowsOf(found)).resolves.toEqual([
    'C20240301-000002 法律保留中：监管部门正在调查',
    expect.stringMatching(/^回访 [\w-]{8} 可清除$/),
  ]);
  await page.getByRole('button', { name: '全部清除' }).click();
  const dialog = page.getByRole('dialog', { name: '全部清除' });
  await dialog.getByText('将清除 1 项').waitFor();
  await dialog.getByText('暂不能清除 1 项').waitFor();
  expect(await lookAt(page, 'subject-erasure.zh.phone')).toEqual([]);
  await dialog.getByRole('textbox', { name: '理由' }).fill('客户要求删除');
  await dialog.getByRole('textbox', { name: /以确认/ }).fill('00000000');
  await dialog.getByRole('button', { name: '全部清除' }).click();
  await dialog.getByText('与查询编号不一致').waitFor();
  const label = await dialog.getByText(/输入查询编号/).innerText();
  const [id = ''] = /[\da-f]{8}/.exec(label) ?? [];
  await dialog.getByRole('textbox', { name: /以确认/ }).fill(id);
  await dialog.getByRole('button', { name: '全部清除' }).click();
  await page.getByText('已清除 1 项。 另有 1 项暂不能清除').waitFor();
  await expect(rowsOf(found)).resolves.toEqual([
    'C20240301-000002 法律保留中：监管部门正在调查',
    expect.stringMatching(/^回访 [\w-]{8} 已清除$/),
  ]);
  await page.getByText('目前没有可清除的内容').waitFor();
  expect(await lookAt(page, 'subject-erased.zh.phone')).toEqual([]);
  const { body } = await system.as(HEAD).get('follow-ups');
  expect(body['items']).toEqual([expect.objectContaining({ customer: '[erased]' })]);
  await context.close();
});

/** What the rows of a table say, cell by cell. */
async function rowsOf(table: Locator): Promise<string[]> {
  await table.waitFor();
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map(async (row) => (await row.locator('td').allInnerTexts()).join(' ')));
}

test.each(Object.keys(SIZES).filter((size): size is keyof typeof SIZES => size in SIZES))(
  'axe finds nothing, and nothing is too wide: %s',
  async (size) => {
    for (const language of ['zh', 'en'] as const) {
      const { page, context } = await seated(browser, system.consoleUrl, HEAD, { size, language });
      const findings: unknown[] = [];
      for (const [name, path, there] of [
        ['retention', '/administration/retention', '.retention table'],
        ['retention-plan', '/administration/retention/R20260302', '.admin-table tbody tr'],
        ['case-keeping', '/cases/C20240301-000002', '.keeping-holds li'],
      ] as const) {
        await page.goto(path);
        await page.locator(there).first().waitFor();
        findings.push(...(await lookAt(page, `${name}.${language}.${size}`)));
      }
      expect(findings).toEqual([]);
      await context.close();
    }
  },
);
