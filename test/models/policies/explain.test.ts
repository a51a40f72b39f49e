import { explain, LANGUAGES, loadPacks, type LoadedPack, type Rules } from '../../../models/policies';
import { readPacks } from '../../../models/policies/load-packs';
import { PackFile } from '../../../models/policies/pack-file';
import { demoDepartments } from '../../../scripts/demo/people';
import { DEPARTMENTS, POLICIES } from '../media';
import { EVERYTHING } from './everything';

const MARK = { zh: '（默认值）', en: '(default)' } as const;

let packs: readonly LoadedPack[];
beforeAll(async () => {
  packs = await loadPacks(
    POLICIES,
    demoDepartments.map(({ _id }) => _id),
  );
});

function everything(replaced: readonly (readonly [from: string, to: string])[] = []): Rules {
  const text = replaced.reduce((all, [from, to]) => all.replace(from, to), EVERYTHING);
  const [pack] = readPacks([new PackFile('everything.yaml', text)], DEPARTMENTS);
  if (!pack) throw new Error('There is no pack.');
  return pack.rules;
}

/** The lines of the clock, from its heading to the next. */
function clockLines(lines: readonly string[], title: string): string {
  const from = lines.findIndex((line) => line.includes(title));
  const rest = lines.slice(from + 1);
  return [
    lines[from],
    ...rest.slice(
      0,
      rest.findIndex((line) => !line.startsWith('    ')),
    ),
  ].join('\n');
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every clock of every pack has its clause, and who answers for it by when', () => {
    for (const { rules } of packs) {
      const lines = explain(rules, language);
      for (const clock of rules.clocks) {
        const said = clockLines(lines, clock.title[language]);
        expect(said).toContain(clock.clause);
        const title = Object.entries(rules.titles).find(([role]) => role === clock.holder)?.[1][language];
        expect(said.toLowerCase()).toContain((title ?? '').toLowerCase());
        expect(said.includes(MARK[language])).toBe(
          clock.default === true || rules.defaults.some((mark) => mark.startsWith('clocks.')),
        );
      }
    }
  });

  test('no default of any pack is left to a list of leftovers', () => {
    for (const { rules } of packs) {
      const lines = explain(rules, language);
      expect(lines).not.toContain(language === 'zh' ? '其他默认值' : 'Other defaults');
    }
  });

  test('no value is marked that the pack says by its source', () => {
    const rules: Rules = { ...everything(), defaults: [] };
    const marked = explain(rules, language).filter((line) => line.endsWith(MARK[language]));
    expect(marked).toEqual([]);
  });
});

test('limits, holders and what is asked for read in both languages', () => {
  const rules = everything();
  const zh = explain(rules, 'zh').join('\n');
  const en = explain(rules, 'en').join('\n');
  const said: readonly (readonly [zh: string, en: string])[] = [
    ['受理人须在30分钟内完成', 'the owner of the case must act within 30 minutes'],
    ['责任部门负责人须在3个工作日内完成', "the department's lead must act within 3 working days"],
    ['自起算起最长不得超过7个工作日。', 'Never beyond 7 working days from its start.'],
    ['超过5个工作日的，由主管决定。', 'Beyond 5 working days only by the supervisor.'],
    ['联系客户并记录（方式为letter）', 'the customer is contacted (by letter)'],
    ['2个工作日（当日不计）内', 'within 2 working days (that day not counted)'],
    ['只适用于咨询。', 'Only for consultations.'],
    ['200.00CNY以内，由受理人决定。', 'Claims up to 200.00 CNY: decided by the owner of the case.'],
    [
      '超过1000.00CNY的，由公司领导作最终决定。',
      'Claims beyond 1000.00 CNY: finally decided by senior management.',
    ],
    ['超过500.00CNY的，须两人签字。', 'Above 500.00 CNY two people sign.'],
    ['须在1小时内签收', 'signed for within 1 hour'],
    ['级别为红色及以上的，档案保存1000天。', 'From level red on they are kept 1000 days.'],
    ['抽取已办结的投诉回访，不少于3件', 'at least 3 closed complaints are drawn to be called back'],
    ['当面致歉', 'somebody apologises in person'],
    [
      '联系客户3次未果、每次相隔至少1天的',
      'After 3 attempts to reach the customer, each at least 1 day after',
    ],
  ];
  for (const [chinese, english] of said) {
    expect(zh).toContain(chinese);
    expect(en).toContain(english);
  }
});

test('a mark is where its value is, and nowhere else', () => {
  const lines = explain(
    everything([
      [
        'defaults: [arbitrateAfterReturns',
        'defaults: [closing.attempts, levels.red, channels, arbitrateAfterReturns',
      ],
      ['routing:', 'levels: { red: { zh: 重大, en: Grave }, blue: { zh: 一般, en: Plain } }\nrouting:'],
    ]),
    'en',
  );
  const marked = lines.filter((line) => line.endsWith('(default)')).map((line) => line.trim());
  expect(marked).toEqual([
    'Reminders: when the time is over a reminder goes to whoever answers for it and the leads of the standing group. (default)',
    'Red: Grave. (default)',
    expect.stringMatching(/^After return 2 .*\(default\)$/),
    'A result needs no plan before it. (default)',
    expect.stringMatching(/^Channels: .*\(default\)$/),
    expect.stringMatching(/^A work order .*\(default\)$/),
    expect.stringMatching(/^A corrective action .*\(default\)$/),
    expect.stringMatching(/^After 3 attempts .*\(default\)$/),
  ]);
});
