import type { Browser } from 'playwright-core';
import { begun } from '../api/support/complaints';
import { openBrowser, seated } from './support/browser';
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

test('nobody is offered what they may not do', async () => {
  const { page, context } = await seated(browser, system.consoleUrl, 'auditor');
  await begun(system.as('agent'));
  await page.goto('/cases');
  await page.locator('.work-row').first().waitFor();
  expect(await page.locator('.choose-box').count()).toBe(0);
  await context.close();
});
