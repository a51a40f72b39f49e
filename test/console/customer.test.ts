import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { classified, begun, until } from '../api/support/complaints';
import { CODE_MAIL, FIRST_MAIL } from '../api/support/customer';
import { codeIn, mailsTo, mailTo, tokenIn } from '../api/support/mailbox';
import { seriousFindings, type Finding } from './support/axe';
import { openBrowser, seated, takeSeat, type Seat, type SeatOptions } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

jest.setTimeout(120_000);

const FOLDER = path.join(__dirname, '..', '..', 'docs', 'screenshots');
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let system: ConsoleSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startConsoleSystem('customer');
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await system.close();
});

const seat = (options: SeatOptions = {}): Promise<Seat> =>
  takeSeat(browser, system.consoleUrl, { size: 'phone', ...options });

/** `SCREENSHOTS=1`: a picture of the page as it is. */
async function picture(page: Page, name: string, language = 'zh'): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await mkdir(FOLDER, { recursive: true });
  const size = (page.viewportSize()?.width ?? 0) > 800 ? 'desktop' : 'phone';
  await page.screenshot({
    path: path.join(FOLDER, `customer-${name}.${language}.${size}.png`),
    fullPage: true,
  });
}

const found: [string, Finding[]][] = [];
const wide: string[] = [];

/** Notes what axe finds, and whether the page scrolls sideways. */
async function checkPage(page: Page, name: string): Promise<void> {
  found.push([name, await seriousFindings(page)]);
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  if (over > 0) wide.push(`${name}: ${over} px`);
}

/** The code that came last. */
async function codeFor(address: string): Promise<string> {
  const folder = system.config.mail.mailboxDir;
  const mails = (await mailsTo(folder, address)).filter(({ subject }) => CODE_MAIL.test(subject));
  return codeIn(mails.at(-1)?.subject ?? '');
}

async function linkFor(address: string): Promise<string> {
  return tokenIn((await mailTo(system.config.mail.mailboxDir, address, FIRST_MAIL)).text);
}

/** A case of somebody with a mailbox. */
async function filedFor(email: string): Promise<string> {
  const customer = { name: '李静', email };
  return begun(system.as('agent'), { ...classified, customer, matter: '广告少播了十二次，时段与合同不符。' });
}

/** Opens a link and enters its code. */
async function enter(page: Page, email: string): Promise<void> {
  await page.goto(`/c/#${await linkFor(email)}`);
  await page.locator('button.primary').click();
  await page.locator('input.code').waitFor();
  await page.locator('input.code').fill(await codeFor(email));
  await page.keyboard.press('Enter');
  await page.locator('#messages').waitFor();
}

test('a customer complains, follows it by the link from their mailbox, writes, and is satisfied', async () => {
  const email = 'wang@example.com';
  const { page, context, complaints } = await seat();
  await page.goto('/complain');
  await page.getByRole('heading', { name: '我要投诉' }).waitFor();
  await checkPage(page, 'form');
  await picture(page, 'form');
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByText('请填写手机号或邮箱').waitFor();
  await checkPage(page, 'form with problems');
  await picture(page, 'form-problems');
  await page.locator('[name=name]').fill('王小明');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=matter]').fill('电视开机五分钟后自动重启，身份证 11010519491231002X');
  await page.locator('mark', { hasText: '11010519491231002X' }).waitFor();
  await checkPage(page, 'form with a number');
  await picture(page, 'form-number');
  await page.locator('[name=matter]').fill('电视开机五分钟后自动重启，画面黑屏，已连续三天。');
  await page.locator('[name=occurredText]').fill('上周五晚上开始');
  await page.locator('[name=expectation]').fill('尽快更换主板，并说明原因');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '铭牌.png', mimeType: 'image/png', buffer: PICTURE });
  await page.getByRole('button', { name: '提交投诉' }).click();
  const number = await page.locator('.big-number').innerText();
  expect(number).toMatch(/^C\d{8}-\d{6}$/);
  await page.getByText('已上传：铭牌.png').waitFor();
  await checkPage(page, 'filed');
  await picture(page, 'filed');

  await page.goto(`/c/#${await linkFor(email)}`);
  await page.getByText(number).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('王小明');
  await checkPage(page, 'link without code');
  await picture(page, 'link');
  await page.getByRole('button', { name: '把验证码发到我的邮箱' }).click();
  await page.locator('input.code').waitFor();
  await checkPage(page, 'code');
  await picture(page, 'code');
  const code = await codeFor(email);
  await page.locator('input.code').fill(code === '000000' ? '111111' : '000000');
  await page.keyboard.press('Enter');
  await page.getByText('验证码不对').waitFor();
  await page.locator('input.code').fill(code);
  await page.keyboard.press('Enter');

  await page.getByText('画面黑屏').waitFor();
  await page.getByText('铭牌.png').waitFor();
  await page.getByLabel('写给我们').fill('下午三点以后都在家。');
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('.thread .from-customer').waitFor();
  const agent = system.as('agent');
  await agent.post(`complaints/${number}/note`, {
    text: '师傅明天下午上门，请留意电话。',
    visibility: 'customer',
  });
  await page.getByRole('button', { name: '刷新' }).click();
  await page.locator('.thread .from-company').waitFor();
  await checkPage(page, 'details');
  await picture(page, 'details');

  await until(
    () =>
      agent.post(`complaints/${number}/resolve`, {
        result: '已更换主板，试机两小时正常。',
        customerContent: 'yes',
      }),
    ({ status }) => status === 200,
  );
  await page.reload();
  await page.getByText('已更换主板').waitFor();
  await page.getByRole('button', { name: '满意', exact: true }).click();
  await page.getByRole('radio', { name: '5 分' }).check({ force: true });
  await page.getByLabel('建议（选填）').fill('希望周末也能上门。');
  await checkPage(page, 'verdict');
  await picture(page, 'verdict');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已办结' }).waitFor();
  await page.getByText('您已确认满意（5 分）').waitFor();
  await checkPage(page, 'closed');
  await picture(page, 'closed');
  expect((await agent.get(`complaints/${number}`)).body).toMatchObject({
    stage: 'closed',
    closing: { outcome: { kind: 'satisfied', rating: 5, suggestions: '希望周末也能上门。' } },
  });
  await page.getByRole('button', { name: '退出查看' }).click();
  await page.getByRole('heading', { name: '查看详细内容' }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('主板');
  // Of a wrong code (422), and of a file that comes before the procedure has begun (503), a browser tells.
  expect(complaints.filter((text) => !/ (422|503) /.test(text))).toEqual([]);
  await context.close();
});

test('in English, by the keyboard alone, in the dark', async () => {
  const email = 'li@example.com';
  const number = await filedFor(email);
  const { page, context, complaints } = await seat({ language: 'en', mode: 'dark' });
  await page.goto(`/c/#${await linkFor(email)}`);
  await page.getByText(number).waitFor();
  await checkPage(page, 'link, English');
  await picture(page, 'link', 'en');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('input.code').waitFor();
  await page.keyboard.type(await codeFor(email));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  await page.getByLabel('Write to us').focus();
  await page.keyboard.type('When does it run?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Sent. We answer').waitFor();
  await checkPage(page, 'details, English');
  await picture(page, 'details', 'en');
  await page.goto('/complain');
  await page.getByRole('heading', { name: 'Make a complaint' }).waitFor();
  await checkPage(page, 'form, English');
  await picture(page, 'form', 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '我要投诉' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a link that is cut, expired, or replaced is a clear page', async () => {
  const email = 'zhao@example.com';
  const number = await filedFor(email);
  const token = await linkFor(email);
  const links = system.mongo.connection.collection('customerLinks');
  const { page, context } = await seat();
  const opens = async (address: string, words: string, name: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('heading', { name: words }).waitFor();
    await checkPage(page, name);
    await picture(page, name);
  };
  await opens('/c/', '请从邮件或短信中的链接进入', 'no-link');
  await opens(`/c/#${token.slice(0, 30)}`, '链接不完整或有误', 'bad-link');
  await links.updateOne({ number }, { $set: { expiresAt: new Date(0) } });
  await opens(`/c/#${token}`, '链接已过期', 'expired');
  await system.as('agent').post(`complaints/${number}/customer-link`, { reason: '客户没有收到' });
  await opens(`/c/#${token}`, '链接已更换', 'withdrawn');
  await context.close();
});

test('an agent replaces the link on the page of the case', async () => {
  const email = 'wu@example.com';
  const number = await filedFor(email);
  const before = await linkFor(email);
  const { page, context } = await seated(browser, system.consoleUrl, 'agent');
  await page.goto(`/cases/${number}`);
  await page.getByRole('heading', { name: '客户查询链接' }).waitFor();
  await page.getByRole('button', { name: '更换并重新发送' }).click();
  await page.getByLabel('更换原因').fill('客户说链接被转发了');
  await picture(page, 'link-replaced-by-agent');
  await page.getByLabel('更换原因').press('Enter');
  await page.getByText('新链接已发出').waitFor();
  const { text } = await mailTo(system.config.mail.mailboxDir, email, /查询链接/);
  expect(tokenIn(text)).not.toBe(before);
  await context.close();
});

test('what the customer typed outlives a code that has to be entered again', async () => {
  const email = 'chen@example.com';
  await filedFor(email);
  const { page, context } = await seat();
  await enter(page, email);
  await page.getByLabel('写给我们').fill('写了很久的一段话');
  await system.mongo.connection.collection('customerSessions').deleteMany({});
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByRole('heading', { name: '查看详细内容' }).waitFor();
  await system.mongo.connection.collection('customerLinks').updateMany({}, { $unset: { asked: true } });
  await page.locator('button.primary').click();
  await page.locator('input.code').waitFor();
  await page.locator('input.code').fill(await codeFor(email));
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('写给我们').inputValue()).toBe('写了很久的一段话');
  await context.close();
});

test('a result that looks like a script is only a text; nothing of the link leaves the page', async () => {
  const email = 'sun@example.com';
  const number = await filedFor(email);
  const hostile = `<img src=x onerror="globalThis.struck=1"><script>globalThis.struck=1</script>`;
  await system.as('agent').post(`complaints/${number}/note`, { text: hostile, visibility: 'customer' });
  const { page, context } = await seat();
  const token = await linkFor(email);
  const leaked: string[] = [];
  page.on('request', (request) => {
    if (request.url().replace(/#.*/, '').includes(token)) leaked.push(request.url());
    if ((request.headers()['referer'] ?? '').includes(token)) leaked.push('referer');
  });
  await enter(page, email);
  await page.getByText('onerror').waitFor();
  expect(await page.evaluate('globalThis.struck')).toBeUndefined();
  expect(leaked).toEqual([]);
  await context.close();
});

test('at a desk it is the same page, wider', async () => {
  const email = 'zhou@example.com';
  await filedFor(email);
  const { page, context } = await seat({ size: 'desktop' });
  await page.goto('/complain');
  await page.getByRole('heading', { name: '我要投诉' }).waitFor();
  await checkPage(page, 'form, desktop');
  await picture(page, 'form');
  await enter(page, email);
  await checkPage(page, 'details, desktop');
  await picture(page, 'details');
  await context.close();
});

test('without scripts the pages say where to call', async () => {
  const context = await browser.newContext({ baseURL: system.consoleUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/complain');
  expect(await page.locator('body').innerText()).toContain('致电客服');
  await context.close();
});

test('axe finds nothing serious on any of these pages, and none scrolls sideways at 375 px', () => {
  expect(found.length).toBeGreaterThan(14);
  expect(found.filter(([, findings]) => findings.length > 0)).toEqual([]);
  expect(wide).toEqual([]);
});
