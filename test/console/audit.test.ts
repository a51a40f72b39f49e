import type { Browser, Page } from 'playwright-core';
import { begun, unclassified } from '../api/support/complaints';
import { openBrowser, seated, SIZES, type Seat } from './support/browser';
import { lookAt } from './support/look';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** An auditor at a desk, on a machine that may be busy. */
jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;
let auditor: Seat;
let number: string;

beforeAll(async () => {
  system = await startConsoleSystem('audit', { TEMPORAL_UI_URL: 'http://127.0.0.1:8233' });
  browser = await openBrowser();
  const receivedAt = new Date(Date.now() - 90 * 60_000).toISOString();
  number = await begun(system.as('agent'), {
    ...unclassified,
    receivedAt,
    matter: '电视开机五分钟后自动重启',
  });
  for (const [user, command, payload] of [
    ['agent', 'classify', { contentType: 'product', subtype: 'quality', urgency: 'major' }],
    ['agent', 'assign', { department: 'technical' }],
    ['technical-lead', 'accept', {}],
    ['agent', 'amend', { fields: { matter: '电视开机十分钟后自动重启' }, reason: '听错了' }],
  ] as const) {
    const { status } = await system.as(user).post(`complaints/${number}/${command}`, payload);
    if (status !== 200) throw new Error(`${command} was answered with ${status}`);
  }
  auditor = await seated(browser, system.consoleUrl, 'auditor');
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

const standing = (page: Page) => page.locator('.audit-columns > div').nth(2);

test('an auditor finds a case by its text and opens its life, by the keyboard', async () => {
  const { page } = auditor;
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('heading', { level: 1, name: '审计' }).waitFor();
  const search = page.locator('.audit-page').getByRole('searchbox');
  await search.focus();
  await page.keyboard.type('十分钟');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  await page.getByRole('link', { name: number }).focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: new RegExp(number) });
  await heading.waitFor();
  expect(await heading.innerText()).toContain('办理全程');
});

test('each step shows the update it came by and how it was recorded, in clear and masked', async () => {
  const { page } = auditor;
  await page.goto(`/audit/cases/${number}`);
  const accepted = page.locator('.step-of-life button', { has: page.getByText('签收', { exact: true }) });
  await accepted.first().click();
  await page.locator('.temporal-event', { hasText: 'UPDATE_ACCEPTED' }).waitFor();
  await expect(page.locator('.temporal-event pre').first().innerText()).resolves.toContain('technical-lead');
  await page.locator('.temporal-event', { hasText: 'ACTIVITY_TASK_SCHEDULED' }).waitFor();
  await page.locator('.step-of-life button', { hasText: '登记' }).first().click();
  await page.locator('.temporal-event', { hasText: 'WORKFLOW_EXECUTION_STARTED' }).waitFor();
  const text = await page.locator('.temporal-event pre').first().innerText();
  expect(text).toContain('138****8000');
  const link = await page.getByRole('link', { name: '在 Temporal 中查看' }).getAttribute('href');
  expect(link).toContain(`/workflows/${number}/`);
});

test('the slider takes the whole page back in time, and the differences say what changed', async () => {
  const { page } = auditor;
  await page.goto(`/audit/cases/${number}`);
  await standing(page).getByText('电视开机十分钟后自动重启').first().waitFor();
  const differences = page.getByRole('region', { name: '变化对比' });
  await differences.getByRole('row', { name: /投诉内容/ }).waitFor();
  const steps = await page.locator('.step-of-life').count();
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await page.locator('.facts', { hasText: '待派单' }).first().waitFor();
  await expect(standing(page).innerText()).resolves.toContain('电视开机五分钟后自动重启');
  expect(await page.locator('.step-of-life').count()).toBeLessThan(steps);
  await page.locator('.chart-row').first().waitFor();
});

test('the access record says who opened the case; a lead has no audit page', async () => {
  const { page } = auditor;
  await page.goto(`/audit/cases/${number}`);
  await page.getByRole('link', { name: '谁看过本案' }).click();
  await page
    .getByRole('row', { name: /查看流程历史/ })
    .first()
    .waitFor();
  const lead = await seated(browser, system.consoleUrl, 'technical-lead');
  await expect(lead.page.locator('nav.rail a', { hasText: '审计' }).count()).resolves.toBe(0);
  await lead.context.close();
});

test('it says how much of the case is anchored, and of each step whether it is', async () => {
  const { page } = auditor;
  await page.goto(`/audit/cases/${number}`);
  await page
    .locator('.case-head')
    .getByText(/已签名存证 0 \/ \d+ 条/)
    .waitFor();
  const step = page.locator('.step-more').getByText('尚未签名存证');
  await step.waitFor();
  await expect(step.innerText()).resolves.toMatch(/[0-9a-f]{64}/);
});

test('a record that was changed in the database is named on the page, where it is', async () => {
  const { page } = auditor;
  const events = system.mongo.connection.collection('caseEvents');
  const [before] = await events.find({ number, seq: 3 }).toArray();
  await events.updateOne({ number, seq: 3 }, { $set: { at: '2020-01-01T00:00:00.000Z' } });
  await page.goto(`/audit/cases/${number}`);
  const alert = page.locator('.proof-broken');
  await alert.getByText('第 3 条事件').first().waitFor();
  expect(await alert.innerText()).toContain('与哈希值不符');
  await page.locator('.step-of-life').nth(2).getByText('此处被改动').waitFor();
  expect(await lookAt(page, 'audit-broken')).toEqual([]);
  await events.updateOne({ number, seq: 3 }, { $set: { at: before?.['at'] } });
  await page.goto(`/audit/cases/${number}`);
  await page
    .locator('.case-head')
    .getByText(/记录完好/)
    .waitFor();
});

test.each(Object.keys(SIZES).filter((size): size is keyof typeof SIZES => size in SIZES))(
  'axe finds nothing, and nothing is too wide: %s',
  async (size) => {
    for (const language of ['zh', 'en'] as const) {
      const { page, context } = await seated(browser, system.consoleUrl, 'auditor', { size, language });
      const findings: unknown[] = [];
      for (const [name, path, there] of [
        ['audit', '/audit', '.audit-table tbody tr'],
        ['audit-life', `/audit/cases/${number}`, '.step-of-life'],
        ['audit-access', '/audit/access', '.audit-table tbody tr'],
      ] as const) {
        await page.goto(path);
        await page.locator(there).first().waitFor();
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
        findings.push(...(await lookAt(page, `${name}.${language}.${size}`)));
      }
      expect(findings).toEqual([]);
      await context.close();
    }
  },
);
