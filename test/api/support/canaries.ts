import { begun, until } from './complaints';
import type { System } from './system';

/** What a customer is called and reached by in lives with canaries. */
export interface Canary {
  /** Stands in every text that people write. */
  readonly word: string;
  readonly phone: string;
  readonly email: string;
  /** Id of an uploaded file that is evidence. */
  readonly attachment?: string;
}

/** The lives that were led; each is closed. */
export interface CanaryLives {
  readonly numbers: readonly string[];
  readonly workOrders: readonly string[];
  readonly correctiveAction: string;
}

type Step = readonly [user: string, command: string, payload: object];

const LEAD = 'technical-lead';
const LOGISTICS = 'logistics-lead';
/** Its tables say when somebody may do what; the other asks whether the company is answerable, and knows claims. */
const [PACK, OTHER_PACK] = ['retail', 'iptv'];

/**
 * Lives through the public doors in which every text of every command, work order and corrective action holds the word,
 * and the customer's contacts stand where contacts do.
 */
export async function livesWithCanaries(system: System, canary: Canary): Promise<CanaryLives> {
  const { word } = canary;
  const agent = system.as('agent');
  const intake = intakeOf(canary);
  const [complaint, explained, suggestion] = await Promise.all([
    begun(agent, { ...intake, kind: 'complaint', policy: PACK }),
    begun(agent, { ...intake, kind: 'complaint', policy: OTHER_PACK }),
    begun(agent, { ...intake, kind: 'suggestion', policy: PACK, aboutDepartment: 'technical' }),
  ]);
  const [workOrders, correctiveAction] = await Promise.all([
    complaintLife(system, complaint, canary),
    correctedLife(system, word),
    live(system, `complaints/${explained}`, explainedLife(word)),
    live(system, `complaints/${suggestion}`, [
      [LEAD, 'decide-suggestion', { adopted: 'no', reason: word }],
      ['agent', 'answer', { text: word }],
    ]),
  ]);
  return { numbers: [complaint, explained, suggestion], workOrders, correctiveAction };
}

async function live(system: System, path: string, steps: readonly Step[]): Promise<void> {
  for (const [user, command, payload] of steps) {
    const { status, body } = await system.as(user).post(`${path}/${command}`, payload);
    if (status !== 200) throw new Error(`${command} at ${path}: ${status} ${JSON.stringify(body)}`);
  }
}

const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

function intakeOf(canary: Canary) {
  const { word } = canary;
  return {
    ...amendmentOf(canary),
    receivedBy: `${word}柜台`,
    transferredBy: { body: `${word}局`, reference: `${word}号` },
  };
}

function amendmentOf({ word, phone, email }: Canary) {
  return {
    channel: 'phone',
    customer: { name: `${word}先生`, company: `${word}公司`, phone, email, account: `${word}-1` },
    matter: `${word}开机后自动重启`,
    expectation: `${word}要求换货`,
    channelDetail: `${word}热线`,
    mood: `${word}生气`,
    firstReply: `${word}已致歉`,
    occurredText: `${word}上周`,
    persons: [`${word}店员`],
  };
}

/** Two rounds, closed, opened again, withdrawn; with two work orders, whose ids are returned. */
async function complaintLife(system: System, number: string, canary: Canary): Promise<readonly string[]> {
  const { word } = canary;
  const path = `complaints/${number}`;
  const orders = [`${number}-W1`, `${number}-W2`, `${number}-W3`];
  const order = { department: 'logistics', task: word };
  await live(system, path, [
    ['agent', 'amend', { fields: amendmentOf(canary), reason: word }],
    ['agent', 'classify', { contentType: 'product', subtype: 'quality', urgency: 'major', reason: word }],
    ['supervisor', 'set-level', { level: 'yellow', reason: word }],
    ['agent', 'set-transfer', { body: word, reference: word }],
    ['agent', 'assign', { department: 'technical', reason: word }],
    [LEAD, 'return', { reason: word }],
    ['agent', 'assign', { department: 'technical', reason: word }],
    [LEAD, 'accept', {}],
    ...orders.map((): Step => [LEAD, 'order-work', order]),
  ]);
  await ended(system, orders, word);
  await live(system, path, [...handled(canary), ...closedAndAfter(word)]);
  return orders;
}

/** One is finished, one sent back, one taken back. */
async function ended(system: System, orders: readonly string[], word: string): Promise<void> {
  const ends: readonly (readonly Step[])[] = [
    [
      [LOGISTICS, 'accept', {}],
      [LOGISTICS, 'finish', { result: word }],
    ],
    [[LOGISTICS, 'return', { reason: word }]],
    [[LEAD, 'cancel', { reason: word }]],
  ];
  for (const [index, id] of orders.entries()) {
    await until(
      () => system.as(LOGISTICS).get(`work-orders/${id}`),
      ({ body }) => Number(body['revision']) > 0,
    );
    await live(system, `work-orders/${id}`, ends[index] ?? []);
  }
}

const planOf = (word: string) => ({
  owner: LEAD,
  steps: [{ what: word, owner: 'technical-handler', due: days(3) }],
  expectedCompletion: days(4),
});

function handled({ word, attachment }: Canary): readonly Step[] {
  const at = days(0);
  const cause = { finding: 'fault', rootCause: word, text: word, responsible: word };
  const evidence = { title: word, kind: word, note: word, originalAt: word, attachment };
  const staffMeasure = { person: word, measure: word, rule: word };
  return [
    ['agent', 'note', { text: word, visibility: 'internal' }],
    [
      'supervisor',
      'extend',
      { clock: '4-limit', until: days(4), reason: word, agreedAt: at, agreedWith: word },
    ],
    [LEAD, 'find', { ...cause, staffMeasure }],
    [LEAD, 'plan', planOf(word)],
    [LEAD, 'complete-step', { step: 1, result: word }],
    ['agent', 'log-contact', { method: 'phone', at, content: word, reaction: word }],
    ['agent', 'promise-reply', { by: days(2), note: word }],
    ['agent', 'add-evidence', evidence],
    ['agent', 'escalate', { to: 'executive', reason: word }],
    ['executive', 'intervene', { instruction: word }],
    ['supervisor', 'mark-widespread', { group: 'W20240101-000001', reason: word }],
    ['agent', 'flag-difficult', { reason: word }],
    ['agent', 'reply-to-body', { outcome: 'settled', statement: word, at }],
  ];
}

function closedAndAfter(word: string): readonly Step[] {
  const at = days(0);
  const result = { result: word, measures: word, gift: word, apology: { by: word, at } };
  return [
    [LEAD, 'resolve', { ...result, customerContent: 'unknown' }],
    ['agent', 'customer-in-doubt', { doubt: word, nextContactAt: days(2) }],
    ['agent', 'customer-unsatisfied', { reason: word, demand: word }],
    [LEAD, 'plan', planOf(word)],
    [LEAD, 'resolve', { result: word, customerContent: 'yes' }],
    ['agent', 'customer-satisfied', { rating: 5, comment: word, suggestions: word }],
    ['agent', 'callback', { at, method: 'phone', opinion: word }],
    ['supervisor', 'review', { rootCause: word, lessons: [word], countermeasures: [word] }],
    ['supervisor', 'inspect', { verdict: 'not-done', criticism: word }],
    ['supervisor', 'keep-longer', { reason: word, until: days(20) }],
    ['agent', 'reopen', { reason: word }],
    ['agent', 'withdraw', { reason: word, statement: { at, method: 'phone', text: word } }],
  ];
}

/** Nobody answers for it: it is explained, and closed with what the company says. */
function explainedLife(word: string): readonly Step[] {
  return [
    ['agent', 'claim', { demand: word, grounds: word }],
    ['quality-manager', 'decide-claim', { decision: 'refuse', reason: word }],
    ['agent', 'triage', { answerable: 'no', script: 'home-network', note: word }],
    ['supervisor', 'close-unsettled', { ground: 'no-liability', statement: word }],
  ];
}

/** A corrective action without a case, as far as found effective; its id. */
async function correctedLife(system: System, word: string): Promise<string> {
  const notice = { department: 'technical', persons: [word], due: days(10), reason: word };
  const { body } = await system.as('supervisor').post('corrective-actions', notice);
  const path = `corrective-actions/${String(body['id'])}`;
  await until(
    () => system.as('supervisor').get(path),
    ({ body: seen }) => Number(seen['revision']) > 0,
  );
  await live(system, path, [
    [LEAD, 'accept', {}],
    [LEAD, 'plan', { measures: [word], due: days(5) }],
    [LEAD, 'report', { result: word }],
    ['executive', 'verify', { effective: 'yes', note: word }],
  ]);
  return String(body['id']);
}
