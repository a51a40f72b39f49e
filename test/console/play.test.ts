import type { Browser, Locator, Page } from 'playwright-core';
import { en as customerEnglish } from '../../console/customer/words/en';
import { zh as customerChinese, type CustomerWord } from '../../console/customer/words/zh';
import { en } from '../../console/language/en';
import { zh, type MessageKey } from '../../console/language/zh';
import { CODE_MAIL, FIRST_MAIL } from '../api/support/customer';
import { codeIn, mailsTo, mailTo, tokenIn } from '../api/support/mailbox';
import { openBrowser, seated, takeSeat, type Seat } from './support/browser';
import { choose, pick, pickInMenu, press, write } from './support/keyboard';
import { startConsoleSystem, type ConsoleSystem } from './support/system';

/** A case from the customer's form to the closing rating, at six windows (`npm run play`). */
jest.setTimeout(180_000);

/** Everybody at a window of their own; nobody uses anything but the keyboard, and nobody loads a page anew. */
const STAFF = ['agent', 'logistics-lead', 'technical-lead', 'technical-handler', 'supervisor'] as const;
type Person = (typeof STAFF)[number];

const WORDS = {
  zh: {
    console: zh,
    customer: customerChinese,
    technical: '技术部',
    logistics: '物流部',
    product: { matter: '电视开机五分钟后自动重启，画面黑屏，已连续三天。', name: '王小明' },
    lead: '刘洋',
    handler: '郑凯',
  },
  en: {
    console: en,
    customer: customerEnglish,
    technical: 'Technical',
    logistics: 'Logistics',
    product: {
      matter: 'The television restarts five minutes after it is switched on, for three days now.',
      name: 'Li Jing',
    },
    lead: '刘洋',
    handler: '郑凯',
  },
} as const;

/** What is written into the record by commands, in order: a return, two rounds, a rating. */
const STORY = [
  'assign',
  'return',
  'classify',
  'assign',
  'accept',
  'form-team',
  'find',
  'plan',
  'complete-step',
  'resolve',
  'log-contact',
  'customer-unsatisfied',
  'find',
  'plan',
  'complete-step',
  'resolve',
  'customer-satisfied',
];

let system: ConsoleSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startConsoleSystem('play');
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await system.close();
});

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const words = WORDS[language];
  const say = (key: MessageKey): string => words.console[key];
  const sayToCustomer = (key: CustomerWord): string => words.customer[key];
  const email = `play-${language}@example.com`;
  const seats = new Map<Person, Seat>();
  let customer: Seat;
  let number: string;

  beforeAll(async () => {
    for (const user of STAFF) seats.set(user, await seated(browser, system.consoleUrl, user, { language }));
    customer = await takeSeat(browser, system.consoleUrl, { language, size: 'phone' });
    await press(pageOf('supervisor').locator('nav.rail a[href="/supervision"]'));
    await checkShown(pageOf('supervisor').getByText(say('supervision.nothing-presses')));
  }, 120_000);
  afterAll(async () => {
    for (const { context } of [...seats.values(), customer]) await context.close();
  });

  function pageOf(person: Person): Page {
    const seat = seats.get(person);
    if (!seat) throw new Error(`${person} has no seat.`);
    return seat.page;
  }

  /** Waits for something to be on a screen by itself. */
  const checkShown = (what: Locator): Promise<void> => what.waitFor();
  /** Waits for something to go from a screen by itself. */
  const checkGone = (what: Locator): Promise<void> => what.waitFor({ state: 'detached' });
  /** The case in somebody's work, as soon as it is there. */
  const rowOf = (person: Person): Locator => pageOf(person).locator(`.work-row[data-number="${number}"]`);
  /** What the supervisor sees of what a person holds. */
  const heldBy = (name: string): Locator => pageOf('supervisor').locator('tr.holder', { hasText: name });
  const send = (place: Page | Locator): Promise<void> =>
    press(place.locator('.command-form button[type=submit]'));
  const field = (page: Page, key: MessageKey): Locator => page.getByLabel(say(key), { exact: true });

  /** Opens the form that the case waits for, where it stands in somebody's work. */
  async function takeUp(person: Person, expected: MessageKey): Promise<Locator> {
    await press(rowOf(person).getByRole('button', { name: say(expected), exact: true }));
    return rowOf(person);
  }

  async function command(place: Page | Locator, name: MessageKey): Promise<void> {
    await press(place.locator('.next-commands').getByRole('button', { name: say(name), exact: true }));
    await place.locator('.command-form').waitFor();
  }

  /** Who made the plan may be asked; what it says is typed. */
  async function plan(what: string): Promise<void> {
    const page = pageOf('technical-lead');
    await command(page, 'command.plan');
    await write(page.locator('#steps_0_what'), what);
    await choose(field(page, 'field.due'), '2036-11-28 18:00');
    await choose(field(page, 'field.expectedCompletion'), '2036-11-29 18:00');
    await send(page);
  }

  async function findCause(cause: string): Promise<void> {
    const page = pageOf('technical-lead');
    await command(page, 'command.find');
    await pick(page.getByRole('radio', { name: say('choice.finding.product') }));
    await write(field(page, 'field.rootCause'), cause);
    await write(field(page, 'field.find.text'), cause);
    await send(page);
  }

  /** The handler's window shows the case; it follows by itself. */
  async function workAndReport(result: string): Promise<void> {
    const page = pageOf('technical-handler');
    await command(page, 'command.complete-step');
    await write(page.locator('#result'), result);
    await send(page);
    await command(page, 'command.resolve');
    await write(page.locator('#result'), result);
    await send(page);
    await checkShown(page.locator('.stage-pill', { hasText: say('stage.confirming') }));
  }

  async function codeOf(address: string): Promise<string> {
    const mails = await mailsTo(system.config.mail.mailboxDir, address);
    return codeIn(mails.filter(({ subject }) => CODE_MAIL.test(subject)).at(-1)?.subject ?? '');
  }

  test('the customer complains by the public form, on a phone', async () => {
    const { page } = customer;
    await page.goto('/complain');
    await write(page.locator('[name=name]'), words.product.name);
    await write(page.locator('[name=email]'), email);
    await write(page.locator('[name=matter]'), words.product.matter);
    await press(page.getByRole('button', { name: sayToCustomer('complain.submit') }));
    number = await page.locator('.big-number').innerText();
    expect(number).toMatch(/^C\d{8}-\d{6}$/);
  });

  test('it comes to the agent, who assigns it; the supervisor sees where it is', async () => {
    const row = await takeUp('agent', 'expected.assigning');
    await command(row, 'command.assign');
    await choose(row.getByRole('combobox').first(), words.logistics);
    await send(row);
    await checkShown(rowOf('logistics-lead'));
    await checkShown(heldBy(words.logistics));
    expect(await rowOf('technical-lead').count()).toBe(0);
  });

  test('a department that it is not for returns it', async () => {
    const row = await takeUp('logistics-lead', 'expected.accepting');
    await command(row, 'command.return');
    await write(field(pageOf('logistics-lead'), 'field.return.reason'), words.technical);
    await send(row);
    await checkGone(heldBy(words.logistics));
  });

  test('the agent classifies it, and assigns it anew', async () => {
    const page = pageOf('agent');
    const row = await takeUp('agent', 'expected.assigning');
    await pickInMenu(page, row.getByRole('button', { name: say('next.more') }), say('command.classify'));
    for (const choice of [
      'choice.contentType.product',
      'choice.subtype.quality',
      'choice.urgency.major',
    ] as const) {
      await pick(row.getByRole('radio', { name: say(choice), exact: true }));
    }
    await send(row);
    await row.locator('.tag', { hasText: say('choice.urgency.major') }).waitFor();
    if ((await row.locator('.row-form').count()) === 0) await takeUp('agent', 'expected.assigning');
    await command(row, 'command.assign');
    await choose(row.getByRole('combobox').first(), words.technical);
    await send(row);
    await checkShown(heldBy(words.lead));
  });

  test('the right lead signs for it, forms a team, finds the cause, plans', async () => {
    const page = pageOf('technical-lead');
    await send(await takeUp('technical-lead', 'expected.accepting'));
    await checkShown(rowOf('technical-lead').locator('.stage', { hasText: say('stage.planning') }));
    await checkGone(heldBy(words.lead));
    await press(rowOf('technical-lead').getByRole('link', { name: number }));
    const more = page.getByRole('button', { name: say('next.more') });
    await pickInMenu(page, more, say('command.form-team'));
    await choose(field(page, 'field.members'), words.handler);
    await page.keyboard.press('Escape');
    await send(page);
    await findCause('C1');
    await plan('S1');
    await checkShown(page.locator('.stage-pill', { hasText: say('stage.handling') }));
  });

  test('the handler, in whose work it has come, carries it out and reports', async () => {
    await press(rowOf('technical-handler').getByRole('link', { name: number }));
    await workAndReport('R1');
    await checkShown(rowOf('agent').getByRole('button', { name: say('expected.confirming') }));
  });

  test('the agent calls; the customer opens the link from their mailbox and is not satisfied', async () => {
    const desk = pageOf('agent');
    const row = await takeUp('agent', 'expected.confirming');
    await pickInMenu(desk, row.getByRole('button', { name: say('next.more') }), say('command.log-contact'));
    await write(field(desk, 'field.content'), 'T1');
    await write(field(desk, 'field.reaction'), 'T2');
    await send(row);

    const { page } = customer;
    const mail = await mailTo(system.config.mail.mailboxDir, email, FIRST_MAIL);
    await page.goto(`/c/#${tokenIn(mail.text)}`);
    await press(page.getByRole('button', { name: sayToCustomer('enter.email') }));
    await page.locator('input.code').waitFor();
    await choose(page.locator('input.code'), await codeOf(email));
    await checkShown(page.getByText('R1'));
    await press(page.getByRole('button', { name: sayToCustomer('verdict.unsatisfied'), exact: true }));
    await write(page.getByLabel(sayToCustomer('verdict.reason')), 'D1');
    await press(page.locator('[aria-labelledby=verdict] button[type=submit]'));
    await checkShown(page.getByText(sayToCustomer('stage.planning')));
  });

  test('the second round comes to lead and handler by itself', async () => {
    await checkShown(pageOf('technical-lead').locator('.stage-pill', { hasText: '2' }));
    await checkShown(pageOf('technical-lead').getByText('D1').first());
    await findCause('C2');
    await plan('S2');
    await workAndReport('R2');
  });

  test('the customer is satisfied, and everybody sees it closed', async () => {
    const { page } = customer;
    await press(page.getByRole('button', { name: sayToCustomer('refresh') }));
    await checkShown(page.getByText('R2'));
    await press(page.getByRole('button', { name: sayToCustomer('verdict.satisfied'), exact: true }));
    await pick(page.locator('input[name=rating][value="4"]'));
    await press(page.locator('[aria-labelledby=verdict] button[type=submit]'));
    await checkShown(page.getByRole('heading', { name: sayToCustomer('stage.closed') }));
    for (const person of ['technical-lead', 'technical-handler'] as const) {
      await checkShown(pageOf(person).locator('.stage-pill', { hasText: say('stage.closed') }));
    }
    await checkGone(rowOf('agent'));
    await checkShown(pageOf('supervisor').getByText(say('supervision.nothing-presses')));
  });

  test('the record tells the same story', async () => {
    const auditor = system.as('auditor');
    const { body } = await auditor.get(`complaints/${number}`);
    expect(body).toMatchObject({
      stage: 'closed',
      round: 2,
      department: 'technical',
      closing: { outcome: { kind: 'satisfied', rating: 4 } },
    });
    const { body: record } = await auditor.get(`complaints/${number}/events?limit=200`);
    const types = Array.isArray(record['items']) ? record['items'].map(typeOf) : [];
    expect(types.filter((type) => STORY.includes(type))).toEqual(STORY);
  });

  test('no script failed, and the content security policy kept nothing out', () => {
    const told = [...seats.values(), customer].flatMap(({ complaints }) => complaints);
    // Before somebody signs in, the page asks who they are; what the procedure did meanwhile is told by a 412.
    expect(told.filter((text) => !/status of (401|412)/.test(text))).toEqual([]);
  });
});

function typeOf(event: unknown): string {
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
}
