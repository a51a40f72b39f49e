import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { begun, classified } from '../api/support/complaints';
import { openBrowser, seated } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  system = await startConsoleSystem('import');
  browser = await openBrowser();
  axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await browser.close();
  await system.services.importFiling.close();
  await system.close();
});

const PICTURES =
  process.env['SCREENSHOTS'] === '1' ? path.join(__dirname, '..', '..', 'docs', 'screenshots') : undefined;

const RUN_AXE = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  .then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 160)))`;

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n'), 'utf8'),
});

const TITLES = '类型,客户姓名,电话,投诉内容,紧急程度,发生时间';
const ROWS = [
  '投诉,王小明,13800138000,电视开机五分钟后自动重启,重大,2026-11-20 21:30',
  '投诉,李静,13911112222,快递显示已签收但没有收到,特别急,去年',
  '投诉,,13712345678,客服电话一直没有人接,,',
];

describe.each([
  ['zh', 'desktop', 'light'],
  ['en', 'phone', 'dark'],
] as const)('in %s, %s, %s', (language, size, mode) => {
  test('a file is looked at, its bad rows are listed, and the good ones are filed', async () => {
    const { page, context, complaints } = await seated(browser, system.consoleUrl, 'agent', {
      size,
      language,
      mode,
    });
    const picture = async (name: string): Promise<void> => {
      expect(await page.evaluate(axe).then(() => page.evaluate<string[]>(RUN_AXE))).toEqual([]);
      const over = await page.evaluate('document.querySelector("main").scrollWidth - innerWidth');
      expect(Number(over)).toBeLessThanOrEqual(0);
      if (PICTURES !== undefined) {
        await page.screenshot({ path: path.join(PICTURES, `${name}.${language}.${size}.png`) });
      }
    };
    await page.goto('/import');
    await page.locator('.import-steps').waitFor();
    await picture('import');

    const input = page.locator('input[type=file]');
    await input.setInputFiles(file('星座.csv', ['客户姓名,投诉内容,星座', '王,黑屏,天秤']));
    const refused = page.locator('.import-refused');
    await refused.waitFor();
    expect(await refused.innerText()).toContain(
      language === 'zh' ? '不认识列名“星座”' : '“星座” is no title',
    );
    await picture('import-refused');

    await input.setInputFiles(file('十一月投诉.csv', [TITLES, ...ROWS]));
    const table = page.locator('.import-problems');
    await table.waitFor();
    const text = await table.innerText();
    expect(text).toMatch(language === 'zh' ? /请填写其中之一：紧急/ : /Write one of: 紧急/);
    expect(text).toMatch(/2026-11-22 16:30/);
    await picture('import-checked');
    // Another look at the same address finds the same.
    await page.reload();
    await table.waitFor();

    await page.getByRole('button', { name: language === 'zh' ? '登记 1 件' : 'File 1' }).click();
    await page.getByText(language === 'zh' ? '已登记 1 件。' : '1 filed.').waitFor();
    expect(complaints.filter((one) => !/status of (401|422)/.test(one))).toEqual([]);
    await page.getByRole('link', { name: language === 'zh' ? '查看案件' : 'See the cases' }).click();
    await page.locator('.work-row').first().waitFor();
    await context.close();
  });
});

test('the same file again is questioned', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto('/import');
  await page.locator('input[type=file]').setInputFiles(file('十一月投诉（2）.csv', [TITLES, ...ROWS]));
  const warning = page.locator('.import-again');
  await warning.waitFor();
  expect(await warning.innerText()).toContain('内容完全相同的文件已经登记过');
  await context.close();
});

test('the list is exported as it is filtered, from the page of cases', async () => {
  await begun(system.as('agent'), classified);
  const { page, context } = await seated(browser, system.consoleUrl, 'agent', { size: 'phone' });
  await page.goto('/cases?contentType=product');
  const link = page.getByRole('link', { name: '导出 CSV' });
  // It can be clicked: nothing lies over it, and it stands still.
  await link.click({ trial: true });
  if (PICTURES !== undefined)
    await page.screenshot({ path: path.join(PICTURES, 'cases-export.zh.phone.png') });
  const address = (await link.getAttribute('href')) ?? '';
  const response = await page.request.get(new URL(address, system.consoleUrl).href);
  expect(response.headers()['content-disposition']).toMatch(/^attachment; filename="?complaints-/);
  const lines = (await response.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  await context.close();
});

test('who may not import is told that there is nothing here, and is offered nothing', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'technical-lead');
  await page.goto('/import');
  await page.locator('.notice-box').waitFor();
  await page.goto('/cases');
  await page.getByRole('link', { name: '导出 CSV' }).waitFor();
  expect(await page.getByRole('link', { name: '导入投诉' }).count()).toBe(0);
  await context.close();
});
