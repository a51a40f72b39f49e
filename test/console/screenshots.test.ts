import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { begun, until } from '../api/support/complaints';
import { foundGroup } from '../api/support/widespread';
import { openBrowser, seated, SIZES, takeSeat, type Size } from './support/browser';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** `npm run screenshots`: pictures of every page for the README. They are made anew only when asked for. */
const asked = process.env['SCREENSHOTS'] === '1' ? test : test.skip;
const FOLDER = path.join(__dirname, '..', '..', 'docs', 'screenshots');

jest.setTimeout(600_000);

let system: ConsoleSystem;
let browser: Browser;
let number: string;

/** A morning's complaints. */
const COMPLAINTS = [
  ['王小明', '13800138000', '电视开机五分钟后自动重启，画面黑屏，已连续三天', 'product', 'quality', 'major'],
  ['李静', '13911112222', '广告投放时段与合同不符，少播了十二次', 'service', 'competence', 'general'],
  [
    '晨光贸易',
    '02155556666',
    '快递显示已签收，但前台和仓库都没有收到设备，急用',
    'delivery',
    'late',
    'urgent',
  ],
  [
    '赵磊',
    '13712345678',
    '客服电话打了四次都没有人接，在线客服也不回复',
    'service',
    'responsiveness',
    'general',
  ],
  ['陈思思', '13888887777', '新买的机顶盒外包装破损，遥控器按键失灵', 'product', 'packaging', 'general'],
  [
    '周先生',
    '13688889999',
    '安装师傅没有按约定时间上门，改约两次仍未来',
    'delivery',
    'installation',
    'major',
  ],
  ['吴桐', '13566667777', '节目画面长时间卡顿，重启后仍然没有改善'],
] as const;

beforeAll(async () => {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await mkdir(FOLDER, { recursive: true });
  system = await startConsoleSystem('screenshots');
  browser = await openBrowser();
  const numbers: string[] = [];
  for (const [name, phone, matter, contentType, subtype, urgency] of COMPLAINTS) {
    const about = contentType ? { contentType, subtype, urgency } : {};
    const body = {
      kind: 'complaint',
      channel: 'phone',
      channelDetail: '400 热线，按键 2',
      customer: { name, phone },
      matter,
      occurredText: '昨天晚上',
      expectation: '尽快解决并给出说明',
      ...about,
    };
    numbers.push(await begun(system.as('agent'), body));
  }
  number = numbers[0] ?? '';
  await makeSupervisorsDay(numbers);
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  for (const [user, command, payload] of [
    ['technical-lead', 'accept', {}],
    ['technical-lead', 'form-team', { lead: 'technical-lead', members: ['technical-handler'] }],
    [
      'agent',
      'log-contact',
      {
        method: 'phone',
        at: new Date().toISOString(),
        content: '告知客户已安排技术部检测，今天下午回电',
        reaction: '客户表示可以接受，希望尽快',
        substantive: true,
      },
    ],
    ['technical-lead', 'note', { text: '同批次主板已有两起类似反馈', visibility: 'internal' }],
    [
      'technical-lead',
      'find',
      { finding: 'product', rootCause: '主板供电电容老化', text: '检测确认供电不稳' },
    ],
    ['technical-lead', 'order-work', { department: 'logistics', task: '给客户寄一块新主板' }],
    [
      'technical-lead',
      'plan',
      {
        owner: 'technical-lead',
        steps: [{ what: '上门更换主板', owner: 'technical-handler', due: inDays(2) }],
        expectedCompletion: inDays(3),
      },
    ],
  ] as const) {
    await until(
      () => system.as(user).post(`complaints/${number}/${command}`, payload),
      ({ status }) => status === 200,
    );
  }
});
afterAll(async () => {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await browser.close();
  await system.close();
});

/** What a supervisor is called for: a long overdue case, one that nobody wants, a claim, a widespread complaint. */
async function makeSupervisorsDay(numbers: readonly string[]): Promise<void> {
  const receivedAt = new Date(Date.now() - 5 * 3_600_000).toISOString();
  const agent = system.as('agent');
  const body = { kind: 'complaint', channel: 'phone', customer: { name: '何女士', phone: '13912340000' } };
  const late = await begun(agent, {
    ...body,
    matter: '充电器冒烟，孩子手指轻微烫伤',
    contentType: 'product',
    subtype: 'quality',
    urgency: 'urgent',
    receivedAt,
  });
  const unwanted = await begun(agent, { ...body, matter: '会员到期后仍自动扣费，多次要求取消未果' });
  const sent = async (user: string, which: string, command: string, payload: object): Promise<void> => {
    const { status } = await system.as(user).post(`complaints/${which}/${command}`, payload);
    if (status !== 200) throw new Error(`${command} was answered with ${status}`);
  };
  await sent('agent', late, 'set-level', { level: 'red', reason: '有人受伤' });
  for (const [department, reason] of [
    ['technical', '扣费系统不归技术部'],
    ['operations', '合同由市场部签订'],
    ['marketing', '取消流程在运营部'],
  ] as const) {
    await sent('agent', unwanted, 'assign', { department });
    await sent(`${department}-lead`, unwanted, 'return', { reason });
  }
  await sent('agent', unwanted, 'flag-difficult', { reason: '多次以同一理由要求双倍赔偿' });
  const group = late.replace('C', 'W');
  await foundGroup(system.mongo, { _id: group, pack: 'media', foundAt: new Date() });
  for (const which of [late, ...numbers.slice(4, 6)]) {
    await sent('supervisor', which, 'mark-widespread', { group, reason: '同批次设备' });
  }
}

interface Picture {
  readonly name: string;
  readonly user: string;
  readonly path: () => string;
  readonly there: string;
  /** What is done before it is taken. */
  readonly click?: string;
  /** What that brings about. */
  readonly then?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'my-work', user: 'agent', path: () => '/', there: '.work-row' },
  {
    name: 'my-work-form',
    user: 'technical-lead',
    path: () => '/',
    there: '.work-row',
    click: '.verb button',
  },
  { name: 'case', user: 'technical-lead', path: () => `/cases/${number}`, there: '.clock, .event' },
  {
    name: 'case-form',
    user: 'technical-lead',
    path: () => `/cases/${number}`,
    there: '.next',
    click: '.next button',
  },
  { name: 'intake', user: 'agent', path: () => '/new', there: '.preview-clocks' },
  { name: 'cases', user: 'agent', path: () => '/cases', there: '.work-row' },
  { name: 'search', user: 'agent', path: () => '/cases?q=主板', there: '.found-text' },
  { name: 'cases-empty', user: 'agent', path: () => '/cases?q=nobody', there: '.notice-box' },
  { name: 'board', user: 'supervisor', path: () => '/board', there: '.card' },
  {
    name: 'supervision',
    user: 'supervisor',
    path: () => '/supervision',
    there: '.decisions',
    click: '.decisions .verb button',
    then: '.command-form',
  },
  {
    name: 'supervision-holder',
    user: 'supervisor',
    path: () => '/supervision',
    there: '.holder-cases .verb',
    click: '.holder-cases .verb button',
    then: '.command-form',
  },
  {
    name: 'widespread',
    user: 'supervisor',
    path: () => '/supervision',
    there: '.group-head',
    click: '.group-of-cases button',
    then: '.group-of-cases .command-form',
  },
  { name: 'supervision-lead', user: 'logistics-lead', path: () => '/supervision', there: '.supervision' },
  { name: 'tasks', user: 'technical-lead', path: () => '/tasks', there: '.task-row' },
  {
    name: 'work-order',
    user: 'logistics-lead',
    path: () => `/work-orders/${number}-W1`,
    there: '.next',
    click: '.next button',
  },
  { name: 'work-empty', user: 'executive', path: () => '/', there: '.notice-box' },
  ...(
    [
      ['people', 'people', '.admin-table'],
      ['person', 'people/technical-lead', '.admin-columns'],
      ['calendar', 'calendar', '.month'],
      ['pack', 'packs/media', '.sentences'],
      ['pack-draft', 'packs/media/edit', '.cm-line'],
      ['notice-texts', 'notices', '.mail'],
      ['departments', 'departments', '.admin-table'],
      ['keys', 'api-keys', '.admin-page h1'],
      ['webhooks', 'webhooks', '.admin-page h1'],
    ] as const
  ).map(([name, place, there]) => ({
    name: `administration-${name}`,
    user: 'administrator',
    path: () => `/administration/${place}`,
    there,
  })),
  { name: 'no-such-case', user: 'agent', path: () => '/cases/C20200101-000001', there: '.notice-box' },
];

asked.each(Object.keys(SIZES).filter((size): size is Size => size in SIZES))(
  'pictures of every page: %s',
  async (size) => {
    for (const language of ['zh', 'en'] as const) {
      const entrance = await takeSeat(browser, system.consoleUrl, { size, language });
      await entrance.page.goto('/');
      await entrance.page.locator('#password').waitFor();
      await entrance.page.screenshot({ path: path.join(FOLDER, `sign-in.${language}.${size}.png`) });
      await entrance.context.close();
      for (const user of new Set(PICTURES.map((picture) => picture.user))) {
        const { page, context } = await seated(browser, system.consoleUrl, user, { size, language });
        for (const { name, path: address, there, click, then } of PICTURES.filter(
          (picture) => picture.user === user,
        )) {
          await page.goto(address());
          await page.locator(there).first().waitFor();
          if (click !== undefined) await page.locator(click).first().click();
          if (then !== undefined) await page.locator(then).first().waitFor();
          await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
          await page.screenshot({ path: path.join(FOLDER, `${name}.${language}.${size}.png`) });
        }
        await context.close();
      }
    }
  },
);
