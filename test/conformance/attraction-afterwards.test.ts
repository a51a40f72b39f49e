import { people } from '../workflows/support/people';
import { Company } from '../workflows/support/company';
import { shipped } from '../workflows/support/packs';
import { dutyManager, FAULT, office, onSite, STAFF_MEASURE, Visit } from './support/attraction';
import { fallsDue, readersOf } from './support/duties';
import { DAY } from './support/limits';

let company: Company;
let visit: Visit;

beforeAll(async () => {
  company = await Company.open([await shipped('attraction')]);
  visit = new Visit(company);
});
afterAll(() => company.close());
// Tuesday, 10:00 in Shanghai, in a week without holidays.
beforeEach(() => company.skipToTuesday());
afterEach(() => company.endAll());

// First, so that of the month's closed complaints all are its own.
describe('attraction/4.3-callback', () => {
  test('each month three closed complaints at least are drawn, called back by phone, and recorded', async () => {
    const closed = [];
    for (let i = 0; i < 5; i += 1) closed.push(await visit.closed());
    await company.skip(31 * DAY);
    const report = await fallsDue(company, 'attraction', '4.3-callback');
    expect(report.result).toMatchObject({ what: 'call-backs', atLeast: 3, sampled: 3 });
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([dutyManager.user, office.user]));
    const drawn = report.tasks.flatMap((task) => (task.kind === 'call-back' ? [task.number] : []));
    for (const c of closed.filter(({ number }) => drawn.includes(number))) {
      const said = { at: await visit.iso(), method: 'phone', opinion: '整改后快多了', rating: 5 };
      if ((await c.state()).stage === 'archived')
        await company.sendToArchived(c, people.agent, 'callback', said);
      else await c.send(people.agent, 'callback', said);
      expect((await c.state()).callbacks).toMatchObject([{ ...said, by: people.agent.user }]);
    }
    const { state } = await company.stores.duties.reports.standing(report, new Date(await company.now()));
    expect(state).toBe('done');
  });

  test('open and closed complaints are filed apart', async () => {
    const open = await visit.accepted();
    const closed = await visit.closed();
    const filed = async (stages: readonly ('planning' | 'closed')[]) => {
      const { items } = await company.stores.cases.list({
        actor: office,
        filter: { policy: 'attraction', stages },
        sort: 'dueAt',
        limit: 100,
      });
      return items.map(({ _id }) => _id);
    };
    expect(await filed(['planning'])).toContain(open.number);
    expect(await filed(['planning'])).not.toContain(closed.number);
    expect(await filed(['closed'])).toContain(closed.number);
  });

  test('on-site management and the office get both, sorted, each week (default)', async () => {
    const c = await visit.accepted();
    await company.skip(7 * DAY);
    const report = await fallsDue(company, 'attraction', '4.3-list');
    if (report.result.what !== 'list') throw new Error('The duty is no list.');
    expect(report.result.cases.map(({ number }) => number)).toContain(c.number);
    expect(await readersOf(company, report)).toEqual(expect.arrayContaining([dutyManager.user, office.user]));
  });
});

describe('attraction/3.4-rectify', () => {
  test('a corrective measure that the office asks for after closure is carried out and checked', async () => {
    const c = await visit.closed();
    const correctBy = await visit.iso(5 * DAY);
    await c.send(office, 'inspect', { verdict: 'not-done', criticism: '节假日仍只开一个检票口', correctBy });
    const action = await company.correctiveAction((await c.state()).correctiveActions[0] ?? 'none');
    await action.send(onSite, 'accept');
    await action.send(onSite, 'plan', {
      measures: ['开放三个检票口', '增派两人'],
      due: await visit.iso(3 * DAY),
    });
    await action.send(onSite, 'report', { result: '三个检票口均已开放' });
    await action.send(office, 'verify', { effective: 'yes', note: '现场核实' });
    expect(await action.state()).toMatchObject({
      department: 'operations',
      reason: '节假日仍只开一个检票口',
      plan: { measures: ['开放三个检票口', '增派两人'] },
      stage: 'watching',
    });
  });

  test('a violation leads to a corrective measure at once (default)', async () => {
    const c = await visit.accepted();
    await c.send(onSite, 'find', { ...FAULT, finding: 'violation', staffMeasure: STAFF_MEASURE });
    const action = await company.correctiveAction((await c.state()).correctiveActions[0] ?? 'none');
    expect(await action.state()).toMatchObject({ department: 'operations', persons: [STAFF_MEASURE.person] });
  });
});

describe('attraction/5.1-onsite', () => {
  test('a violation names the responsible person and the measure by the company’s rules', async () => {
    const c = await visit.accepted();
    const found = { ...FAULT, finding: 'violation' } as const;
    expect(await c.refused(onSite, 'find', found)).toMatchObject({ fields: [{ field: 'staffMeasure' }] });
    await c.send(onSite, 'find', { ...found, staffMeasure: STAFF_MEASURE });
    expect((await c.state()).rounds).toMatchObject([{ finding: { staffMeasure: STAFF_MEASURE } }]);
  });
});
