import { Company, CLASSIFIED } from './support/company';
import { people } from './support/people';
import { forTests, shipped } from './support/packs';
import { broughtAbout, changeCalendar, REASON } from './support/rule-changes';
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

/** The local date in Shanghai of an instant. */
const dateOf = (instant: number): string => new Date(instant + 8 * HOUR).toISOString().slice(0, 10);

/** Declares the day after the company's now a day off; returns the change. */
async function offTomorrow(): Promise<string> {
  const date = dateOf((await company.now()) + DAY);
  return changeCalendar(company, { days: [{ kind: 'off', date }] });
}

test('a day off moves the clocks that count working time, by one day, with the reason; and no others', async () => {
  const c = await company.file(CLASSIFIED);
  await new Walk(company).found(c);
  const before = await c.clock('media/3.3-plan');
  const wall = (await c.state()).clocks.filter(
    ({ limit }) => 'calendar' in limit && limit.calendar === 'wall',
  );

  const progress = await broughtAbout(company, await offTomorrow());

  expect(progress).toEqual({ affected: 1, done: 1, failed: 0 });
  const after = await c.clock('media/3.3-plan');
  expect(after.dueAt - before.dueAt).toBe(DAY);
  const retimed = (await c.events()).find(
    (event) => event.type === 'clock-retimed' && event.payload.clause === 'media/3.3-plan',
  );
  expect(retimed).toMatchObject({ actor: people.administrator, payload: { reason: REASON } });
  const { clocks } = await c.state();
  for (const { id, times } of wall) expect(clocks.find((clock) => clock.id === id)?.times).toEqual(times);
  expect(await c.handle.query('case')).toEqual(await c.state());

  // It warns and breaks by its new times, each rung once.
  await company.skip(6 * DAY);
  await c.settled();
  const rungs = (await c.events()).flatMap((event) =>
    event.type === 'clock-warned' || event.type === 'clock-broken'
      ? event.payload.clause === 'media/3.3-plan'
        ? [event]
        : []
      : [],
  );
  const percents = rungs.map(({ payload }) => payload.percent);
  expect(new Set(percents).size).toBe(percents.length);
  expect(rungs.find(({ type }) => type === 'clock-broken')?.at).toBe(new Date(after.dueAt).toISOString());
}, 60_000);

test('a rung that has fired does not fire again, and a breach stays, when a day off moves the clock on', async () => {
  const c = await company.file(CLASSIFIED);
  await new Walk(company).found(c);
  const { dueAt } = await c.clock('media/3.3-plan');
  await company.skipTo(dueAt + HOUR);
  await c.settled();
  const fired = (await c.clock('media/3.3-plan')).clock.fired;
  expect(fired).toContain(100);

  // Yesterday is declared a day off after the fact.
  const date = dateOf((await company.now()) - DAY);
  await broughtAbout(company, await changeCalendar(company, { days: [{ kind: 'off', date }] }));
  await company.skip(4 * DAY);
  await c.settled();

  const { clock, state } = await c.clock('media/3.3-plan');
  expect(state).toBe('broken');
  expect(new Set(clock.fired).size).toBe(clock.fired.length);
  const broken = (await c.events()).filter(
    (event) => event.type === 'clock-broken' && event.payload.clause === 'media/3.3-plan',
  );
  expect(broken.map(({ at }) => at)).toEqual([new Date(dueAt).toISOString()]);
}, 60_000);

test('a paused clock has no times to move; when it goes on, it goes by the new calendar', async () => {
  const c = await company.file(CLASSIFIED, { pack: 'media-with-pause' });
  await new Walk(company).found(c);
  const before = await c.clock('media/3.3-plan');
  await c.send(technical, 'pause', { reason: 'waiting-for-customer' });

  await broughtAbout(company, await offTomorrow());
  const during = await c.clock('media/3.3-plan');
  expect(during.state).toBe('paused');
  expect(during.clock.times).toBeUndefined();

  // Seconds of pause, and the day off.
  await c.send(technical, 'resume', {});
  const after = await c.clock('media/3.3-plan');
  expect(after.dueAt - before.dueAt).toBeGreaterThanOrEqual(DAY);
  expect(after.dueAt - before.dueAt).toBeLessThan(DAY + 60_000);
}, 60_000);

test('the same signal again, and one that says nothing sensible, change nothing', async () => {
  const c = await company.file(CLASSIFIED);
  await new Walk(company).found(c);
  const id = await offTomorrow();
  await broughtAbout(company, id);
  const events = await c.events();
  const last = events.findLast((event) => event.type === 'clock-retimed');
  if (last?.type !== 'clock-retimed') throw new Error('Nothing was retimed.');
  const { given, ...payload } = last.payload;
  await c.handle.signal('retime', {
    reason: REASON,
    by: people.administrator,
    calendar: given?.calendar,
    clocks: [{ ...payload, times: given?.times }],
  });
  await c.handle.signal('retime', { clocks: 'all' });
  const refused = await c.untilOnRecord(({ type }) => type === 'refused');
  expect(refused.seq).toBe(events.length + 1);
  expect((await c.clock('media/3.3-plan')).dueAt).toBe(Date.parse(last.completion?.times?.dueAt ?? ''));
}, 60_000);
