import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export interface Finding {
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

/** A colour on its way to another is neither. Where one is inherited, it sets out when that of the parent has arrived. */
const AT_REST = `(async () => {
  for (;;) {
    await new Promise(requestAnimationFrame);
    const moving = document.getAnimations();
    if (moving.length === 0) return true;
    await Promise.allSettled(moving.map(({ finished }) => finished));
  }
})()`;

/** What axe finds on the page as it is now, serious and critical. */
export async function seriousFindings(page: Page): Promise<Finding[]> {
  await page.evaluate(AT_REST);
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate<Finding[]>(RUN_AXE);
}
