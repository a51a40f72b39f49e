import path from 'node:path';
import type { Page } from 'playwright-core';
import { seriousFindings } from './axe';

const PICTURES =
  process.env['SCREENSHOTS'] === '1'
    ? path.join(__dirname, '..', '..', '..', 'docs', 'screenshots')
    : undefined;

/** What is wrong with the page as it is now: what axe finds, and what stands out on the right. Keeps a picture if asked. */
export async function lookAt(page: Page, name: string): Promise<unknown[]> {
  const findings = await seriousFindings(page);
  const over = Number(await page.evaluate('document.querySelector("main").scrollWidth - innerWidth'));
  if (PICTURES !== undefined) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  return [...findings, ...(over > 0 ? [`It is ${over} px too wide.`] : [])];
}
