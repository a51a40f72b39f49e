import type { Answer, ApiClient } from '../../api/support/client';
import { begun, until } from '../../api/support/complaints';
import { foundGroup } from '../../api/support/widespread';
import type { System } from '../../api/support/system';
import { hostile } from './free-texts';

const HOUR = 3_600_000;
/** Beyond every plan made here. */
const LATER = '2036-11-28T18:00:00+08:00';

/** Where the texts came to stand, and those of the commands that were not taken. */
export interface Planted {
  /** A case with nearly all of them, whose customer has the mailbox. */
  readonly number: string;
  /** Withdrawn by its customer’s word, closed without agreement, a suggestion, and one with a claim. */
  readonly others: readonly string[];
  readonly workOrder: string;
  readonly action: string;
  readonly group: string;
  /** The free texts of the commands that were sent. */
  readonly places: ReadonlySet<string>;
  readonly refused: readonly string[];
}

/** Files cases and sends them every command, with such a text in every field that takes one. */
export async function plantTexts(system: System, email: string): Promise<Planted> {
  const places = new Set<string>();
  const refused: string[] = [];
  const evil = (place: string): string => {
    places.add(place);
    return hostile(place);
  };
  const taken = (what: string, { status, body }: Answer): void => {
    if (status !== 200 && status !== 201) refused.push(`${what}: ${status} ${JSON.stringify(body)}`);
  };
  const sendTo = (number: string) => async (user: string, command: string, payload: object) => {
    const sent = await system.as(user).post(`complaints/${number}/${command}`, payload);
    taken(command, sent);
  };
  const agent = system.as('agent');
  const now = () => new Date().toISOString();

  const number = await begun(agent, intakeOf(evil, email));
  const send = sendTo(number);
  await send('agent', 'amend', {
    fields: { matter: evil('amend.fields.matter'), ...recordFields('amend.fields.', evil, email) },
    reason: evil('amend.reason'),
  });
  await send('agent', 'classify', { ...CLASS, reason: evil('classify.reason') });
  await send('supervisor', 'set-level', { level: 'yellow', reason: evil('set-level.reason') });
  await send('agent', 'set-transfer', {
    body: evil('set-transfer.body'),
    reference: evil('set-transfer.reference'),
  });
  await send('agent', 'assign', { department: 'logistics', reason: evil('assign.reason') });
  await send('logistics-lead', 'return', { reason: evil('return.reason') });
  await send('agent', 'assign', { department: 'technical' });
  await send('technical-lead', 'accept', {});
  await send('technical-lead', 'form-team', { members: ['technical-handler'], lead: 'technical-lead' });
  await send('supervisor', 'extend', {
    ...(await clockToExtend(system.as('technical-lead'), number)),
    reason: evil('extend.reason'),
    agreedWith: evil('extend.agreedWith'),
    agreedAt: now(),
  });
  await send('technical-lead', 'find', {
    finding: 'violation',
    rootCause: evil('find.rootCause'),
    text: evil('find.text'),
    responsible: evil('find.responsible'),
    staffMeasure: {
      person: evil('find.staffMeasure.person'),
      measure: evil('find.staffMeasure.measure'),
      rule: evil('find.staffMeasure.rule'),
    },
  });
  await send('technical-lead', 'plan', {
    owner: evil('plan.owner'),
    steps: [{ what: evil('plan.steps.what'), owner: evil('plan.steps.owner'), due: LATER }],
    expectedCompletion: LATER,
  });
  await send('technical-lead', 'complete-step', { step: 1, result: evil('complete-step.result') });
  await send('agent', 'log-contact', {
    method: evil('log-contact.method'),
    at: now(),
    content: evil('log-contact.content'),
    reaction: evil('log-contact.reaction'),
  });
  await send('agent', 'contact-attempt', {
    method: evil('contact-attempt.method'),
    at: now(),
    outcome: 'no-answer',
  });
  await send('agent', 'promise-reply', {
    by: new Date(Date.now() + HOUR).toISOString(),
    note: evil('promise-reply.note'),
  });
  const workOrder = await worked(system, number, evil, taken);
  await send('technical-lead', 'note', { text: evil('note.text'), visibility: 'customer' });
  await send('technical-lead', 'add-evidence', {
    title: evil('add-evidence.title'),
    kind: evil('add-evidence.kind'),
    note: evil('add-evidence.note'),
    originalAt: evil('add-evidence.originalAt'),
  });
  await send('technical-lead', 'resolve', {
    result: evil('resolve.result'),
    measures: evil('resolve.measures'),
    apology: { by: evil('resolve.apology.by'), at: now() },
    gift: evil('resolve.gift'),
    customerContent: 'unknown',
  });
  await send('agent', 'customer-in-doubt', {
    doubt: evil('customer-in-doubt.doubt'),
    nextContactAt: new Date(Date.now() + HOUR).toISOString(),
  });
  await send('agent', 'customer-unsatisfied', {
    reason: evil('customer-unsatisfied.reason'),
    demand: evil('customer-unsatisfied.demand'),
  });
  await send('technical-lead', 'plan', {
    owner: 'technical-lead',
    steps: [{ what: 'x', owner: 'technical-lead', due: LATER }],
    expectedCompletion: LATER,
  });
  await send('technical-lead', 'resolve', { result: hostile('second result'), customerContent: 'yes' });
  await send('agent', 'customer-satisfied', {
    rating: 5,
    comment: evil('customer-satisfied.comment'),
    suggestions: evil('customer-satisfied.suggestions'),
  });
  await send('agent', 'callback', {
    at: now(),
    method: evil('callback.method'),
    opinion: evil('callback.opinion'),
  });
  await send('technical-lead', 'review', {
    rootCause: evil('review.rootCause'),
    lessons: [evil('review.lessons')],
    countermeasures: [evil('review.countermeasures')],
  });
  await send('supervisor', 'keep-longer', { reason: evil('keep-longer.reason'), until: LATER });
  await send('agent', 'reply-to-body', {
    outcome: 'settled',
    statement: evil('reply-to-body.statement'),
    at: now(),
  });
  await send('agent', 'reopen', { reason: evil('reopen.reason') });
  await send('supervisor', 'inspect', { verdict: 'not-done', criticism: evil('inspect.criticism') });
  await send('agent', 'escalate', { to: 'executive', reason: evil('escalate.reason') });
  await send('supervisor', 'intervene', { instruction: evil('intervene.instruction') });
  const group = await widespread(system, number, evil, send);
  await send('agent', 'flag-difficult', { reason: evil('flag-difficult.reason') });

  const withdrawn = await begun(agent, { ...intakeOf(hostile, 'other@example.com'), ...CLASS });
  await sendTo(withdrawn)('agent', 'withdraw', {
    reason: evil('withdraw.reason'),
    statement: {
      at: now(),
      method: evil('withdraw.statement.method'),
      text: evil('withdraw.statement.text'),
    },
  });
  const unsettled = await begun(agent, { ...intakeOf(hostile, 'third@example.com'), policy: 'hotel' });
  await sendTo(unsettled)('agent', 'resolve', { result: hostile('on the spot'), customerContent: 'no' });
  await sendTo(unsettled)('supervisor', 'close-unsettled', {
    ground: 'no-settlement',
    statement: evil('close-unsettled.statement'),
  });
  const suggestion = await begun(agent, {
    ...intakeOf(hostile, 'fourth@example.com'),
    kind: 'suggestion',
    policy: 'it-service',
  });
  await sendTo(suggestion)('supervisor', 'decide-suggestion', {
    adopted: 'partly',
    reason: evil('decide-suggestion.reason'),
  });
  await sendTo(suggestion)('agent', 'answer', { text: evil('answer.text') });
  const escalated = await begun(system.as('specialist'), {
    ...intakeOf(hostile, 'fifth@example.com'),
    channel: 'call-centre',
    policy: 'iptv',
  });
  const onEscalated = sendTo(escalated);
  await onEscalated('specialist', 'triage', { answerable: 'unclear', note: evil('triage.note') });
  await onEscalated('specialist', 'claim', { demand: evil('claim.demand'), grounds: evil('claim.grounds') });
  await onEscalated('quality-manager', 'decide-claim', {
    decision: 'refuse',
    reason: evil('decide-claim.reason'),
  });
  const action = await corrected(system, number, taken);
  return {
    number,
    others: [withdrawn, unsettled, suggestion, escalated],
    workOrder,
    action,
    group,
    places,
    refused,
  };
}

const CLASS = { contentType: 'product', subtype: 'quality', urgency: 'major' } as const;
type Evil = (place: string) => string;
type Taken = (what: string, answer: Answer) => void;

function recordFields(of: string, evil: Evil, email: string): object {
  return {
    channel: evil(`${of}channel`),
    channelDetail: evil(`${of}channelDetail`),
    customer: {
      name: evil(`${of}customer.name`),
      company: evil(`${of}customer.company`),
      phone: evil(`${of}customer.phone`),
      account: evil(`${of}customer.account`),
      email,
    },
    occurredText: evil(`${of}occurredText`),
    expectation: evil(`${of}expectation`),
    mood: evil(`${of}mood`),
    firstReply: evil(`${of}firstReply`),
    persons: [evil(`${of}persons`)],
  };
}

/** Everything that filing takes. */
function intakeOf(evil: Evil, email: string): object {
  return {
    kind: 'complaint',
    matter: evil('filing.matter'),
    ...recordFields('filing.', evil, email),
    receivedBy: evil('filing.receivedBy'),
    transferredBy: {
      body: evil('filing.transferredBy.body'),
      reference: evil('filing.transferredBy.reference'),
    },
  };
}

/** The clock that may be extended before the cause is found, and until when. */
async function clockToExtend(lead: ApiClient, number: string): Promise<{ clock: string; until: string }> {
  const { body } = await lead.get(`complaints/${number}/clocks`);
  const clocks: unknown[] = Array.isArray(body['items']) ? body['items'] : [];
  for (const one of clocks) {
    const clock: Record<string, unknown> = typeof one === 'object' && one !== null ? { ...one } : {};
    const id = String(clock['id']);
    if (!id.startsWith('3.3-cause')) continue;
    return { clock: id, until: new Date(Date.parse(String(clock['dueAt'])) + HOUR).toISOString() };
  }
  throw new Error('There is no clock of the cause.');
}

/** Orders work three times: one is finished, one returned, one cancelled. */
async function worked(system: System, number: string, evil: Evil, taken: Taken): Promise<string> {
  const lead = system.as('technical-lead');
  const other = system.as('logistics-lead');
  const ordered = async (nth: number): Promise<string> => {
    const task = evil('order-work.task');
    taken(
      'order-work',
      await lead.post(`complaints/${number}/order-work`, { department: 'logistics', task }),
    );
    const path = `work-orders/${number}-W${nth}`;
    await until(
      () => other.get(path),
      ({ status }) => status === 200,
    );
    return path;
  };
  const [first, second, third] = [await ordered(1), await ordered(2), await ordered(3)];
  taken('accept of a work order', await other.post(`${first}/accept`));
  taken('finish', await other.post(`${first}/finish`, { result: hostile('finish.result') }));
  taken('return of a work order', await other.post(`${second}/return`, { reason: hostile('return') }));
  taken('cancel', await lead.post(`${third}/cancel`, { reason: hostile('cancel.reason') }));
  return `${number}-W1`;
}

async function widespread(
  system: System,
  number: string,
  evil: Evil,
  send: (user: string, command: string, payload: object) => Promise<void>,
): Promise<string> {
  const group = number.replace('C', 'W');
  await foundGroup(system.mongo, { _id: group, pack: 'media', foundAt: new Date() });
  await send('supervisor', 'mark-widespread', { group, reason: evil('mark-widespread.reason') });
  await system
    .as('supervisor')
    .post(`widespread-groups/${group}/solution`, { text: hostile('widespread.solution') });
  return group;
}

/** A corrective action up to its first check. */
async function corrected(system: System, number: string, taken: Taken): Promise<string> {
  const issuer = system.as('supervisor');
  const issued = await issuer.post('corrective-actions', {
    department: 'technical',
    persons: [hostile('action.persons')],
    cases: [number],
    due: LATER,
    reason: hostile('action.reason'),
  });
  taken('issue', issued);
  const path = `corrective-actions/${String(issued.body['id'])}`;
  const lead = system.as('technical-lead');
  await until(
    () => lead.get(path),
    ({ status }) => status === 200,
  );
  taken('accept of an action', await lead.post(`${path}/accept`));
  taken(
    'plan of an action',
    await lead.post(`${path}/plan`, { measures: [hostile('plan.measures')], due: LATER }),
  );
  taken('report', await lead.post(`${path}/report`, { result: hostile('report.result') }));
  taken('verify', await issuer.post(`${path}/verify`, { effective: 'no', note: hostile('verify.note') }));
  return String(issued.body['id']);
}
