import type { Browser, Page } from 'playwright-core';
import { begun, classified, until } from '../api/support/complaints';
import { seriousFindings, type Finding } from './support/axe';
import { openBrowser, seated, takeSeat, type Seat } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** A whole company is administered, on a machine that may be busy. */
jest.setTimeout(180_000);

let system: ConsoleSystem;
let browser: Browser;
let administrator: Seat;
let page: Page;
let number: string;

beforeAll(async () => {
  system = await startConsoleSystem('administration');
  browser = await openBrowser();
  number = await begun(system.as('agent'), classified);
  await until(
    () => system.as('agent').get(`complaints/${number}`),
    ({ body }) => body['stage'] === 'accepting',
  );
  await system.as('technical-lead').post(`complaints/${number}/accept`);
  administrator = await seated(browser, system.consoleUrl, 'administrator');
  ({ page } = administrator);
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

/** Chooses from one of Ant Design's lists by typing, as a keyboard does. */
async function choose(label: string, text: string): Promise<void> {
  const field = page.locator('.ant-modal').getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Enter');
}

const dialog = () => page.locator('.ant-modal');
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** What the one showing of a secret shows. */
async function shownOnce(): Promise<string> {
  const secret = await dialog().locator('[data-secret]').innerText();
  await button('已保存好，关闭').click();
  await dialog().waitFor({ state: 'detached' });
  return secret;
}

test('an administrator, who reads no case, comes to the people at once', async () => {
  await page.getByRole('heading', { name: '人员' }).waitFor();
  expect(await page.locator('nav.rail a').allInnerTexts()).toEqual(['管理']);
});

test('somebody is added; what is wrong is said in words; the first password is shown once and opens nothing else', async () => {
  await button('添加人员').click();
  await dialog().getByLabel('用户名').fill('qian.yu');
  await dialog().getByLabel('姓名').fill('钱雨');
  await choose('角色', '部门负责人');
  await button('添加').click();
  await dialog().getByText('部门负责人和经办人必须选择部门').waitFor();
  await choose('部门', '物流部');
  await button('添加').click();
  const password = await shownOnce();
  expect(password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
  await page.getByRole('link', { name: '钱雨' }).waitFor();

  const newcomer = await takeSeat(browser, system.consoleUrl);
  await newcomer.page.goto('/');
  await newcomer.page.locator('#user').fill('qian.yu');
  await newcomer.page.locator('#password').fill(password);
  await newcomer.page.keyboard.press('Enter');
  await newcomer.page.getByText('首次登录，请先设置新密码').waitFor();
  await newcomer.context.close();
});

test('a person’s deputy, absence and password are set, and who is disabled is out at once', async () => {
  const handler = await seated(browser, system.consoleUrl, 'office-handler');
  await page.goto('/administration/people/office-handler');
  await page.getByRole('combobox', { name: '代理人' }).fill('罗芳');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '代理人' }).getByRole('button', { name: '保存' }).click();
  const absence = page.getByRole('region', { name: '外出' });
  for (const [label, at] of [
    ['开始', '2026-01-01 09:00'],
    ['结束', '2099-01-01 18:00'],
  ] as const) {
    await absence.getByLabel(label).fill(at);
    await absence.getByLabel(label).press('Enter');
  }
  await button('登记外出').click();
  await page.getByText('现在由罗芳代理').waitFor();

  await button('停用').click();
  await dialog().getByText('会立即退出登录').waitFor();
  await dialog().getByRole('button', { name: '停用' }).click();
  await page.getByText('已停用').waitFor();
  await handler.page.goto('/board');
  await handler.page.locator('#password').waitFor();
  const { body } = await system.as('administrator').get('people/office-handler');
  expect(body).toMatchObject({ deputy: 'office-lead', absences: [{}] });
  await handler.context.close();
});

test('how somebody is told is set for them: both times of quiet hours, or none', async () => {
  await page.goto('/administration/people/logistics-lead');
  const told = page.getByRole('region', { name: '通知方式' });
  await told.getByLabel('免打扰开始').fill('22:00');
  await button('保存通知方式').click();
  await told.getByText('开始和结束时间请同时填写').first().waitFor();
  await told.getByLabel('免打扰结束').fill('07:30');
  await button('保存通知方式').click();
  await told.getByText('已保存').waitFor();
  const { body } = await system.as('administrator').get('people/logistics-lead/notice-settings');
  expect(body).toMatchObject({ quietHours: { from: '22:00', to: '07:30' }, digest: 'none' });
});

test('nobody is offered to lock themselves out', async () => {
  await page.goto('/administration/people/administrator');
  await page.getByText('不能修改自己的角色').waitFor();
  expect(await button('停用').count()).toBe(0);
  expect(await button('重置密码').count()).toBe(0);
});

test('a department is added, and it says that its lead moves there', async () => {
  await page.goto('/administration/departments');
  await button('添加部门').click();
  await dialog().getByLabel('标识').fill('quality');
  await dialog().getByLabel('中文名称').fill('质检部');
  await dialog().getByLabel('英文名称').fill('Quality');
  await choose('部门负责人', 'content-handler');
  await dialog().getByText('会调入本部门').waitFor();
  await button('保存').click();
  await page.getByRole('cell', { name: '质检部', exact: true }).waitFor();
  const { body } = await system.as('administrator').get('people/content-handler');
  expect(body).toMatchObject({ department: 'quality', roles: ['handler', 'lead'] });
});

test('the calendar is changed by the keyboard: first what it moves, then a reason, then how far it is', async () => {
  await page.goto('/administration/calendar?year=2026');
  const day = (date: string) => page.locator(`[data-date="${date}"]`);
  await day('2026-10-01').waitFor();
  expect(await day('2026-10-01').getAttribute('aria-label')).toContain('休息 · 国庆节');
  expect(await day('2026-10-10').getAttribute('class')).toContain('works');
  // Today is the one stop of the year; from there the arrows lead on.
  await page.goto('/administration/calendar');
  const stop = page.locator('.cal-day[tabindex="0"]');
  await stop.waitFor();
  expect(await stop.count()).toBe(1);
  await stop.focus();
  for (let days = 0; days < 14; days += 1) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await dialog().getByText('休息', { exact: true }).first().waitFor();
    await dialog().locator('input[value="off"]').check();
    await button('记下，暂不生效').click();
    await dialog().waitFor({ state: 'detached' });
    await page.locator('.cal-day[tabindex="0"]').focus();
  }
  await page.getByText('14 处修改尚未生效').waitFor();
  await button('查看影响…').click();
  await dialog()
    .getByText(/涉及 1 件/)
    .waitFor();
  await dialog().getByText('media/3.3-cause').or(dialog().getByText('media/3.3-plan')).first().waitFor();
  await dialog().getByLabel('原因').fill('停电检修');
  await dialog().getByRole('button', { name: '让日历修改生效' }).click();
  await dialog().getByText('已全部更新：1 件').waitFor();
  await button('关闭').last().click();
  await page.locator('.cal-day.own').first().waitFor();
  expect(await page.locator('.wish-bar').count()).toBe(0);
});

test('a pack is written: offered, checked in place, told in plain words, tried on past cases, published, and cases moved', async () => {
  await page.goto('/administration/packs/media');
  await page.getByText('须在1小时内完成').first().waitFor();
  await button('编写新版本').click();
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await page.getByText('规则与现行版本相同').waitFor();

  const publish = button('发布…');
  expect(await publish.isDisabled()).toBe(true);
  await editor.focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('limit: PT1H');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('h');
  await page.getByText(/"PT1h" 不是规则包能用的时长/).waitFor();
  await page.locator('.cm-lintRange-error', { hasText: 'PT1h' }).waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5H');
  await page.keyboard.press('Enter');
  await page.keyboard.type('faces');
  await page.locator('.cm-tooltip-autocomplete', { hasText: 'facesCustomer' }).waitFor();
  // A moment in which Enter is not yet taken for a choice, as it may have been meant for the line.
  await page.locator('.cm-tooltip-autocomplete [aria-selected]').click();
  await page.keyboard.type('true');
  await page.getByText('没有问题，可以发布').waitFor();

  await page.getByText('变化', { exact: true }).click();
  await page.locator('.difference .added', { hasText: '5小时' }).waitFor();
  await page.locator('.difference .removed', { hasText: '1小时' }).waitFor();
  await page.getByText('模拟', { exact: true }).click();
  await button('开始模拟').click();
  await page.getByText('已模拟 1 / 1 件').waitFor();
  await page.getByRole('cell', { name: 'media/3.2-accept' }).waitFor();

  // A closed tab loses nothing.
  await page.reload();
  await page.locator('.cm-line', { hasText: 'limit: PT5H' }).waitFor();
  await publish.click();
  await dialog().getByText('1 件未结案件继续适用原来的版本').waitFor();
  await dialog().getByLabel('原因').fill('新规定');
  await button('发布第 2 版').click();
  await dialog().getByText('media 第 2 版已发布').waitFor();
  await button('转移案件…').click();
  await dialog()
    .getByText(/比对了 1 件未结案件/)
    .waitFor();
  await dialog().getByLabel('原因').fill('新规定');
  await dialog().getByRole('button', { name: '转移案件…' }).click();
  await dialog().getByText('已全部更新：1 件').waitFor();
  await button('关闭').last().click();
  await page.getByRole('row', { name: /第 2 版 现行.*新规定 1/ }).waitFor();
  const { body } = await system.as('agent').get(`complaints/${number}`);
  expect(body).toMatchObject({ policyVersion: 2 });
});

test('a notice is shown in both languages', async () => {
  await page.goto('/administration/notices?name=clock-warned');
  await page.locator('.mail', { hasText: 'media/3.2-accept' }).waitFor();
  await page.locator('.ant-segmented').getByText('English').click();
  await page.locator('.mail[lang=en]', { hasText: 'Marketing' }).first().waitFor();
  expect(await page.locator('.mail pre').first().innerText()).not.toMatch(/[\u4e00-\u9fff]/);
});

test('a key is shown once, works, and is of no use once it is withdrawn', async () => {
  await page.goto('/administration/api-keys');
  await button('生成密钥').click();
  await dialog().getByLabel('用途').fill('报表程序');
  await choose('所属人', '沈思');
  await button('生成').click();
  const key = await shownOnce();
  const asKey = () => fetch(`${system.url}/api/v1/people`, { headers: { Authorization: `Bearer ${key}` } });
  expect((await asKey()).status).toBe(200);
  const row = page.getByRole('row', { name: /报表程序/ });
  await row.getByRole('button', { name: '作废' }).click();
  await dialog().getByText('作废后不能恢复').waitFor();
  await dialog().getByRole('button', { name: '作废' }).click();
  await row.waitFor({ state: 'detached' });
  expect((await asKey()).status).toBe(401);
});

test('a webhook is added, its secret shown once, and a test stands in its log', async () => {
  await page.goto('/administration/webhooks');
  await page.getByText('还没有 Webhook').waitFor();
  await button('添加 Webhook').click();
  await dialog().getByLabel('名称').fill('工单系统');
  await dialog().getByLabel('地址').fill('http://127.0.0.1/');
  await button('添加').click();
  await dialog().getByRole('alert').getByText('必须以 https:// 开头').waitFor();
  await dialog().getByLabel('地址').fill('https://hooks.example.com/T0KEN');
  await button('添加').click();
  expect(await shownOnce()).toMatch(/^whsec_/);
  await page.getByRole('link', { name: '工单系统' }).click();
  await page.getByText('还没有发送过').waitFor();
  await button('发送测试').click();
  await page.locator('.delivery', { hasText: 'webhook.test' }).waitFor();
});

/** Every page, and what shows that it is there. */
const PAGES = [
  ['people', '/administration/people', '.admin-table'],
  ['a person', '/administration/people/technical-lead', '.admin-columns'],
  ['departments', '/administration/departments', '.admin-table'],
  ['the calendar', '/administration/calendar', '.month'],
  ['packs', '/administration/packs', '.admin-table'],
  ['a pack', '/administration/packs/media', '.sentences'],
  ['a draft', '/administration/packs/media/edit', '.cm-content'],
  ['notices', '/administration/notices', '.mail'],
  ['keys', '/administration/api-keys', '.admin-table'],
  ['webhooks', '/administration/webhooks', '.admin-table, .notice-box'],
] as const;

test.each([
  ['desktop', 'light', 'zh'],
  ['phone', 'dark', 'en'],
] as const)(
  '%s, %s, %s: axe finds nothing serious, and no page scrolls sideways',
  async (size, mode, language) => {
    const seat = await seated(browser, system.consoleUrl, 'administrator', { size, mode, language });
    const found: [string, Finding[]][] = [];
    const wide: string[] = [];
    for (const [name, path, there] of PAGES) {
      await seat.page.goto(path);
      await seat.page.locator(there).first().waitFor();
      found.push([name, await seriousFindings(seat.page)]);
      const over = await seat.page.evaluate('document.querySelector(".admin-page").scrollWidth - innerWidth');
      if (size === 'phone' && Number(over) > 0) wide.push(`${name}: ${String(over)} px`);
    }
    await seat.context.close();
    expect(found.filter(([, findings]) => findings.length > 0)).toEqual([]);
    expect(wide).toEqual([]);
  },
);

test('a lead reads calendar and rules, and is offered no change', async () => {
  const lead = await seated(browser, system.consoleUrl, 'technical-lead');
  await lead.page.goto('/administration');
  await lead.page.locator('.month').first().waitFor();
  expect(await lead.page.locator('.admin-areas a').allInnerTexts()).toEqual(['工作日历', '规则包']);
  await lead.page.locator('.cal-day').first().click();
  expect(await lead.page.locator('.ant-modal').count()).toBe(0);
  await lead.page.goto('/administration/packs/media');
  await lead.page.locator('.sentences').waitFor();
  expect(await lead.page.getByRole('button', { name: '编写新版本' }).count()).toBe(0);
  await lead.context.close();
});

test('no script failed, and the content security policy kept nothing out', () => {
  expect(administrator.complaints.filter((text) => !/status of (401|409|422)/.test(text))).toEqual([]);
});
