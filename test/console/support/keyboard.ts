import type { Locator, Page } from 'playwright-core';

/** What these need of an element of the page, in which they are run. */
interface PageElement {
  readonly tabIndex: number;
  readonly ownerDocument: { readonly activeElement: unknown };
  checkVisibility(): boolean;
  matches(selector: string): boolean;
  closest(selector: string): unknown;
}

function takesTab(element: PageElement): boolean {
  const isUsable = !element.matches(':disabled') && element.closest('[inert]') === null;
  return isUsable && element.tabIndex >= 0 && element.checkVisibility();
}

function hasFocus(element: PageElement): boolean {
  return element.ownerDocument.activeElement === element;
}

/**
 * Goes to something as the Tab key does, without pressing it dozens of times: what Tab would not come to is refused.
 *
 * @throws if it is not in the order of tabs, or does not take the focus
 */
export async function reach(target: Locator): Promise<void> {
  await target.waitFor();
  if (!(await target.evaluate(takesTab))) throw new Error(`Tab does not come to ${String(target)}.`);
  await target.focus();
  if (!(await target.evaluate(hasFocus))) throw new Error(`${String(target)} takes no focus.`);
}

/** Presses a button, follows a link. */
export async function press(target: Locator): Promise<void> {
  await reach(target);
  await target.press('Enter');
}

/** Writes into a field, over what stands there. */
export async function write(target: Locator, text: string): Promise<void> {
  await reach(target);
  await target.press('Control+a');
  await target.page().keyboard.insertText(text);
}

/** Writes into a field that takes its value with Enter: a date, one of Ant Design's lists. */
export async function choose(target: Locator, text: string): Promise<void> {
  await write(target, text);
  await target.press('Enter');
}

/** Takes one of a group of radio buttons: Tab comes to the group, the arrows to the one. */
export async function pick(target: Locator): Promise<void> {
  await target.focus();
  await target.press('Space');
}

/** As many entries as no menu has. */
const MOST_ENTRIES = 60;

/** Opens a menu of commands and takes an entry of it by the arrows. */
export async function pickInMenu(page: Page, button: Locator, entry: string): Promise<void> {
  await press(button);
  const wanted = page.locator('.command-menu:visible').getByRole('menuitem', { name: entry, exact: true });
  await wanted.waitFor();
  for (let step = 0; step < MOST_ENTRIES; step += 1) {
    if (await wanted.evaluate(hasFocus)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not come to “${entry}”.`);
}
