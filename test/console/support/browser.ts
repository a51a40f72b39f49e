import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { PASSWORD } from './system';

/** Of a desk and of a phone. */
export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } } as const;
export type Size = keyof typeof SIZES;

const PATIENCE_MS = 15_000;

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['REDRESS_TEST_CHROMIUM'] ?? '';
  // As root, which tests in containers are, Chromium refuses its sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/** One person at a desk of their own. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: scripts that failed, what the content security policy kept out. */
  readonly complaints: string[];
}

export interface SeatOptions {
  readonly size?: Size;
  readonly language?: 'zh' | 'en';
  readonly mode?: 'light' | 'dark';
}

/** A window of its own, not signed in. */
export async function takeSeat(
  browser: Browser,
  baseURL: string,
  { size = 'desktop', language = 'zh', mode = 'light' }: SeatOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({
    baseURL,
    viewport: SIZES[size],
    colorScheme: mode,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(`localStorage.setItem('redress.language', '${language}')`);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, context, complaints };
}

/** Signs somebody in, as they do it themselves. */
export async function signIn({ page }: Seat, user: string): Promise<void> {
  await page.goto('/');
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('nav.rail').waitFor();
}

/** Somebody signed in at a window of their own. */
export async function seated(
  browser: Browser,
  baseURL: string,
  user: string,
  options: SeatOptions = {},
): Promise<Seat> {
  const seat = await takeSeat(browser, baseURL, options);
  await signIn(seat, user);
  return seat;
}
