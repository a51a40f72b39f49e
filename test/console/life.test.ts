import type { Browser } from 'playwright-core';
import { openBrowser, seated, type Seat } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** Four people at their desks, on a machine that may be busy. */
jest.setTimeout(180_000);

let system: ConsoleSystem;
let browser: Browser;
let agent: Seat;
let lead: Seat;
let number: string;

beforeAll(async () => {
  system = await startConsoleSystem('life');
  browser = await openBrowser();
  agent = await seated(browser, system.consoleUrl, 'agent');
  lead = await seated(browser, system.consoleUrl, 'technical-lead');
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

/** The row of the case in somebody's work, once it is there. */
function rowOf({ page }: Seat) {
  return page.locator(`.work-row[data-number="${number}"]`);
}

/** Picks a date in the form's picker by typing it. */
async function typeInstant({ page }: Seat, label: string, at: string): Promise<void> {
  const input = page.getByLabel(label, { exact: true });
  await input.fill(at);
  await input.press('Enter');
  // By the wall clock of the company, wherever the browser is.
  await expect(input.inputValue()).resolves.toBe(at);
}

test('an agent takes a call by the keyboard alone, in under a minute', async () => {
  const { page } = agent;
  const began = Date.now();
  await page.keyboard.press('n');
  await page.locator('#intake-matter').waitFor();
  const type = async (text: string): Promise<void> => {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await type('王小明');
  await type('13800138000');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await type('电视开机五分钟后自动重启，画面黑屏，已连续三天。');
  await page.getByRole('button', { name: /按内容建议/ }).waitFor();
  await type('购买后第 7 天');
  await type('换一台新的');
  await page.keyboard.press('Enter');
  await page.locator('.ant-radio-wrapper-checked', { hasText: '产品' }).waitFor();
  await page.keyboard.press('Control+Enter');
  number = (await page.locator('.filed-number').innerText()).trim();
  expect(number).toMatch(/^C\d{8}-\d{6}$/);
  expect(Date.now() - began).toBeLessThan(60_000);
});

test('it stands in the lead’s work without a reload, and is signed for in place', async () => {
  const { page } = lead;
  await rowOf(lead).waitFor();
  await rowOf(lead).getByRole('button', { name: '签收或退回' }).click();
  await rowOf(lead).locator('.command-form').getByRole('button', { name: '签收', exact: true }).click();
  await rowOf(lead).locator('.stage', { hasText: '定方案' }).waitFor();
  expect(await page.locator('h1').innerText()).toContain('我的待办');
});

test('the cause is found and a plan made on the case’s own page', async () => {
  const { page } = lead;
  await rowOf(lead).getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('button', { name: '查明原因' }).first().click();
  await page.getByRole('radio', { name: '产品问题' }).check();
  await page.getByLabel('根本原因').fill('主板电容老化');
  await page.getByLabel('调查情况').fill('检测确认主板供电不稳');
  await page.locator('.command-form button[type=submit]').click();
  await page.getByRole('button', { name: '制定方案' }).first().click();
  await page.locator('#steps_0_what').fill('上门更换主板');
  await typeInstant(lead, '截止时间', '2027-03-01 18:00');
  await typeInstant(lead, '预计完成时间', '2027-03-02 18:00');
  await page.locator('.command-form button[type=submit]').click();
  await page.locator('.stage-pill', { hasText: '办理中' }).waitFor();
  expect(await page.locator('ol.steps > li').first().innerText()).toContain('上门更换主板');
});

test('what was typed on a stale page stays, and what has changed is told', async () => {
  const { page } = lead;
  await page.getByRole('button', { name: '完成步骤' }).first().click();
  const result = page.getByLabel('完成情况');
  await result.fill('主板已更换，开机正常');
  const noted = await system
    .as('agent')
    .post(`complaints/${number}/note`, { text: '客户来电询问进度', visibility: 'internal' });
  expect(noted.status).toBe(200);
  await page.locator('.command-form button[type=submit]').click();
  await page.getByText('案件有了新的变化').waitFor();
  await expect(result.inputValue()).resolves.toBe('主板已更换，开机正常');
  await page.getByRole('button', { name: '核对无误，仍然提交' }).click();
  await page.getByRole('button', { name: '反馈处理结果' }).first().click();
  await page.locator('#result').fill('已更换主板，客户现场确认正常');
  await page.locator('.command-form button[type=submit]').click();
  await page.locator('.stage-pill', { hasText: '待回访' }).waitFor();
});

test('why a clock is due then is answered step by step', async () => {
  const { page } = lead;
  await page
    .getByRole('button', { name: /为什么是这个时间/ })
    .first()
    .click();
  await page
    .getByText(/开始计时：/)
    .first()
    .waitFor();
  const last = page.locator('.explanation li').last();
  expect(await last.innerText()).toMatch(/^截止：/);
});

test('the agent hears that the customer is satisfied: closed', async () => {
  const { page } = agent;
  await page.goto('/');
  await rowOf(agent).getByRole('button', { name: '回访客户' }).click();
  await rowOf(agent).locator('.ant-radio-button-wrapper', { hasText: '5' }).click();
  await rowOf(agent).locator('.command-form button[type=submit]').click();
  await rowOf(agent).waitFor({ state: 'detached' });
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body).toMatchObject({ stage: 'closed', closing: { outcome: { kind: 'satisfied', rating: 5 } } });
});

test('no script failed, and the content security policy kept nothing out', () => {
  const others = [...agent.complaints, ...lead.complaints].filter(
    (text) => !/status of (401|409|412)/.test(text),
  );
  expect(others).toEqual([]);
});
