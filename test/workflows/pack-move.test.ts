import { Company, CLASSIFIED } from './support/company';
import type { ClockRule } from '../../domain/policy/policy';
import { people } from './support/people';
import { forTests, shipped } from './support/packs';
import { broughtAbout, movePack, publishNext, REASON } from './support/rule-changes';
import { technical, Walk } from './support/walk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let company: Company;

beforeAll(async () => {
  company = await Company.open([await shipped('media'), await forTests('media-with-pause')]);
});
afterAll(() => company.close());
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

/** The newest version of the pack with another list of clocks. */
async function nextVersion(pack: string, clocks: (rules: readonly ClockRule[]) => readonly ClockRule[]) {
  const policy = await company.stores.policies.find(pack, await versionOf(pack));
  if (!policy) throw new Error(`There is no pack ${pack}.`);
  return publishNext(company, policy, { clocks: clocks(policy.clocks) });
}

async function versionOf(pack: string): Promise<number> {
  const all = await company.stores.policies.all();
  return all.find(({ id }) => id === pack)?.version ?? 0;
}

const planIn = (days: number) => (rules: readonly ClockRule[]) =>
  rules.map((rule) =>
    rule.id === '3.3-plan'
      ? { ...rule, limit: { duration: `P${days}D`, calendar: 'working' } as const }
      : rule,
  );

test('a case moves to the newer version: limits that differ, clocks that are gone, clocks that are new', async () => {
  const c = await company.file(CLASSIFIED);
  await new Walk(company).found(c);
  const before = await c.clock('media/3.3-plan');
  const { stageSince, policy: from } = await c.state();
  const response = (await c.state()).clocks.find(({ clause }) => clause === 'omnichannel/2.2-classify');
  const to = await nextVersion('media', (rules) => {
    const plan = rules.find(({ id }) => id === '3.3-plan');
    if (!plan) throw new Error('media has no clock 3.3-plan.');
    const letter: ClockRule = {
      ...plan,
      id: 'interim-letter',
      clause: 'media/interim-letter',
      from: ['enter:planning'],
      until: ['leave:planning'],
      limit: { duration: 'P3D', calendar: 'wall' },
    };
    return [...planIn(4)(rules).filter(({ clause }) => clause !== 'omnichannel/2.2-classify'), letter];
  });

  expect(await broughtAbout(company, await movePack(company, to, [c.number]))).toMatchObject({ done: 1 });

  const moved = (await c.events()).find((event) => event.type === 'policy-moved');
  expect(moved).toMatchObject({
    actor: people.administrator,
    payload: { from, to: { id: 'media', version: to.version }, reason: REASON },
  });
  expect((await c.state()).policy).toEqual({ id: 'media', version: to.version });
  expect((await c.clock('media/3.3-plan')).dueAt - before.dueAt).toBe(4 * DAY);
  expect((await c.clock('media/interim-letter')).dueAt).toBe(Date.parse(stageSince) + 3 * DAY);
  expect((await c.state()).clocks.find(({ id }) => id === response?.id)).toMatchObject({
    ended: 'superseded',
  });
  expect((await company.stores.cases.find(c.number))?.policy).toEqual({ id: 'media', version: to.version });

  // What comes then goes by the new rules.
  await new Walk(company).plan(c);
  expect((await c.clock('media/interim-letter')).state).toBe('kept');
  expect(await c.handle.query('case')).toEqual(await c.state());
}, 60_000);

test('all open cases of the pack move, those of other packs and those that are there already do not', async () => {
  const [one, two, other] = [
    await company.file(CLASSIFIED),
    await company.file(CLASSIFIED),
    await company.file(CLASSIFIED, { pack: 'media-with-pause' }),
  ];
  const to = await nextVersion('media', planIn(5));
  await broughtAbout(company, await movePack(company, to, [one.number]));
  const events = await one.events();
  const progress = await broughtAbout(company, await movePack(company, to));
  expect(progress.affected).toBe(progress.done);
  expect((await two.state()).policy.version).toBe(to.version);
  expect((await other.state()).policy).toMatchObject({ id: 'media-with-pause', version: 1 });
  expect(await one.events()).toEqual(events);
}, 60_000);

test('a paused clock moves too, and has its times when it goes on', async () => {
  const c = await company.file(CLASSIFIED, { pack: 'media-with-pause' });
  await new Walk(company).found(c);
  const before = await c.clock('media/3.3-plan');
  await c.send(technical, 'pause', { reason: 'waiting-for-customer' });
  const to = await nextVersion('media-with-pause', planIn(3));
  await broughtAbout(company, await movePack(company, to, [c.number]));
  const during = await c.clock('media/3.3-plan');
  expect(during).toMatchObject({ state: 'paused', clock: { limit: { duration: 'P3D' } } });
  expect(during.clock.times).toBeUndefined();
  await c.send(technical, 'resume', {});
  const { dueAt } = await c.clock('media/3.3-plan');
  expect(dueAt - before.dueAt).toBeGreaterThanOrEqual(DAY);
  expect(dueAt - before.dueAt).toBeLessThan(DAY + 60_000);
}, 60_000);

test('a move to a former version, or to another pack, changes nothing', async () => {
  const c = await company.file(CLASSIFIED, { pack: 'media-with-pause' });
  const { revision } = await c.state();
  const media = await company.stores.policies.find('media', 1);
  const own = await company.stores.policies.find('media-with-pause', 1);
  for (const policy of [media, own]) {
    await c.handle.signal('move-policy', { policy, reason: REASON, by: people.administrator });
  }
  await c.handle.signal('move-policy', { policy: 'media', reason: REASON, by: people.administrator });
  const refused = await c.untilOnRecord(({ type }) => type === 'refused');
  expect(refused.seq).toBe(revision + 1);
}, 60_000);
