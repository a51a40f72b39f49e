import { randomUUID } from 'node:crypto';
import { people } from './support/people';
import { Company, CLASSIFIED } from './support/company';
import { shipped } from './support/packs';
import { technical, Walk } from './support/walk';

let company: Company;
let walk: Walk;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
  walk = new Walk(company);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

/** An ID-card number that is nobody's: the check digit is right, the region and birth date are made up. */
const ID_CARD = '11010519491231002X';

test('signals do what updates do', async () => {
  const c = await company.file(CLASSIFIED);
  await c.signal(technical, 'accept', {});
  await c.signal(technical, 'find', { finding: 'product', rootCause: '过热', text: '复现' });
  await c.signal(technical, 'resolve', { result: '已更换', customerContent: 'yes' });
  await c.signal(people.agent, 'customer-unsatisfied', { reason: '又坏了' });
  expect(await c.state()).toMatchObject({ stage: 'planning', round: 2 });
  await c.signal(technical, 'resolve', { result: '换新机', customerContent: 'yes' });
  await c.signal(people.agent, 'customer-satisfied', { rating: 5 });
  await c.untilOnRecord(({ type }) => type === 'closed');
});

test('a repeated command id is answered again, and nothing happens twice', async () => {
  const c = await company.file(CLASSIFIED);
  const commandId = randomUUID();
  const first = await c.send(technical, 'accept', {}, { commandId });
  await c.signal(technical, 'accept', {}, { commandId });
  await c.handle.signal('accept', { commandId, actor: technical, payload: {} });
  await walk.find(c);
  expect((await c.events()).filter(({ type }) => type === 'accept')).toHaveLength(1);
  expect(first).toMatchObject({ stage: 'planning' });
  expect((await c.eventTypes()).includes('refused')).toBe(false);
});

test('two who decide in the same moment: the first has the case, the other is told', async () => {
  const c = await company.file(CLASSIFIED);
  const answers = await Promise.allSettled([
    c.send(technical, 'accept', {}),
    c.send(technical, 'return', { reason: '不属本部门' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const decisions = (await c.eventTypes()).filter((type) => type === 'accept' || type === 'return');
  expect(decisions).toHaveLength(1);
});

test('a refused update leaves nothing in the history; a refused signal is an event of the case', async () => {
  const c = await company.file(CLASSIFIED);
  expect(await c.refused(people.lead('logistics'), 'accept', {})).toMatchObject({
    code: 'role',
    stage: 'accepting',
    message: expect.stringContaining('the lead of the department that holds the case') as unknown,
  });
  const { events } = await c.handle.fetchHistory();
  expect(events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toBe(false);
  const event = await c.signal(people.lead('logistics'), 'accept', {});
  expect(event).toMatchObject({ type: 'refused', payload: { command: 'accept', code: 'role' } });
});

test.each([
  ['an unknown field', { reason: 'x', colour: 'red' }, 'must NOT have additional properties'],
  ['a missing field', {}, "must have required property 'reason'"],
  ['a wrong type', { reason: 7 }, 'must be string'],
])('a signal with %s is put on the record as refused', async (_what, payload, message) => {
  const c = await company.file(CLASSIFIED);
  await c.handle.signal('return', { commandId: randomUUID(), actor: technical, payload });
  const event = await c.untilOnRecord(({ type }) => type === 'refused');
  expect(event.payload).toMatchObject({
    command: 'return',
    code: 'invalid',
    message: expect.stringContaining(message) as unknown,
  });
  expect((await c.state()).stage).toBe('accepting');
});

test('nonsense in every shape is refused, and the case goes on', async () => {
  const c = await company.file(CLASSIFIED);
  for (const nonsense of [null, 'accept', 7, [], { commandId: 'no-uuid' }])
    await c.handle.signal('accept', nonsense);
  await c.handle.signal('no-such-command', {});
  await c.untilOnRecord((event) => event.type === 'refused' && event.payload.command === 'no-such-command');
  expect((await c.eventTypes()).filter((type) => type === 'refused')).toHaveLength(6);
  await c.send(technical, 'accept', {});
});

test('an ID-card number is refused, and stands nowhere in the record', async () => {
  const c = await company.file(CLASSIFIED);
  expect(await c.refused(technical, 'return', { reason: `客户身份证 ${ID_CARD}` })).toMatchObject({
    code: 'personal-number',
    fields: [{ field: 'reason' }],
  });
  await c.signal(technical, 'return', { reason: ID_CARD });
  expect(JSON.stringify(await c.events())).not.toContain(ID_CARD);
});

test('of a flood of refused signals twenty an hour are written down, the rest are counted', async () => {
  const c = await company.file(CLASSIFIED);
  for (let i = 0; i < 26; i += 1) await c.handle.signal('return', { nonsense: i });
  await c.send(technical, 'accept', {});
  expect((await c.eventTypes()).filter((type) => type === 'refused')).toHaveLength(20);
  await company.skip(3_600_000);
  await c.handle.signal('return', { nonsense: true });
  const counted = await c.untilOnRecord(({ type }) => type === 'refusals-counted');
  expect(counted.payload).toEqual({ count: 6 });
});
