import type { Browser, Page } from 'playwright-core';
import { begun, classified, unclassified } from '../api/support/complaints';
import { seriousFindings } from './support/axe';
import { openBrowser, seated, SIZES } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;
let number: string;

beforeAll(async () => {
  system = await startConsoleSystem('search');
  browser = await openBrowser();
  number = await begun(system.as('agent'), {
    ...classified,
    matter: '电视机主板第三天烧坏，客户要求当天上门',
  });
  await begun(system.as('agent'), { ...unclassified, matter: '快递外包装破损，<b>主板</b>一角变形' });
  const note = { text: '备件库无货，周五到货后安排师傅', visibility: 'internal' };
  await system.as('agent').post(`complaints/${number}/note`, note);
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

const found = (page: Page) => page.locator('.found-text');

test.each([
  ['zh', 'desktop', '投诉内容', '备注内容', '请至少输入两个字。'],
  ['en', 'phone', 'Matter', 'Note', 'Write two characters at least.'],
] as const)(
  'in %s at a %s, the search box finds a case by its texts, by the keyboard alone',
  async (language, size, matter, note, tooShort) => {
    const { page, context, complaints } = await seated(browser, system.consoleUrl, 'agent', {
      language,
      size,
    });
    await page.keyboard.press('/');
    await page.keyboard.type('板');
    await page.keyboard.press('Enter');
    const hint = page.getByText(tooShort);
    await hint.waitFor();
    const box = await hint.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(SIZES[size].height);
    expect(new URL(page.url()).pathname).toBe('/');

    await page.locator('#search').fill('备件库');
    await page.keyboard.press('Enter');
    await found(page).waitFor();
    expect(await found(page).locator('mark').allInnerTexts()).toEqual(['备件库']);
    expect(await found(page).innerText()).toContain(note);
    expect(await page.locator('.case-row .number').allInnerTexts()).toEqual([number]);

    await page.locator('#search').fill('主板');
    await page.keyboard.press('Enter');
    await found(page).nth(1).waitFor();
    // What looks like markup in a text is text.
    expect(await found(page).locator('mark').allInnerTexts()).toEqual(['主板', '主板']);
    expect(await found(page).locator('b').count()).toBe(0);
    expect(await found(page).first().innerText()).toContain(matter);
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto(`/cases?q=${encodeURIComponent('从未写过')}`);
    await page.locator('.notice-box').waitFor();
    // Before anybody has signed in, the session is asked for.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await context.close();
  },
);
