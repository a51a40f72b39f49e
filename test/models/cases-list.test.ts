import type { mongo } from 'mongoose';
import { z } from 'zod';
import type { Policy } from '../../domain/policy/policy';
import type { Actor, Role } from '../../domain/people/actor';
import {
  BadCursorError,
  maySee,
  visibleTo,
  type CaseDocument,
  type CaseFilter,
  type Sort,
} from '../../models/cases';
import { brokenIn } from '../../models/cases/list';
import { Life } from './life';
import { loadMedia } from './media';
import { openRecords, recordAll, type Records } from './records';

let records: Records;
let media: Policy;

const AUDITOR = actor('auditor');

function actor(role: Role, user = `some-${role}`, department?: string): Actor {
  return { user, roles: [role], ...(department !== undefined && { department }) };
}

/** Six cases: with and without departments, of several customers, one of them closed. */
beforeAll(async () => {
  records = await openRecords();
  media = await loadMedia();
  await made(1, '2026-03-03 10:00', { name: '王小明', phone: '+86 138-0013-8000', company: 'Blue Sky' });
  const technical = await made(2, '2026-03-03 10:05', { name: '王芳', email: 'Fang.Wang@Example.com' });
  await technical.lead('assign', { department: 'technical', handler: 'tim' }, 'accepting');
  await recordAll(records.cases, technical);
  const returned = await made(3, '2026-03-03 10:05', { name: '李雷', account: 'ACC-77' });
  await returned.lead('assign', { department: 'technical' }, 'accepting');
  await returned.lead('return', { reason: '-' }, 'assigning');
  await returned.lead('assign', { department: 'logistics' }, 'accepting');
  await recordAll(records.cases, returned);
  const closed = await made(4, '2026-03-03 09:00', { name: '韩梅梅' });
  await closed.lead('resolve', { result: '-', customerContent: 'yes' }, 'confirming');
  await closed.close();
  await recordAll(records.cases, closed);
  const urgent = await made(5, '2026-03-03 11:00', { name: '１２３ Ltd', phone: '010-8888 7777' });
  await urgent.command('classify', { contentType: 'product', subtype: 'quality', urgency: 'urgent' });
  await recordAll(records.cases, urgent);
  await made(6, '2026-03-03 10:00', { name: 'Zoe', account: 'acc-78' });
});
afterAll(() => records.database.drop());

async function made(
  serial: number,
  at: string,
  customer: { name: string; [field: string]: string },
): Promise<Life> {
  const life = await new Life(media, `C20260303-00000${serial}`, at).register({ customer });
  await recordAll(records.cases, life);
  return life;
}

async function listed(filter: CaseFilter, who = AUDITOR, sort: Sort = 'dueAt'): Promise<string[]> {
  const { items } = await records.cases.list({ actor: who, filter, sort, limit: 100 });
  return items.map(({ _id }) => _id.slice(-1));
}

describe('the order of a list', () => {
  test('is by due time, equal ones by number, those without a clock last', async () => {
    expect(await listed({})).toEqual(['1', '6', '2', '3', '5', '4']);
  });

  test('or by the time of entry, the newest first', async () => {
    expect(await listed({}, AUDITOR, 'createdAt')).toEqual(['5', '3', '2', '6', '1', '4']);
  });

  test.each([1, 2, 3, 4])('is the same read in pages of %d', async (limit) => {
    for (const sort of ['dueAt', 'createdAt'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { actor: AUDITOR, filter: {}, sort, limit, ...(cursor !== undefined && { cursor }) };
        const page = await records.cases.list(request);
        seen.push(...page.items.map(({ _id }) => _id.slice(-1)));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual(await listed({}, AUDITOR, sort));
    }
  });

  test('a cursor of another list, or one made up, is refused', async () => {
    const { next } = await records.cases.list({ actor: AUDITOR, filter: {}, sort: 'dueAt', limit: 1 });
    for (const cursor of [next ?? '', 'made-up', 'WzFd']) {
      const request = { actor: AUDITOR, filter: {}, sort: 'createdAt', limit: 1, cursor } as const;
      await expect(records.cases.list(request)).rejects.toThrow(BadCursorError);
    }
  });
});

describe('finding', () => {
  const searches: readonly (readonly [what: string, q: string, found: string[]])[] = [
    ['the beginning of a number', 'c20260303-00000', ['1', '6', '2', '3', '5', '4']],
    ['a whole number', 'C20260303-000004', ['4']],
    ['a family name', '王', ['1', '2']],
    ['a company in other letters', 'blue SKY', ['1']],
    ['an e-mail address', 'fang.wang@example.com', ['2']],
    ['an account', 'Acc-77', ['3']],
    ['a phone number without its country', '13800138000', ['1']],
    ['a phone number otherwise written', '+86 (138) 0013 8000', ['1']],
    ['a name in full width', '123 ltd', ['5']],
    ['a name by what stands in its middle', '小明', ['1']],
    ['what looks like a pattern', '.*', []],
  ];
  test.each(searches)('%s', async (_what, q, found) => {
    expect(await listed({ q }, actor('agent', 'somebody'))).toEqual(found);
  });

  test('who does not see how a customer is reached finds by it only who has it whole', async () => {
    expect(await listed({ q: 'acc-7' })).toEqual([]);
    expect(await listed({ q: 'ACC-77' })).toEqual(['3']);
    expect(await listed({ q: '1380013' })).toEqual([]);
    expect(await listed({ q: '13800138000' })).toEqual(['1']);
  });

  test('by stage, department, tag, urgency, supervisor, due time', async () => {
    expect(await listed({ stages: ['accepting'] })).toEqual(['2', '3']);
    expect(await listed({ stages: ['accepting'], department: 'logistics' })).toEqual(['3']);
    expect(await listed({ tag: 'product-quality-urgent' })).toEqual(['5']);
    expect(await listed({ urgency: 'urgent', policy: 'media' })).toEqual(['5']);
    expect(await listed({ handler: 'tim' })).toEqual(['2']);
    expect(await listed({ supervisor: 'nobody' })).toEqual([]);
    expect(await listed({ dueBefore: new Date('2026-03-03T10:31:00+08:00') })).toEqual(['1', '6']);
    expect(await listed({ createdBefore: new Date('2026-03-03T10:00:00+08:00') })).toEqual(['4']);
  });

  const queries: readonly (readonly [what: string, filter: mongo.Filter<CaseDocument>, sort: mongo.Sort])[] =
    [
      ['a number', { _id: /^C2026/ }, {}],
      ['the list by due time', {}, { turn: 1, dueOrder: 1, _id: 1 }],
      [
        'the list of a department',
        visibleTo(actor('lead', 'x', 'technical')),
        { turn: 1, dueOrder: 1, _id: 1 },
      ],
      ['the list of an integration', visibleTo(actor('integration')), { turn: 1, dueOrder: 1, _id: 1 }],
    ];
  test.each(queries)('%s reads no collection from end to end', async (_what, filter, sort) => {
    const cases = records.database.connection.collection<CaseDocument>('cases');
    const plan: unknown = await cases.find(filter).sort(sort).explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('IXSCAN');
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });
});

test('the cases in which a clause was broken are found by an index of their own, in the order of the list', async () => {
  const cases = records.database.connection.collection<CaseDocument>('cases');
  const order = { turn: 1, dueOrder: 1, _id: 1 } as const;
  const found = cases.find({ $and: [{}, visibleTo(AUDITOR), brokenIn('media/3.2-assign')] }).sort(order);
  const { queryPlanner } = z
    .object({ queryPlanner: z.object({ winningPlan: z.unknown() }) })
    .parse(await found.explain('queryPlanner'));
  const plan = JSON.stringify(queryPlanner.winningPlan);
  expect(plan).toContain('"indexName":"broken"');
  expect(plan).toContain('["media/3.2-assign", "media/3.2-assign"]'.replaceAll('"', '\\"'));
  expect(plan).not.toContain('"stage":"SORT"');
});

describe('who sees what', () => {
  const views: readonly (readonly [who: Actor, sees: string[]])[] = [
    [actor('agent', 'somebody'), ['1', '6', '2', '3', '5', '4']],
    [actor('specialist'), ['1', '6', '2', '3', '5', '4']],
    [actor('supervisor'), ['1', '6', '2', '3', '5', '4']],
    [actor('quality-manager'), ['1', '6', '2', '3', '5', '4']],
    [actor('executive'), ['1', '6', '2', '3', '5', '4']],
    [actor('administrator'), ['1', '6', '2', '3', '5', '4']],
    [actor('lead', 'x', 'technical'), ['2', '3']],
    [actor('handler', 'x', 'logistics'), ['3']],
    [actor('lead', 'x', 'marketing'), []],
    [actor('handler', 'tim', 'marketing'), ['2']],
    [actor('customer', 'x', 'technical'), []],
    [actor('integration', 'ann'), ['1', '6', '2', '3', '5', '4']],
    [actor('integration', 'tim', 'technical'), []],
  ];
  test.each(views)('%j', async (who, sees) => {
    expect(await listed({}, who)).toEqual(sees);
    const all = await Promise.all(
      (await listed({})).map((serial) => records.cases.find(`C20260303-00000${serial}`)),
    );
    const allowed = all.filter((document) => document !== undefined && maySee(who, document));
    expect(allowed.map((document) => document?._id.slice(-1))).toEqual(sees);
  });
});
