import type { Complaint } from './support/complaint';
import { Company, CLASSIFIED } from './support/company';
import { shipped } from './support/packs';
import { broughtAbout, changeCalendar, movePack, publishNext } from './support/rule-changes';
import { technical, Walk } from './support/walk';

const CASES = 12;

let company: Company;

beforeAll(async () => {
  // A server in real time, which suggests to continue as new a hundred times earlier than usual.
  company = await Company.open([await shipped('media')], {
    dynamicConfig: 'limit.historyCount.suggestContinueAsNew=40',
  });
});
afterAll(() => company.close());

/** The next days in Shanghai, tomorrow first. */
const offDays = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'off' as const,
    date: new Date(Date.now() + (8 + 24 * (index + 1)) * 3_600_000).toISOString().slice(0, 10),
  }));

const retimedOf = async (c: Complaint) =>
  (await c.events()).filter(
    (event) => event.type === 'clock-retimed' && event.payload.clause === 'media/3.3-plan',
  ).length;

test('a worker that stops in the middle leaves nothing undone, and nothing done twice', async () => {
  const cases = await Promise.all(Array.from({ length: CASES }, () => company.file(CLASSIFIED)));
  const walk = new Walk(company);
  for (const c of cases) await walk.found(c);
  const id = await changeCalendar(company, { days: offDays(14) });
  const done = broughtAbout(company, id);
  const { ruleChanges } = company.stores;
  while ((await ruleChanges.progress(id)).affected === 0) await new Promise((go) => setTimeout(go, 5));
  await company.whileWorkerIsAway(() => Promise.resolve());

  expect(await done).toEqual({ affected: CASES, done: CASES, failed: 0 });
  for (const c of cases) expect(await retimedOf(c)).toBe(1);
}, 90_000);

test('a case that goes on in a new run keeps the rules that it was moved to, and is retimed there', async () => {
  const c = await company.file(CLASSIFIED);
  await new Walk(company).found(c);
  const media = await company.stores.policies.find('media', 1);
  if (!media) throw new Error('media is not published.');
  const to = await publishNext(company, media, { pause: true });
  await broughtAbout(company, await movePack(company, to, [c.number]));
  for (let i = 0; i < 30; i += 1) {
    await c.send(technical, 'note', { text: `第 ${i} 次记录`, visibility: 'internal' });
  }
  expect(await company.runsOf(c.number)).toBeGreaterThan(1);
  // The newer version alone grants a pause.
  await c.send(technical, 'pause', { reason: 'waiting-for-customer' });
  const { dueAt } = await c.clock('media/3.3-plan');
  await broughtAbout(company, await changeCalendar(company, { days: offDays(28) }));
  expect((await c.clock('media/3.3-plan')).dueAt).toBeGreaterThan(dueAt);
  expect((await c.state()).policy).toEqual({ id: 'media', version: to.version });
  expect(await c.handle.query('case')).toEqual(await c.state());
}, 90_000);
