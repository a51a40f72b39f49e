import { stateOf } from '../../domain/clocks/clock';
import type { Policy } from '../../domain/policy/policy';
import { AGENT, Life, local } from './life';
import { loadMedia } from './media';

let media: Policy;

beforeAll(async () => {
  media = await loadMedia();
});

const LEAD = { user: 'lead-technical', roles: ['lead'], department: 'technical' } as const;
const SUPERVISOR = {
  user: 'supervisor-customer-service',
  roles: ['supervisor'],
  department: 'customer-service',
} as const;
const CONTACT = { method: 'phone', content: '-', reaction: '-' } as const;

/** A Tuesday in an ordinary week. */
const TUESDAY = '2026-03-03 10:00';

function newLife(now = TUESDAY): Life {
  return new Life(media, 'C20260303-000001', now);
}

async function accepted(now = TUESDAY): Promise<Life> {
  const life = await newLife(now).register();
  await life.lead('assign', { department: 'technical' }, 'accepting');
  return life.lead('accept', {}, 'planning', LEAD);
}

function planDue(...due: string[]) {
  return {
    owner: 'lead-technical',
    steps: due.map((time) => ({ what: '-', owner: '-', due: local(time) })),
    expectedCompletion: local(due.at(-1) ?? TUESDAY),
  };
}

async function handling(now = TUESDAY): Promise<Life> {
  const life = await accepted(now);
  return life.lead('plan', planDue('2026-03-05 12:00'), 'handling', LEAD);
}

async function confirming(): Promise<Life> {
  return (await handling()).lead('resolve', { result: '-', customerContent: 'unknown' }, 'confirming', LEAD);
}

describe('media/3.1-enter', () => {
  test('gives 10 minutes from receipt, and an entry in time keeps it', async () => {
    const life = await newLife('2026-03-03 10:09').register({ receivedAt: local('2026-03-03 10:00') });
    expect(life.due('3.1-enter')).toBe('2026-03-03 10:10');
    expect(stateOf(life.clock('3.1-enter'))).toBe('kept');
  });

  test('a later entry is broken, measured from receipt', async () => {
    const life = await newLife('2026-03-03 10:11').register({ receivedAt: local('2026-03-03 10:00') });
    expect(stateOf(life.clock('3.1-enter'))).toBe('broken');
  });
});

describe('media/3.2-assign', () => {
  test('gives 30 minutes from entry, at night too, to the owner', async () => {
    const life = await newLife('2026-03-03 23:50').register();
    expect(life.due('3.2-assign')).toBe('2026-03-04 00:20');
    expect(life.clock('3.2-assign').holder.person).toBe(AGENT.user);
  });

  test('starts anew after a return', async () => {
    const life = await newLife().register();
    await life.lead('assign', { department: 'technical' }, 'accepting');
    life.now = '2026-03-03 10:40';
    await life.lead('return', { reason: '-' }, 'assigning', LEAD);
    expect(life.due('3.2-assign')).toBe('2026-03-03 11:10');
    expect(life.clock('3.2-assign').id).toBe('3.2-assign@2');
  });
});

test('media/3.2-accept gives the lead of the department 1 hour from the assignment', async () => {
  const life = await newLife().register();
  life.now = '2026-03-03 10:20';
  await life.lead('assign', { department: 'technical' }, 'accepting');
  expect(life.due('3.2-accept')).toBe('2026-03-03 11:20');
  expect(life.clock('3.2-accept').holder).toEqual({
    role: 'lead',
    department: 'technical',
    person: 'lead-technical',
  });
});

describe('media/3.3-plan', () => {
  test('gives 2 working days (default) from signing to the cause', async () => {
    const life = await accepted();
    expect(life.due('3.3-cause')).toBe('2026-03-05 10:00');
    expect(life.running()).toEqual(['3.3-cause']);
  });

  test('gives 2 working days from the cause, not from signing', async () => {
    const life = await accepted();
    life.now = '2026-03-04 15:00';
    await life.command('find', { finding: 'fault', rootCause: '-', text: '-' }, LEAD);
    expect(life.due('3.3-plan')).toBe('2026-03-06 15:00');
    expect(stateOf(life.clock('3.3-cause'))).toBe('kept');
  });

  test('counts over the Spring Festival of 2026 with its make-up days', async () => {
    // Holiday from Sunday 15 to Monday 23 February; Saturday 14 and Saturday 28 are worked.
    const life = await accepted('2026-02-13 15:00');
    await life.command('find', { finding: 'fault', rootCause: '-', text: '-' }, LEAD);
    expect(life.due('3.3-plan')).toBe('2026-02-24 15:00');
  });

  test('a preliminary plan does not end it, the final one does', async () => {
    const life = await accepted();
    await life.command('find', { finding: 'fault', rootCause: '-', text: '-' }, LEAD);
    await life.command('plan', { ...planDue('2026-03-05 12:00'), preliminary: true }, LEAD);
    expect(life.running()).toEqual(['3.3-plan', '3.3-step#1']);
    await life.lead('plan', planDue('2026-03-05 12:00'), 'handling', LEAD);
    expect(life.running()).toEqual(['3.3-step#1@2']);
  });

  test('a cause found anew while the plan is carried out asks for no second plan', async () => {
    const life = await handling();
    await life.command('find', { finding: 'product', rootCause: '-', text: '-' }, LEAD);
    expect(life.running()).toEqual(['3.3-step#1']);
  });

  test('in a later round the plan clock starts with the round', async () => {
    const life = await confirming();
    life.now = '2026-03-04 09:30';
    await life.lead('customer-unsatisfied', { reason: '-' }, 'planning');
    expect(life.due('3.3-plan')).toBe('2026-03-06 09:30');
    expect(life.running()).toEqual(['3.3-plan']);
  });

  test('while handling, the due times of the steps are clocks, each ended by its own completion', async () => {
    const life = await accepted();
    await life.lead('plan', planDue('2026-03-04 12:00', '2026-03-05 18:00'), 'handling', LEAD);
    expect(life.running()).toEqual(['3.3-step#1', '3.3-step#2']);
    expect(life.due('3.3-step')).toBe('2026-03-05 18:00');
    await life.command('complete-step', { step: 2, result: '-' }, LEAD);
    expect(life.running()).toEqual(['3.3-step#1']);
  });

  test('no step of a preliminary plan outlives the work', async () => {
    const life = await accepted();
    await life.command('plan', { ...planDue('2026-03-05 12:00'), preliminary: true }, LEAD);
    await life.lead('resolve', { result: '-', customerContent: 'unknown' }, 'confirming', LEAD);
    expect(life.running()).toEqual(['3.4-confirm']);
  });
});

describe('media/3.3-contact', () => {
  test('a promised contact is due when it was promised; a new promise in time replaces it, the contact ends it', async () => {
    const life = await handling();
    const at = local(life.now);
    await life.command('log-contact', { ...CONTACT, at, promisedNextAt: local('2026-03-04 16:00') });
    expect(life.due('3.3-contact')).toBe('2026-03-04 16:00');
    await life.command('promise-reply', { by: local('2026-03-05 09:00') });
    expect(life.due('3.3-contact')).toBe('2026-03-05 09:00');
    expect(life.running()).toEqual(['3.3-step#1', '3.3-contact@2']);
    await life.command('log-contact', { ...CONTACT, at });
    expect(life.running()).toEqual(['3.3-step#1']);
  });
});

describe('media/3.4-report', () => {
  test('gives the lead 1 working day after the last step', async () => {
    const life = await handling();
    life.now = '2026-03-06 16:00';
    await life.command('complete-step', { step: 1, result: '-' }, LEAD);
    expect(life.due('3.4-report')).toBe('2026-03-09 16:00');
    expect(life.clock('3.4-report').holder.person).toBe('lead-technical');
  });

  test('is not due while a revised plan has further steps', async () => {
    const life = await handling();
    await life.command('complete-step', { step: 1, result: '-' }, LEAD);
    await life.command('plan', planDue('2026-03-06 12:00'), LEAD);
    expect(life.running()).toEqual(['3.3-step#2']);
    await life.command('complete-step', { step: 2, result: '-' }, LEAD);
    expect(life.running()).toEqual(['3.4-report@2']);
  });
});

describe('media/3.4-confirm', () => {
  test('gives the owner 24 hours from the report', async () => {
    const life = await confirming();
    expect(life.due('3.4-confirm')).toBe('2026-03-04 10:00');
    expect(life.clock('3.4-confirm').holder.person).toBe(AGENT.user);
  });

  test('attempts that nobody answers, and doubts, do not stop it', async () => {
    const life = await confirming();
    const at = local(life.now);
    await life.command('contact-attempt', { method: 'phone', at, outcome: 'no-answer' });
    await life.command('customer-in-doubt', { doubt: '-', nextContactAt: local('2026-03-03 18:00') });
    expect(life.running()).toEqual(['3.4-confirm', '3.3-contact']);
    expect(media.closing).toEqual({ unsettledGrounds: [], reopenWindow: 'P30D' });
  });

  test('the word of the customer ends every clock', async () => {
    expect((await (await confirming()).close()).running()).toEqual([]);
  });
});

describe('omnichannel/2.2-classify', () => {
  const responses = [
    ['urgent', '2026-03-03 12:00'],
    ['major', '2026-03-04 10:00'],
    ['general', '2026-03-06 10:00'],
  ] as const;

  test.each(responses)('%s: the first substantive response by %s', async (urgency, due) => {
    const life = await newLife('2026-03-03 10:08').register({
      receivedAt: local('2026-03-03 10:00'),
      contentType: 'product',
      urgency,
    });
    expect(life.due(`2.2-${urgency}`)).toBe(due);
    const at = local(life.now);
    await life.command('log-contact', { ...CONTACT, at });
    expect(life.running()).toContain(`2.2-${urgency}`);
    await life.command('log-contact', { ...CONTACT, at, substantive: true });
    expect(life.running()).not.toContain(`2.2-${urgency}`);
  });

  test('the result is a response too', async () => {
    const life = await newLife().register({ contentType: 'product', urgency: 'general' });
    await life.lead('resolve', { result: '-', customerContent: 'yes' }, 'confirming');
    expect(stateOf(life.clock('2.2-general'))).toBe('kept');
  });

  test('a later rise in urgency is measured from the rise, and ends the milder limits', async () => {
    const life = await newLife().register({ contentType: 'product', urgency: 'general' });
    life.now = '2026-03-03 14:00';
    await life.command('classify', { contentType: 'product', subtype: 'quality', urgency: 'urgent' });
    expect(life.due('2.2-urgent')).toBe('2026-03-03 16:00');
    expect(life.due('2.3-urgent')).toBe('2026-03-03 14:30');
    expect(life.clock('2.2-general').ended).toBe('superseded');
  });

  test('a first classification is measured from receipt', async () => {
    const life = await newLife().register();
    life.now = '2026-03-03 10:30';
    await life.command('classify', { contentType: 'product', subtype: 'quality', urgency: 'urgent' });
    expect(life.due('2.2-urgent')).toBe('2026-03-03 12:00');
  });

  test('routes product, service and delivery by themselves, and other by hand', () => {
    expect(media.routing).toEqual({ product: 'technical', service: 'operations', delivery: 'logistics' });
  });
});

describe('omnichannel/2.3-handle', () => {
  test('urgent: the supervisor calls back within 30 minutes, and nobody else in their place', async () => {
    const life = await newLife().register({ contentType: 'service', urgency: 'urgent' });
    expect(life.due('2.3-urgent')).toBe('2026-03-03 10:30');
    expect(life.clock('2.3-urgent').holder.person).toBe(SUPERVISOR.user);
    const at = local(life.now);
    await life.command('log-contact', { ...CONTACT, at });
    expect(life.running()).toContain('2.3-urgent');
    await life.command('log-contact', { ...CONTACT, at }, SUPERVISOR);
    expect(life.running()).not.toContain('2.3-urgent');
  });

  test('major: the head of the department makes a first plan within 2 hours, a preliminary one will do', async () => {
    const life = await newLife().register({ contentType: 'product', urgency: 'major' });
    expect(life.due('2.3-major')).toBe('2026-03-03 12:00');
    await life.lead('assign', { department: 'technical' }, 'accepting');
    expect(life.clock('2.3-major').holder.person).toBe('lead-technical');
    await life.lead('accept', {}, 'planning', LEAD);
    await life.command('plan', { ...planDue('2026-03-05 12:00'), preliminary: true }, LEAD);
    expect(stateOf(life.clock('2.3-major'))).toBe('kept');
  });

  test('general: the specialist reports progress before midnight', async () => {
    const life = await newLife('2026-03-03 23:30').register({ contentType: 'delivery', urgency: 'general' });
    expect(life.due('2.3-general')).toBe('2026-03-04 00:00');
    await life.command('log-contact', { ...CONTACT, at: local(life.now) });
    expect(stateOf(life.clock('2.3-general'))).toBe('kept');
  });
});

describe('omnichannel/2.3-sync', () => {
  test('only the clocks that the customer waits for are extended with the customer', () => {
    const facing = media.clocks.filter(({ facesCustomer }) => facesCustomer === true).map(({ id }) => id);
    expect(facing).toEqual(['3.3-contact', '2.2-urgent', '2.2-major', '2.2-general']);
  });
});

describe('media/2.1-group and 2.1-executive', () => {
  test('the supervisor supervises every case, from orange on an executive as well', async () => {
    expect(media.group).toEqual(['customer-service', 'marketing', 'planning', 'production']);
    const life = await newLife().register();
    expect(life.state.supervisors).toEqual(['supervisor-customer-service']);
    await life.command('set-level', { level: 'yellow', reason: '-' });
    expect(life.state.supervisors).toHaveLength(1);
    await life.command('set-level', { level: 'orange', reason: '-' });
    expect(life.state.supervisors).toContain('executive-customer-service');
  });
});

test('values that the source leaves open are marked as defaults', () => {
  const defaults = media.clocks.filter((rule) => rule.default === true).map(({ id }) => id);
  expect(defaults).toEqual(['3.3-cause', '3.3-step', '3.3-contact']);
});

test('a supervisor arbitrates from the third return on (default), and nothing grants a pause', () => {
  expect(media.arbitrateAfterReturns).toBe(3);
  expect(media.pause).toBe(false);
  expect(media.clocks.filter(({ pausable }) => pausable === true)).toEqual([]);
});
