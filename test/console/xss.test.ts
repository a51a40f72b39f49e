import type { Browser, Page } from 'playwright-core';
import { CODE_MAIL, FIRST_MAIL } from '../api/support/customer';
import { codeIn, mailsTo, mailTo, tokenIn } from '../api/support/mailbox';
import { openBrowser, seated, takeSeat } from './support/browser';
import { FREE_TEXTS, hostile } from './support/free-texts';
import { plantTexts, type Planted } from './support/hostile-texts';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** Fifty commands and twenty pages, on a machine that may be busy. */
jest.setTimeout(180_000);

const EMAIL = 'hostile@example.com';
const FILE = '<img src=x onerror=struck=1>.png';
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let system: ConsoleSystem;
let browser: Browser;
let planted: Planted;

beforeAll(async () => {
  system = await startConsoleSystem('xss', { NODE_ENV: 'development' });
  browser = await openBrowser();
  planted = await plantTexts(system, EMAIL);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await system.close();
});

/** What a text that was taken for markup would leave: a script that ran, or an element that nobody else makes. */
const STRUCK = `[globalThis.struck !== undefined && 'a script ran',
  document.querySelector('img[src="x"], [onerror]') !== null && 'markup',
  document.querySelector('a[href^="javascript:"]') !== null && 'a link that runs',
  document.body.innerText.includes('>2 ') && 'a template',
].filter(Boolean).join(', ')`;

const harm: string[] = [];
/** Every place that has been shown as it was typed. */
const shown = new Set<string>();
const PLACE = /onerror=struck=1>\{\{1\+1\}\} <b>([\w.-]+)<\/b> \[x\]\(javascript:struck=1\)/g;

/** Another body's words at filing: `set-transfer` has put others in their place where the whole record is looked at. */
const OUT_OF_SIGHT: ReadonlySet<string> = new Set([
  'filing.transferredBy.body',
  'filing.transferredBy.reference',
]);

async function checkPage(page: Page, name: string): Promise<void> {
  const struck = String(await page.evaluate(STRUCK));
  if (struck !== '') harm.push(`${name}: ${struck}`);
  const text = String(await page.evaluate('document.body.textContent'));
  const values = String(
    await page.evaluate(
      '[...document.querySelectorAll("input, textarea")].map((one) => one.value).join("\\n")',
    ),
  );
  for (const [, place = ''] of `${text}\n${values}`.matchAll(PLACE)) shown.add(place);
}

test('every free text of filing and of every command was taken as it was typed', () => {
  expect(planted.refused).toEqual([]);
  expect(FREE_TEXTS.filter((place) => !planted.places.has(place))).toEqual([]);
  expect(FREE_TEXTS.length).toBeGreaterThan(60);
});

test.each([
  ['agent', ['/', '/cases', '/cases?q=struck', '/board', '/tasks'], 'main'],
  ['technical-lead', ['/', '/tasks', '/supervision'], 'main'],
  ['supervisor', ['/', '/board', '/supervision'], 'main'],
] as const)('nothing that was typed runs on the pages of %s', async (user, paths, there) => {
  const { page, context, complaints } = await seated(browser, system.consoleUrl, user);
  const { number, others, workOrder, action, group } = planted;
  for (const path of paths) {
    await page.goto(path);
    await page.locator(`${there} h1`).first().waitFor();
    await page.waitForLoadState('load');
    await checkPage(page, `${user} ${path}`);
  }
  for (const path of [
    // Every case is shown by the same page: one reader of them all is enough.
    ...[number, ...(user === 'agent' ? others : [])].map((one) => `/cases/${one}`),
    `/work-orders/${workOrder}`,
    `/corrective-actions/${action}`,
    ...(user === 'supervisor' ? [`/widespread-groups/${group}`] : []),
  ]) {
    await page.goto(path);
    await page.getByText('onerror').first().waitFor();
    if (path.startsWith('/cases/')) await page.locator('.event').first().waitFor();
    await checkPage(page, `${user} ${path}`);
  }
  await page.goto(`/cases/${number}`);
  await page.locator('.event').nth(40).waitFor();
  await checkPage(page, `${user}, the whole record`);
  await page.emulateMedia({ media: 'print' });
  await checkPage(page, `${user}, printed`);
  // Of the question who has signed in, before somebody has.
  expect(complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
  await context.close();
});

test('nor on the customer’s page, where files are named by others too', async () => {
  const { page, context, complaints } = await takeSeat(browser, system.consoleUrl, { size: 'phone' });
  const folder = system.config.mail.mailboxDir;
  const token = tokenIn((await mailTo(folder, EMAIL, FIRST_MAIL)).text);
  await page.goto(`/c/#${token}`);
  await page.locator('button.primary').click();
  await page.locator('input.code').waitFor();
  const codes = (await mailsTo(folder, EMAIL)).filter(({ subject }) => CODE_MAIL.test(subject));
  await page.locator('input.code').fill(codeIn(codes.at(-1)?.subject ?? ''));
  await page.keyboard.press('Enter');
  await page.getByLabel('写给我们').fill(hostile('customer.message'));
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('.thread .from-customer').waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: FILE, mimeType: 'image/png', buffer: PICTURE });
  await page.getByText(FILE).first().waitFor();
  await page.getByRole('button', { name: '刷新' }).click();
  await page.getByText('second result').waitFor();
  await checkPage(page, 'customer');
  await page.emulateMedia({ media: 'print' });
  await checkPage(page, 'customer, printed');
  expect(complaints).toEqual([]);
  await context.close();
});

test('nor in the mailbox, or in the form while it is typed', async () => {
  const { page, context } = await takeSeat(browser, system.consoleUrl);
  await page.goto('/mailbox');
  await page.getByText(planted.number).first().waitFor();
  await checkPage(page, 'mailbox');
  await page.goto('/complain');
  await page.locator('[name=matter]').fill(`${hostile('form.matter')} 11010519491231002X`);
  await page.locator('mark').waitFor();
  await checkPage(page, 'form');
  await context.close();
});

test('no page was struck, and what was typed stands on them as it was typed', () => {
  expect(harm).toEqual([]);
  const unseen = [...planted.places].filter((place) => !shown.has(place) && !OUT_OF_SIGHT.has(place));
  expect(unseen).toEqual([]);
});
