import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { createAccountStore } from '../../models/accounts';
import { createPasswords } from '../../api/session/passwords';
import { obtainChromium } from '../../scripts/binaries/chromium.mjs';
import type { Product } from './product';

const PASSWORD = 'a bench of its own, with people at it';

export async function openBrowser(): Promise<Browser> {
  // As root, which containers are, Chromium refuses its sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: await obtainChromium(), args });
}

/** Lets people sign in. */
export async function givePasswords({ connection }: Product, users: readonly string[]): Promise<void> {
  const hash = await createPasswords().hash(PASSWORD);
  const accounts = createAccountStore(connection);
  for (const user of users) {
    await accounts.setPassword(user, { hash, by: 'bench', mustChange: false, at: new Date() });
  }
}

/** A window of somebody who is signed in. */
export async function signedIn(browser: Browser, baseURL: string, user: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('nav.rail').waitFor();
  await page.close();
  return context;
}
