import fc from 'fast-check';
import { mongo } from 'mongoose';
import type { Policy } from '../../domain/policy/policy';
import type { Actor } from '../../domain/people/actor';
import { gramsOf, textQuery } from '../../models/search/grams';
import { Life } from './life';
import { loadMedia } from './media';
import { keyDatabase } from '../../models/key-database';
import { openRecords, recordAll, type Records } from './records';

let records: Records;
let media: Policy;
let serial = 0;

const AUDITOR: Actor = { user: 'some-auditor', roles: ['auditor'] };
const MATTER = '主板第三天烧坏，换了 Main-Board Ａ－７７１２３ 仍然黑屏';

beforeAll(async () => {
  records = await openRecords();
  media = await loadMedia();
});
afterAll(() => records.database.drop());

function newLife(matter: string): Promise<Life> {
  serial += 1;
  const number = `C20260303-${String(serial).padStart(6, '0')}`;
  return new Life(media, number, '2026-03-03 10:00').register({ matter, customer: { name: '王小明' } });
}

async function recorded(matter: string): Promise<Life> {
  const life = await newLife(matter);
  await recordAll(records.cases, life);
  return life;
}

async function search(q: string, actor = AUDITOR) {
  const { items } = await records.cases.list({ actor, filter: { q }, sort: 'dueAt', limit: 200 });
  return items;
}

const numbersOf = async (q: string, actor = AUDITOR) => (await search(q, actor)).map(({ _id }) => _id);

const terms = () =>
  keyDatabase(records.database.connection).collection<{ _id: string; grams: mongo.Long[] }>('searchTerms');

describe('grams', () => {
  const readable = fc.stringMatching(
    /^[主板烧坏电视机客户不满意快递破损abcXYZ０１２789１２３ ，。-]{2,60}$/u,
  );

  test('whatever stands in a text has only grams that the text has', () => {
    fc.assert(
      fc.property(readable, fc.nat(), fc.nat(), (text, from, length) => {
        const characters = Array.from(text);
        const begin = from % characters.length;
        const part = characters.slice(begin, begin + 2 + (length % characters.length)).join('');
        const query = textQuery(part);
        const known = gramsOf(text);
        expect((query?.grams ?? []).filter((gram) => !known.has(gram))).toEqual([]);
      }),
    );
  });

  test('one character, or none that is read, is too little to look for', () => {
    for (const q of ['王', ' 王 ', '王，', '.*', '——', '']) expect(textQuery(q)).toBeUndefined();
    expect(textQuery('王 李')?.words).toEqual(['王李']);
  });

  test('of a number the longer pieces are asked for, and never more than 32', () => {
    expect(textQuery('77123')?.grams).toEqual(['7712', '7123']);
    const long = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    expect(textQuery(long)?.grams).toHaveLength(32);
  });
});

describe('finding by text', () => {
  test('any two characters or more of a text find its case, and what is marked is what was looked for', async () => {
    const life = await recorded(MATTER);
    const characters = Array.from(MATTER.replace(/[^\p{L}\p{N}]/gu, ''));
    for (let from = 0; from < characters.length - 1; from += 1) {
      for (const length of [2, 3, 5]) {
        const q = characters.slice(from, from + length).join('');
        if (Array.from(q).length < 2) continue;
        const [hit] = await search(q);
        expect([q, hit?._id]).toEqual([q, life.number]);
        const [[start, end] = [0, 0]] = hit?.found?.ranges ?? [];
        const marked = hit?.found?.text.slice(start, end) ?? '';
        expect(marked.replace(/[^\p{L}\p{N}]/gu, '')).toBe(q);
      }
    }
  });

  test('width, case, spaces and punctuation make no difference', async () => {
    const life = await recorded('型号 ＸＹＺ－９９８８，序列号：SN 2026/11 22-0042');
    for (const q of ['xyz9988', 'XYZ-9988', 'xyz 9988', 'sn20261122', '１１２２００４２', '型号xyz']) {
      expect([q, await numbersOf(q)]).toEqual([q, [life.number]]);
    }
  });

  test('several words may stand apart, each in another text; all must be there', async () => {
    const life = await recorded('空调漏水严重');
    await life.command('note', { text: '物业已垫付维修费', visibility: 'internal' });
    await recordAll(records.cases, life);
    expect(await numbersOf('垫付 漏水')).toEqual([life.number]);
    expect(await numbersOf('垫付 停电')).toEqual([]);
  });

  test('every kind of text finds its case: expectation, note, contact, finding, plan, result', async () => {
    const life = await newLife('洗衣机噪音过大');
    await life.command('amend', { fields: { expectation: '希望退货退款' }, reason: '客户补充诉求' });
    await life.command('note', { text: '客户情绪激动', visibility: 'internal' });
    const contact = { method: 'phone', at: '2026-03-03T02:10:00.000Z', reaction: '表示理解' };
    await life.command('log-contact', { ...contact, content: '约定周五上门检测' });
    await life.lead('assign', { department: 'technical', reason: '疑似轴承磨损' }, 'accepting');
    await life.lead('accept', {}, 'planning');
    await life.command('find', { finding: 'product', rootCause: '滚筒偏心', text: '拆机后确认' });
    await life.lead('resolve', { result: '整机免费更换', customerContent: 'yes' }, 'confirming');
    await recordAll(records.cases, life);
    const found = [];
    for (const q of [
      '噪音',
      '退货退款',
      '补充诉求',
      '情绪激动',
      '周五上门',
      '表示理解',
      '轴承',
      '滚筒',
      '拆机',
      '免费更换',
    ]) {
      const hits = await search(q);
      found.push([q, hits[0]?._id, hits[0]?.found?.event, hits[0]?.found?.field]);
    }
    const at = (q: string, event: string, field: string) => [q, life.number, event, field];
    expect(found).toEqual([
      at('噪音', 'registered', 'matter'),
      at('退货退款', 'amend', 'expectation'),
      at('补充诉求', 'amend', 'reason'),
      at('情绪激动', 'note', 'text'),
      at('周五上门', 'log-contact', 'content'),
      at('表示理解', 'log-contact', 'reaction'),
      at('轴承', 'assign', 'reason'),
      at('滚筒', 'find', 'rootCause'),
      at('拆机', 'find', 'text'),
      at('免费更换', 'resolve', 'result'),
    ]);
  });

  test('a case that has all grams, but not the words, is no hit', async () => {
    await recorded('热水，水器，热器水');
    const life = await recorded('热水器');
    await recorded('热水 然后 水器 分开');
    const hits = await numbersOf('热水器');
    expect(hits).toContain(life.number);
    // Without punctuation the first says 热水水器热器水.
    expect(hits).toEqual([life.number]);
  });

  test('who does not see a case gets no hint that it is there', async () => {
    const life = await newLife('地暖分水器渗漏');
    await life.lead('assign', { department: 'technical' }, 'accepting');
    await recordAll(records.cases, life);
    const lead = (department: string): Actor => ({
      user: `lead-${department}-x`,
      roles: ['lead'],
      department,
    });
    expect(await numbersOf('分水器', lead('technical'))).toEqual([life.number]);
    expect(
      await records.cases.list({
        actor: lead('logistics'),
        filter: { q: '分水器' },
        sort: 'dueAt',
        limit: 10,
      }),
    ).toEqual({ items: [] });
  });

  test('pages follow on each other in the order of the list, however many cases may have the text', async () => {
    const lives = [];
    for (let one = 0; one < 7; one += 1) lives.push(await recorded(`门锁异响第${one}例`));
    for (const sort of ['dueAt', 'createdAt'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const request = { actor: AUDITOR, filter: { q: '门锁异响' }, sort, limit: 3 };
        const page = await records.cases.list({ ...request, ...(cursor !== undefined && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(3);
        seen.push(...page.items.map(({ _id }) => _id));
        cursor = page.next;
      } while (cursor !== undefined);
      const numbers = lives.map(({ number }) => number);
      expect(seen).toEqual(sort === 'dueAt' ? numbers : numbers.toReversed());
    }
  });
});

describe('what is kept for it', () => {
  test('holds nothing that can be read, and is answered from the index', async () => {
    const { number } = await recorded('马桶水箱开裂渗水');
    const raw = await terms().findOne({ _id: number }, { promoteLongs: false });
    expect(raw?.grams.every((gram) => gram instanceof mongo.Long)).toBe(true);
    const bytes = Buffer.from(mongo.BSON.serialize(raw ?? {}));
    for (const piece of ['马桶', '水箱', '王小', 'matter']) expect(bytes.includes(piece)).toBe(false);
    const plan = await terms()
      .find({ grams: { $all: raw?.grams ?? [] } })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('"IXSCAN"');
    expect(JSON.stringify(plan['queryPlanner'])).not.toContain('"COLLSCAN"');
  });

  test('grows with each event, is made anew from all of them, and forgotten by the number alone', async () => {
    const life = await newLife('烤箱门玻璃爆裂');
    await life.command('note', { text: '已寄回厂家分析', visibility: 'internal' });
    await recordAll(records.cases, life);
    const grown = await gramSet(life.number);
    await records.cases.forgetTexts(life.number);
    expect(await numbersOf('玻璃爆裂')).toEqual([]);
    expect(await numbersOf(life.number)).toEqual([life.number]);
    expect(await records.cases.rebuild(life.number)).toBe(true);
    expect(await gramSet(life.number)).toEqual(grown);
    expect(await numbersOf('寄回厂家')).toEqual([life.number]);
    expect(await records.cases.rebuild(life.number)).toBe(false);
  });

  test('a transition that is recorded twice adds it once', async () => {
    const life = await recorded('抽油烟机倒烟');
    const once = await gramSet(life.number);
    await recordAll(records.cases, life);
    expect(await gramSet(life.number)).toEqual(once);
    expect(new Set(once).size).toBe(once.length);
  });

  async function gramSet(number: string): Promise<string[]> {
    const found = await terms().findOne({ _id: number }, { promoteLongs: false });
    return (found?.grams ?? []).map(String).sort();
  }
});
