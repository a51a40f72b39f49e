import { setTimeout } from 'node:timers/promises';
import type { EventType } from '../../domain/case/events';
import { Company, CLASSIFIED } from './support/company';
import { shipped } from './support/packs';

const MINUTE = 60_000;
const ACCEPT = 'media/3.2-accept';

let company: Company;

beforeAll(async () => {
  company = await Company.open([await shipped('media')]);
});
afterAll(() => company.close());
afterEach(() => company.endAll());

test('who is told of a clock is found when it fires, and its holder stays its holder', async () => {
  const { directory, notices } = company.stores;
  await company.skipToTuesday();
  const start = await company.now();
  const awayFrom = (user: string, minutes: number) =>
    directory.addAbsence(user, {
      from: new Date(start + minutes * MINUTE).toISOString(),
      to: new Date(start + 300 * MINUTE).toISOString(),
      enteredBy: 'admin',
    });
  await directory.saveUser({
    _id: 'second-technical',
    name: '王二',
    roles: ['handler'],
    email: 'second@example.com',
    department: 'technical',
  });
  await directory.nameDeputy('lead-technical', 'handler-technical');
  await directory.nameDeputy('handler-technical', 'second-technical');

  // The lead leaves after the case came, the deputy between the warning and the breach.
  await awayFrom('lead-technical', 30);
  await awayFrom('handler-technical', 50);
  const c = await company.file(CLASSIFIED);
  const { dueAt } = await c.clock(ACCEPT);
  await company.skipTo(dueAt + MINUTE);
  await c.untilOnRecord(({ type }) => type === 'clock-broken');
  await c.settled();

  const events = await c.events();
  const wayOf = async (type: EventType) => {
    const about = events.filter((event) => event.type === type).map(({ seq }) => seq);
    const all = await notices.ofCase(c.number);
    const meant = all.filter(({ seq, recipient }) => about.includes(seq) && recipient === 'lead-technical');
    return meant.map(({ to, via = [], status }) => ({ to, via: via.map(({ user }) => user), status }));
  };
  await untilSent(c.number);
  expect(await wayOf('assign')).toEqual([{ to: undefined, via: [], status: 'sent' }]);
  expect(await wayOf('clock-warned')).toEqual([
    { to: 'handler-technical', via: ['lead-technical'], status: 'sent' },
  ]);
  expect(await wayOf('clock-broken')).toEqual([
    { to: 'second-technical', via: ['lead-technical', 'handler-technical'], status: 'sent' },
  ]);
  const { clock } = await c.clock(ACCEPT);
  expect(clock.holder.person).toBe('lead-technical');
});

async function untilSent(number: string): Promise<void> {
  const { notices } = company.stores;
  const deadline = Date.now() + 15_000;
  const pending = async () => {
    const all = await notices.ofCase(number);
    const breached = all.some(({ template, status }) => template === 'clock-broken' && status === 'sent');
    return !breached || all.some(({ status }) => status === 'unsent');
  };
  while (await pending()) {
    if (Date.now() > deadline) throw new Error('The notices of the breach were not sent.');
    await setTimeout(50);
  }
}
