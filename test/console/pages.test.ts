import type { Browser, Page } from 'playwright-core';
import { begun, classified, until } from '../api/support/complaints';
import { foundGroup } from '../api/support/widespread';
import { seriousFindings, type Finding } from './support/axe';
import { openBrowser, seated, SIZES, takeSeat } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(240_000);

let system: ConsoleSystem;
let browser: Browser;
let number: string;
let group: string;
let action: string;

beforeAll(async () => {
  system = await startConsoleSystem('pages');
  browser = await openBrowser();
  number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  await lead.post(`complaints/${number}/order-work`, { department: 'logistics', task: '寄一块新主板' });
  await begun(system.as('agent'));
  group = number.replace('C', 'W');
  await foundGroup(system.mongo, { _id: group, pack: 'media', foundAt: new Date() });
  action = await issued();
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

/** A corrective action for the department that has the case. */
async function issued(): Promise<string> {
  const supervisor = system.as('supervisor');
  await supervisor.post(`complaints/${number}/mark-widespread`, { group, reason: '同批次' });
  const { body } = await supervisor.post('corrective-actions', {
    department: 'technical',
    cases: [number],
    due: '2036-11-28T18:00:00+08:00',
    reason: '同批主板一周内三次故障',
  });
  const id = String(body['id']);
  await until(
    () => supervisor.get(`corrective-actions/${id}`),
    ({ status }) => status === 200,
  );
  return id;
}

/** Every page of those who work on cases, and what shows that it is there; the others are looked at in tests of their own. */
const PAGES: readonly (readonly [name: string, user: string, path: () => string, there: string])[] = [
  ['my work', 'agent', () => '/', '.work-row'],
  ['a case', 'technical-lead', () => `/cases/${number}`, '.clock'],
  ['cases', 'agent', () => '/cases', '.work-row'],
  ['no cases', 'agent', () => '/cases?q=nobody', '.notice-box'],
  ['the board', 'supervisor', () => '/board', '.card'],
  ['supervision', 'supervisor', () => '/supervision', '.heat, .notice-box'],
  ['orders and corrections', 'technical-lead', () => '/tasks', '.task-row'],
  ['a work order', 'technical-lead', () => `/work-orders/${number}-W1`, '.clock'],
  ['import', 'agent', () => '/import', '.import-body'],
  ['a widespread group', 'supervisor', () => `/widespread-groups/${group}`, `h1`],
  ['a corrective action', 'technical-lead', () => `/corrective-actions/${action}`, '.clock'],
  ['the calendar', 'technical-lead', () => '/administration/calendar', '.month'],
  ['packs', 'supervisor', () => '/administration/packs', '.admin-table'],
  ['intake', 'agent', () => '/new', '.preview-panel h2'],
  ['a new password', 'agent', () => '/password', 'form'],
  ['no such case', 'agent', () => '/cases/C20200101-000001', '.notice-box'],
  ['no such page', 'agent', () => '/nowhere', '.notice-box'],
];

/** Tabs and columns lie side by side on these, and are moved sideways. */
const SCROLLING: ReadonlySet<string> = new Set(['a case', 'the board']);
/** By how many pixels the page is wider than its window. */
const TOO_WIDE = 'document.querySelector("main").scrollWidth - innerWidth';

/** As a page is looked at, one after the other, the phone last. */
const LOOKS = [
  { size: 'desktop', mode: 'light' },
  { size: 'phone', mode: 'dark' },
] as const;

/** A device is turned to another look while the page is open. */
async function putOn(page: Page, { size, mode }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme: mode });
  await page.locator(`html[data-mode=${mode}]`).waitFor();
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test('axe finds nothing serious on any page, light and dark, and at 375 px none scrolls sideways', async () => {
    const found: [string, Finding[]][] = [];
    const wide: string[] = [];
    const entrance = await takeSeat(browser, system.consoleUrl, { language });
    await entrance.page.goto('/');
    await entrance.page.locator('#password').waitFor();
    for (const look of LOOKS) {
      await putOn(entrance.page, look);
      found.push([`sign-in, ${look.size}`, await seriousFindings(entrance.page)]);
    }
    await entrance.context.close();
    for (const user of ['agent', 'technical-lead', 'supervisor']) {
      const { page, context } = await seated(browser, system.consoleUrl, user, { language });
      for (const [name, who, path, there] of PAGES) {
        if (who !== user) continue;
        await putOn(page, LOOKS[0]);
        await page.goto(path());
        for (const look of LOOKS) {
          await putOn(page, look);
          await page.locator(there).first().waitFor();
          found.push([`${name}, ${look.size}, ${look.mode}`, await seriousFindings(page)]);
        }
        const over = Number(await page.evaluate(TOO_WIDE));
        if (!SCROLLING.has(name) && over > 0) wide.push(`${name}: ${over} px`);
      }
      await context.close();
    }
    expect(found.filter(([, findings]) => findings.length > 0)).toEqual([]);
    expect(wide).toEqual([]);
  });
});

test('the language is switched at any time, without losing the place', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto('/cases');
  await page.getByRole('heading', { name: /全部案件/ }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: /Cases/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/cases');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await context.close();
});

test('a wrong password says so, and names nobody', async () => {
  const { page, context } = await takeSeat(browser, system.consoleUrl);
  await page.goto('/');
  for (const user of ['agent', 'nobody-of-this-name']) {
    await page.locator('#user').fill(user);
    await page.locator('#password').fill('wrong wrong wrong');
    await page.keyboard.press('Enter');
    await page.getByText('用户名或密码不正确').waitFor();
    expect(await page.locator('[role=alert]').innerText()).not.toContain(user);
  }
  await context.close();
});

test('an ID-card number in the matter is shown where it stands, and kept nowhere', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto('/new');
  await page.locator('#intake-matter').fill('客户身份证 11010519491231002X，电视黑屏');
  await page.locator('mark', { hasText: '11010519491231002X' }).waitFor();
  expect(String(await page.evaluate('JSON.stringify(localStorage)'))).not.toContain('11010519491231002X');
  await context.close();
});

test('a draft survives a closed tab; a vague matter is questioned', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto('/new');
  await page.locator('[id="intake-customer.name"]').fill('李静');
  await page.locator('#intake-matter').fill('广告少播了十二次，时段与合同不符');
  await page.locator('.preview-clocks li').first().waitFor();
  await page.waitForFunction('Object.keys(localStorage).some((key) => key.startsWith("redress.draft"))');
  await page.close();
  const again = await context.newPage();
  await again.goto('/new');
  await again.getByText('已恢复上次未提交的内容').waitFor();
  await expect(again.locator('#intake-matter').inputValue()).resolves.toContain('广告少播了十二次');
  await context.close();
});

test('an administrator, who reads no case, is offered none', async () => {
  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'administrator');
  expect(await page.locator('nav.rail a').allInnerTexts()).toEqual(['管理']);
  expect(await page.locator('#search').count()).toBe(0);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await context.close();
});

test('on a phone, of seven places the chosen one is in view', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'head-of-customer-service', {
    size: 'phone',
    language: 'en',
  });
  await page.goto('/administration');
  const chosen = page.locator('nav.rail a[aria-current]');
  await expect(chosen.innerText()).resolves.toContain('Administration');
  const { x, width } = (await chosen.boundingBox()) ?? { x: -1, width: 0 };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(SIZES.phone.width);
  await context.close();
});

test('of a long matter the beginning is shown, and the rest when it is wanted', async () => {
  const matter = `${'电视开机五分钟后自动重启，已连续三天。'.repeat(100)}完`;
  const long = await begun(system.as('agent'), { ...classified, matter });
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto(`/cases/${long}`);
  const height = async () => (await page.locator('.long-text').first().boundingBox())?.height ?? 0;
  await page.getByRole('button', { name: '显示全文' }).waitFor();
  const cut = await height();
  await page.getByRole('button', { name: '显示全文' }).click();
  await page.getByRole('button', { name: '收起' }).waitFor();
  expect(await height()).toBeGreaterThan(4 * cut);
  await page.getByRole('button', { name: '收起' }).click();
  await page.getByRole('button', { name: '显示全文' }).waitFor();
  expect(await height()).toBe(cut);
  await context.close();
});

test('a name that looks like a script is only a name', async () => {
  const hostile = `<img src=x onerror="globalThis.struck=1"><script>globalThis.struck=1</script>`;
  const named = await begun(system.as('agent'), {
    ...classified,
    customer: { name: hostile },
    matter: `${hostile} 重启`,
  });
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto(`/cases/${named}`);
  await page.getByText('onerror').first().waitFor();
  await page.goto('/cases');
  await page.locator('.work-row').first().waitFor();
  expect(await page.evaluate('globalThis.struck')).toBeUndefined();
  await context.close();
});
