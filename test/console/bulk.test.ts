import type { Browser } from 'playwright-core';
import { begun } from '../api/support/complaints';
import { openBrowser, seated } from './support/browser';
import { lookAt } from './support/look';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(120_000);

let system: ConsoleSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startConsoleSystem('bulk');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await system.close();
});

const severalBegun = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => begun(system.as('agent'))));

test('rows are chosen with Shift, assigned, and those that refuse are listed; the address brings it back', async () => {
  const numbers = await severalBegun(4);
  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto('/cases?stage=assigning');
  const boxes = page.locator('.choosable input[type=checkbox]');
  await boxes.nth(3).waitFor();
  await boxes.nth(0).click();
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  await page.getByText('已选 4 件').waitFor();
  expect(await lookAt(page, 'bulk-chosen.zh.desktop')).toEqual([]);

  // Meanwhile somebody else assigns one of them.
  const [taken = ''] = numbers;
  await system.as('specialist').post(`complaints/${taken}/assign`, { department: 'logistics' });
  await page.getByRole('button', { name: '派单…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '派单 4 件' }).click();
  await dialog.getByText('请填写').first().waitFor();
  await dialog.locator('#department').fill('技术');
  await page.keyboard.press('Enter');
  await dialog.locator('#reason').fill('同一批次的同一故障');
  expect(await lookAt(page, 'bulk-assign.zh.desktop')).toEqual([]);
  await dialog.getByRole('button', { name: '派单 4 件' }).click();

  await page.getByText('派出 3 件，未派成 1 件，共 4 件').waitFor();
  const refused = page.locator('.bulk-refused tbody tr');
  expect(await refused.innerText()).toContain('案件现在是“待签收”，“派单”只能在以下环节办理：待派单。');
  expect(await refused.locator('a').getAttribute('href')).toBe(`/cases/${taken}`);
  expect(await lookAt(page, 'bulk-done.zh.desktop')).toEqual([]);

  const again = await context.newPage();
  await again.goto(page.url());
  await again.getByText('派出 3 件，未派成 1 件，共 4 件').waitFor();
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await context.close();
});

test('on the board of a phone all of a list are chosen, also what is not drawn', async () => {
  await severalBegun(3);
  const { page, context, complaints } = await seated(browser, system.consoleUrl, 'agent', {
    size: 'phone',
    language: 'en',
    mode: 'dark',
  });
  await page.goto('/board');
  await page.locator('.card-choice input[type=checkbox]').first().click();
  await page.getByRole('button', { name: /Choose all on this list/ }).click();
  await page.getByText('7 chosen').waitFor();
  expect(await lookAt(page, 'bulk-board.en.phone')).toEqual([]);
  await page.getByRole('button', { name: 'Assign…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#department').fill('Technical');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Assign 7' }).click();
  await page.getByText('Done: 3 assigned, 4 refused, of 7').waitFor();
  expect(await lookAt(page, 'bulk-done.en.phone')).toEqual([]);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await context.close();
});

test('nobody is offered what they may not do', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'auditor');
  await page.goto('/cases');
  await page.locator('.work-row').first().waitFor();
  expect(await page.locator('.choose-box').count()).toBe(0);
  await context.close();
});
