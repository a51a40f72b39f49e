import { isForArbiter } from '../../domain/case/arbitration';
import type { Policy } from '../../domain/policy/policy';
import type { Actor, Role } from '../../domain/people/actor';
import { Life, local } from './life';
import { loadMedia } from './media';
import { openRecords, recordAll, type Records } from './records';

let records: Records;
let media: Policy;

const NOW = '2026-03-03 12:00';

/** Some overdue, some soon due, some with time, one closed; one returned three times, one with a claim. */
beforeAll(async () => {
  records = await openRecords();
  media = await loadMedia();
  await begun(1, '2026-03-03 10:00');
  await begun(2, '2026-03-03 11:45');
  const signed = await begun(3, '2026-03-03 11:00');
  await signed.lead('assign', { department: 'technical' }, 'accepting');
  signed.now = '2026-03-03 11:05';
  await signed.lead('accept', {}, 'planning', actor('lead', 'technical'));
  await recordAll(records.cases, signed);
  const closed = await begun(4, '2026-03-03 09:00');
  await closed.lead('resolve', { result: '-', customerContent: 'yes' }, 'confirming');
  await closed.close();
  await recordAll(records.cases, closed);
  const returned = await begun(5, '2026-03-03 11:50');
  for (const department of ['technical', 'logistics', 'operations']) {
    await returned.lead('assign', { department }, 'accepting');
    await returned.lead('return', { reason: '-' }, 'assigning', actor('lead', department));
  }
  await recordAll(records.cases, returned);
  const claimed = await begun(6, '2026-03-03 11:55', {
    ...media,
    claims: { currency: 'CNY', ladder: [{ role: 'lead' }, { role: 'executive' }] },
  });
  await claimed.lead('assign', { department: 'technical' }, 'accepting');
  await claimed.command('claim', { demand: '-', grounds: '-' });
  await recordAll(records.cases, claimed);
});
afterAll(() => records.database.drop());

function actor(role: Role, department?: string): Actor {
  return { user: `some-${role}`, roles: [role], ...(department !== undefined && { department }) };
}

async function begun(serial: number, at: string, policy = media): Promise<Life> {
  const life = await new Life(policy, `C20260303-00000${serial}`, at).register();
  await recordAll(records.cases, life);
  return life;
}

async function toDecide(who: Actor): Promise<string[]> {
  const request = { actor: who, filter: { view: 'to-decide' }, sort: 'dueAt', limit: 10 } as const;
  const { items } = await records.cases.list(request);
  return items.map(({ _id }) => _id.slice(-1));
}

test('what is overdue or soon due is counted by holder and rung, the earliest first', async () => {
  const now = new Date(local(NOW));
  const all = await records.cases.pressing({ now });
  expect(all.map(({ dueAt: _dueAt, ...load }) => load)).toEqual([
    // The first has been due since 10:30.
    { department: 'customer-service', person: 'ann', overdue: true, rung: 0, count: 1 },
    { department: 'customer-service', person: 'ann', overdue: false, rung: 0, count: 1 },
    {
      department: 'customer-service',
      person: 'supervisor-customer-service',
      overdue: false,
      rung: 0,
      count: 1,
    },
    { department: 'technical', person: 'lead-technical', overdue: false, rung: 0, count: 1 },
  ]);
  const technical = await records.cases.pressing({ now, department: 'technical' });
  expect(technical).toEqual([expect.objectContaining({ department: 'technical', count: 1 })]);
});

test('what falls due is counted in the stretch in which it does, by clause', async () => {
  const times = ['12:00', '12:18', '12:30', '13:00'].map((time) => new Date(local(`2026-03-03 ${time}`)));
  const stretches = times.flatMap((from, index) => {
    const to = times[index + 1];
    return to ? [{ from, to }] : [];
  });
  expect(await records.cases.fallingDue({ stretches })).toEqual([
    { stretch: 0, clause: 'media/3.2-assign', count: 1 },
    { stretch: 1, clause: 'media/3.2-assign', count: 1 },
    { stretch: 2, clause: 'media/3.2-accept', count: 1 },
  ]);
  expect(await records.cases.fallingDue({ stretches: [] })).toEqual([]);
});

test('a decision waits for whoever may take it, and for nobody else', async () => {
  expect(await toDecide(actor('supervisor'))).toEqual(['5']);
  expect(await toDecide(actor('quality-manager'))).toEqual(['5']);
  expect(await toDecide(actor('lead', 'technical'))).toEqual(['6']);
  expect(await toDecide(actor('lead', 'logistics'))).toEqual([]);
  expect(await toDecide(actor('executive'))).toEqual([]);
  expect(await toDecide(actor('agent'))).toEqual([]);
});

test('after the return from which on a supervisor decides, the clock of assigning is the arbiter’s', async () => {
  const { state } = (await records.cases.find('C20260303-000005')) ?? {};
  const clock = state?.clocks.find(({ endedAt, rule }) => endedAt === undefined && rule === '3.2-assign');
  expect(clock?.holder).toEqual({
    role: 'supervisor',
    department: 'customer-service',
    person: 'supervisor-customer-service',
    arbitrates: true,
  });
  const assigning = media.clocks.find(({ id }) => id === '3.2-assign');
  const before = (await records.cases.find('C20260303-000002'))?.state;
  expect(assigning && before && isForArbiter(media, assigning, before)).toBe(false);
});

test('nothing of it reads a case: the indexes say it all', async () => {
  const { db } = records.database.connection;
  await db?.command({ profile: 2 });
  const from = new Date(local(NOW));
  await records.cases.pressing({ now: from, department: 'technical' });
  await records.cases.fallingDue({
    department: 'technical',
    stretches: [{ from, to: new Date(local('2026-03-05 12:00')) }],
  });
  await db?.command({ profile: 0 });
  const profiled = await db
    ?.collection('system.profile')
    .find({ 'command.aggregate': 'cases' })
    .project({ docsExamined: 1, keysExamined: 1 })
    .toArray();
  expect(profiled?.map(({ docsExamined }) => Number(docsExamined))).toEqual([0, 0]);
  expect(profiled?.every(({ keysExamined }) => Number(keysExamined) > 0)).toBe(true);
});
