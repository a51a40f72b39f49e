import fc from 'fast-check';
import { groupsOf, SIMILAR, type Likeable } from '../../domain/widespread/groups';
import { bigramsOf, similarity } from '../../domain/widespread/similarity';

const like = (one: string, other: string): number => similarity(bigramsOf(one), bigramsOf(other));

/** Short texts over few characters, so that many are alike. */
const matters = fc.string({
  unit: fc.constantFrom('机', '重', '启', '热', '屏'),
  minLength: 2,
  maxLength: 8,
});
const complaints: fc.Arbitrary<Likeable[]> = fc
  .array(
    fc.record(
      {
        matter: matters,
        contentType: fc.constantFrom('product' as const, 'service' as const),
        group: fc.constantFrom('W1', 'W2'),
      },
      { requiredKeys: ['matter'] },
    ),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, index) => ({ ...one, number: `C20261122-${String(100 + index)}` })));

test('similarity is symmetric, 1 for the same text, and between 0 and 1', () => {
  fc.assert(
    fc.property(matters, matters, (one, other) => {
      expect(like(one, other)).toBe(like(other, one));
      expect(like(one, one)).toBe(1);
      expect(like(one, other)).toBeGreaterThanOrEqual(0);
      expect(like(one, other)).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  ['开机五分钟后自动重启。', '电视机开机大约五分钟就自动重启，反复出现', true],
  ['机顶盒升级后无法开机', '机顶盒升级之后 无法开机了！', true],
  ['The box reboots every five minutes', 'Box REBOOTS about every five minutes.', true],
  ['电视机屏幕有一条竖线', '电视机遥控器按键失灵', false],
  ['送货比约定晚了三天', '安装人员态度恶劣', false],
])('%s / %s', (one, other, alike) => {
  expect(like(one, other) >= SIMILAR).toBe(alike);
});

test('the groups do not depend on the order of the complaints', () => {
  fc.assert(
    fc.property(complaints, fc.integer({ min: 2, max: 4 }), fc.integer(), (list, count, seed) => {
      const shuffled = [...list].sort((one, other) => hash(one.number, seed) - hash(other.number, seed));
      expect(sorted(groupsOf(shuffled, count))).toEqual(sorted(groupsOf(list, count)));
    }),
  );
});

test('they are those of comparing every complaint with every other', () => {
  fc.assert(
    fc.property(complaints, fc.integer({ min: 2, max: 4 }), (list, count) => {
      const found = groupsOf(list, count).map(({ members }) => [...members]);
      expect(found.sort()).toEqual(bruteForce(list, count).sort());
    }),
  );
});

test('a group keeps its id as it grows, and a later similar complaint joins it', () => {
  const first = ['C20261122-000001', 'C20261122-000002', 'C20261122-000003'].map((number) => ({
    number,
    matter: '机顶盒升级后无法开机',
  }));
  expect(groupsOf(first.slice(0, 2), 3)).toEqual([]);
  const [group] = groupsOf(first, 3);
  expect(group).toMatchObject({ id: 'W20261122-000001', joining: first.map(({ number }) => number) });
  const later = { number: 'C20261123-000009', matter: '升级后机顶盒无法开机' };
  // The first is closed by then.
  const known = first.slice(1).map((one) => ({ ...one, group: 'W20261122-000001' }));
  expect(groupsOf([...known, later], 9)).toEqual([
    {
      id: 'W20261122-000001',
      members: [...known, later].map(({ number }) => number),
      joining: [later.number],
    },
  ]);
});

test('complaints of different classes are not put together', () => {
  const of = (number: string, subtype: 'quality' | 'function') =>
    ({ number, matter: '机顶盒无法开机', contentType: 'product', subtype }) as const;
  expect(groupsOf([of('C1', 'quality'), of('C2', 'function')], 2)).toEqual([]);
  expect(groupsOf([of('C1', 'quality'), of('C2', 'quality')], 2)).toHaveLength(1);
});

test('thousands of complaints are grouped in a moment', () => {
  const list = Array.from({ length: 3_000 }, (_, index) => ({
    number: `C20261122-${String(index).padStart(6, '0')}`,
    matter: `${words(index)}，购买于${index}号门店，编号${index * 7_919}`,
  }));
  const startedAt = performance.now();
  groupsOf(list, 3);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

function words(index: number): string {
  const from = 0x4e00 + ((index * 37) % 4_000);
  return String.fromCodePoint(...Array.from({ length: 20 }, (_, at) => from + ((at * 131 + index) % 900)));
}

function hash(text: string, seed: number): number {
  return Array.from(text).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0) + seed) % 1_009,
    7,
  );
}

function sorted(groups: ReturnType<typeof groupsOf>) {
  return [...groups].sort((one, other) => ((one.members[0] ?? '') < (other.members[0] ?? '') ? -1 : 1));
}

function bruteForce(list: readonly Likeable[], count: number): string[][] {
  const alike = (a: Likeable, b: Likeable) =>
    (!a.contentType || !b.contentType || a.contentType === b.contentType) &&
    like(a.matter, b.matter) >= SIMILAR;
  const left = new Set(list);
  const groups: Likeable[][] = [];
  for (const start of list) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of [...left]) if (alike(member, other) && left.delete(other)) group.push(other);
    }
    groups.push(group);
  }
  return groups
    .filter((group) => group.some((one) => one.group === undefined))
    .filter((group) => group.length >= count || group.some((one) => one.group !== undefined))
    .map((group) => group.map(({ number }) => number).sort());
}
