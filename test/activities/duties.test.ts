import {
  BY,
  callBacks,
  contact,
  daily,
  local,
  media,
  openScene,
  PACK,
  survey,
  target,
  type Scene,
} from './duties-scene';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.clear());

describe('call-backs', () => {
  const closed = (day: string) => ({ stage: 'closed', closedAt: local(`${day} 12:00`) });

  test('are drawn from what was closed in the month; open and closed are counted apart', async () => {
    for (let n = 0; n < 8; n += 1) await scene.complaint(`C-march-${n}`, closed('2026-03-15'));
    await scene.complaint('C-april', closed('2026-04-01'));
    await scene.complaint('C-other-pack', { ...closed('2026-03-15'), policy: { id: 'hotel', version: 1 } });
    await scene.complaint('C-open');
    const report = await scene.done(callBacks, '2026-04-01 09:00');
    expect(report.result).toEqual({ what: 'call-backs', closed: 8, open: 1, atLeast: 3, sampled: 3 });
    expect(report.tasks).toHaveLength(3);
    const numbers = report.tasks.map((task) => (task.kind === 'call-back' ? task.number : task.kind));
    expect(numbers.filter((number) => number.startsWith('C-march'))).toHaveLength(3);
    // What is closed later changes nothing any more.
    await scene.complaint('C-march-late', closed('2026-03-20'));
    expect(await scene.done(callBacks, '2026-04-20 09:00')).toEqual(report);
  });

  test('are all of them where fewer were closed than asked for', async () => {
    await scene.complaint('C-1', closed('2026-03-15'));
    const report = await scene.done(callBacks, '2026-04-01 09:00');
    expect(report.result).toMatchObject({ closed: 1, sampled: 1, atLeast: 3 });
    expect(report.tasks).toEqual([{ kind: 'call-back', number: 'C-1' }]);
  });

  test('are done by a call after the draw, not by an earlier one', async () => {
    await scene.complaint('C-1', closed('2026-03-15'), {
      callbacks: [{ at: '2026-03-20T10:00:00+08:00', by: 'ann', method: 'phone', opinion: 'good' }],
    });
    const report = await scene.done(callBacks, '2026-04-01 09:00');
    expect(await scene.standing(report, local('2026-04-10 00:00'))).toMatchObject({ state: 'open' });
    expect(await scene.standing(report, local('2026-05-01 00:00'))).toMatchObject({ state: 'overdue' });
    const at = new Date(report.madeAt.getTime() + 60_000).toISOString();
    await scene.database.connection
      .collection<{ _id: string; state: object }>('cases')
      .updateOne({ _id: 'C-1' }, { $set: { 'state.callbacks.1': { at, by: 'bob' } } });
    expect(await scene.standing(report)).toMatchObject({ state: 'done', tasks: [{ done: { by: 'bob' } }] });
  });
});

describe('a list', () => {
  test('is sorted by department, class and urgency; important ones are named apart; each lead is told their part', async () => {
    const at = { createdAt: local('2026-03-02 12:00') };
    await scene.complaint('C-3', { ...at, contentType: 'service', urgency: 'urgent', level: 'red' });
    await scene.complaint('C-2', { ...at, contentType: 'product', urgency: 'general', level: 'yellow' });
    await scene.complaint('C-1', { ...at, contentType: 'product', urgency: 'major' });
    await scene.complaint('C-0', { ...at, department: 'logistics', level: 'orange' });
    await scene.complaint('C-next', { createdAt: local('2026-03-02 18:00') });
    const report = await scene.done(daily, '2026-03-02 18:00');
    expect(report.result).toMatchObject({
      total: 4,
      cases: ['C-0', 'C-1', 'C-2', 'C-3'].map((number) => ({ number })),
      important: ['C-0', 'C-3'],
    });
    expect(await scene.standing(report)).toMatchObject({ state: 'done' });

    expect(await scene.tell(report._id)).toEqual({ sent: 3, givenUp: 0 });
    await scene.tell(report._id);
    const told = Object.fromEntries(scene.mails.map(({ to, text }) => [to.name, text]));
    expect(Object.keys(told).sort()).toEqual(['exe', 'lea', 'leo']);
    expect(scene.mails).toHaveLength(3);
    expect(told['exe']).toContain('4 complaints came in during the period. Important ones: C-0, C-3');
    expect(told['lea']).toContain('3 complaints of Technical came in during the period. Important ones: C-3');
    expect(told['leo']).toContain('1 complaints of Logistics came in');
  });
});

describe('what is to be done', () => {
  const entered = { by: BY, enteredAt: new Date() };
  const check = (channel: string, at: string) =>
    scene.stores.dailyChecks.add({ channel, at: local(at), found: 0, complaints: [], ...entered });

  test('a media check is done by a check of each channel that day, also an empty one; the day before is named', async () => {
    const monday = await scene.done(media, '2026-03-02 09:00');
    await check('net', '2026-03-02 08:00');
    await check('newspapers', '2026-03-03 08:00');
    expect(await scene.standing(monday)).toMatchObject({
      state: 'overdue',
      tasks: [{ channel: 'net', done: { by: 'ann' } }, { channel: 'newspapers' }],
    });
    const tuesday = await scene.done(media, '2026-03-03 09:00');
    expect(tuesday.undoneBefore).toEqual({ report: monday._id, tasks: 1 });
    await check('newspapers', '2026-03-02 23:59');
    expect(await scene.standing(monday)).toMatchObject({ state: 'done' });
  });

  test('follow-ups count by their reason, surveys by when they were entered', async () => {
    const weekly = await scene.done(contact, '2026-03-02 09:00');
    const contacted = {
      customer: 'c',
      at: local('2026-03-04 10:00'),
      method: 'phone',
      content: 'x',
      ...entered,
    };
    await scene.stores.followUps.add({ ...contacted, reason: 'after-sales' });
    expect(await scene.standing(weekly)).toMatchObject({ state: 'overdue' });
    await scene.stores.followUps.add({ ...contacted, reason: 'contract' });
    expect(await scene.standing(weekly)).toMatchObject({ state: 'done' });

    const quarterly = await scene.done(survey, '2026-04-01 09:00');
    const figures = {
      from: local('2026-01-01'.concat(' 00:00')),
      to: local('2026-04-01 00:00'),
      source: 's',
    };
    await scene.stores.surveys.add({
      ...figures,
      respondents: 10,
      satisfied: 9,
      by: BY,
      enteredAt: local('2026-03-31 23:00'),
    });
    await scene.stores.surveys.add({
      ...figures,
      pack: 'hotel',
      respondents: 10,
      satisfied: 9,
      by: BY,
      enteredAt: local('2026-04-02 10:00'),
    });
    expect(await scene.standing(quarterly)).toMatchObject({ state: 'overdue' });
    await scene.stores.surveys.add({
      ...figures,
      pack: PACK,
      respondents: 10,
      satisfied: 9,
      by: BY,
      enteredAt: local('2026-04-02 11:00'),
    });
    expect(await scene.standing(quarterly)).toMatchObject({ state: 'done' });
  });
});

describe('the target', () => {
  const enter = (respondents: number, satisfied: number) =>
    scene.stores.surveys.add({
      from: local('2026-03-01 00:00'),
      to: local('2026-04-01 00:00'),
      respondents,
      satisfied,
      source: 'exit',
      by: BY,
      enteredAt: new Date(),
    });

  test('without figures it says so, and asks for them', async () => {
    const report = await scene.done(target, '2026-04-01 09:00');
    expect(report.result).toEqual({ what: 'target', target: 99.8, respondents: 0, satisfied: 0 });
    expect(report.tasks).toEqual([{ kind: 'figures' }]);
    await enter(1000, 998);
    expect(await scene.standing(report)).toMatchObject({ state: 'done' });
  });

  test.each([
    [998, true, 99.8],
    [997, false, 99.7],
  ])('%i of 1000: met is %p', async (satisfied, met, percent) => {
    await enter(500, 500);
    await enter(500, satisfied - 500);
    const report = await scene.done(target, '2026-04-01 09:00');
    expect(report.result).toMatchObject({ met, percent, respondents: 1000 });
    expect(report.tasks).toEqual([]);
  });
});

test('a duty that the pack no longer has leaves nothing', async () => {
  expect(await scene.perform('gone', local('2026-03-02 09:00'))).toEqual({});
});

test('two runs of the same time at once make one report', async () => {
  await Promise.all([1, 2, 3, 4].map(() => scene.done(media, '2026-03-02 09:00')));
  expect(await scene.database.connection.collection('dutyReports').countDocuments()).toBe(1);
});
