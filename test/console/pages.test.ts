import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { begun, classified } from '../api/support/complaints';
import { openBrowser, seated, takeSeat, type Size } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(240_000);

let system: ConsoleSystem;
let browser: Browser;
let number: string;
let axe: string;

beforeAll(async () => {
  system = await startConsoleSystem('pages');
  browser = await openBrowser();
  axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  number = await begun(system.as('agent'), classified);
  const lead = system.as('technical-lead');
  await lead.post(`complaints/${number}/accept`);
  await lead.post(`complaints/${number}/order-work`, { department: 'logistics', task: '寄一块新主板' });
  await begun(system.as('agent'));
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** Run by the driver, so that the content security policy stays as it is. */
const RUN_AXE = `axe
  .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  .then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      id, impact, help, where: nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)),
    })))`;

/** What axe finds on the page as it is now, serious and critical. */
async function seriousFindings(page: Page): Promise<Finding[]> {
  await page.evaluate(axe);
  return page.evaluate<Finding[]>(RUN_AXE);
}

/** Every page, and what shows that it is there. */
const PAGES: readonly (readonly [name: string, user: string, path: () => string, there: string])[] = [
  ['my work', 'agent', () => '/', '.work-row'],
  ['a case', 'technical-lead', () => `/cases/${number}`, '.clock'],
  ['cases', 'agent', () => '/cases', '.work-row'],
  ['no cases', 'agent', () => '/cases?q=nobody', '.notice-box'],
  ['the board', 'supervisor', () => '/board', '.card'],
  ['supervision', 'supervisor', () => '/supervision', '.heat, .notice-box'],
  ['orders and corrections', 'technical-lead', () => '/tasks', '.task-row'],
  ['a work order', 'technical-lead', () => `/work-orders/${number}-W1`, '.clock'],
  ['intake', 'agent', () => '/new', '.preview-panel h2'],
  ['a new password', 'agent', () => '/password', 'form'],
  ['no such case', 'agent', () => '/cases/C20200101-000001', '.notice-box'],
  ['no such page', 'agent', () => '/nowhere', '.notice-box'],
];

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test('axe finds nothing serious on any page, light and dark, at a desk and on a phone', async () => {
    const found: [string, Finding[]][] = [];
    for (const [size, mode] of [
      ['desktop', 'light'],
      ['phone', 'dark'],
    ] as const) {
      const entrance = await takeSeat(browser, system.consoleUrl, { size, language, mode });
      await entrance.page.goto('/');
      await entrance.page.locator('#password').waitFor();
      found.push(['sign-in', await seriousFindings(entrance.page)]);
      await entrance.context.close();
      for (const user of ['agent', 'technical-lead', 'supervisor']) {
        const { page, context } = await seated(browser, system.consoleUrl, user, { size, language, mode });
        for (const [name, who, path, there] of PAGES) {
          if (who !== user) continue;
          await page.goto(path());
          await page.locator(there).first().waitFor();
          found.push([`${name}, ${size}, ${mode}`, await seriousFindings(page)]);
        }
        await context.close();
      }
    }
    expect(found.filter(([, findings]) => findings.length > 0)).toEqual([]);
  });

  test('nothing is cut off at 375 px: no page scrolls sideways', async () => {
    const size: Size = 'phone';
    const { page, context } = await seated(browser, system.consoleUrl, 'agent', { size, language });
    const wide: string[] = [];
    for (const [name, , path, there] of PAGES) {
      if (name === 'a case' || name === 'the board') continue;
      await page.goto(path());
      await page.locator(there).first().waitFor();
      const over = await page.evaluate('document.querySelector("main").scrollWidth - innerWidth');
      if (Number(over) > 0) wide.push(`${name}: ${String(over)} px`);
    }
    await context.close();
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
