import { eventView } from '../../api/complaints/event-view';
import { eventHtml } from '../../api/documents/event';
import { NO_NAMES } from '../../api/documents/names';
import { valueHtml } from '../../api/documents/value';
import { documentWords } from '../../api/documents/words';
import { en } from '../../console/language/en';
import { zh } from '../../console/language/zh';
import recordEn from '../../messages/record.en.json';
import recordZh from '../../messages/record.zh.json';
import { EVENT_PLANS } from '../../models/cases/event-plans';
import { LANGUAGES } from '../../models/policies';
import { recordedCases } from '../domain/recorded-cases';

const startingWith = (prefix: string, words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith(prefix)));

test('events have the names that they have in the console', () => {
  expect(zh).toMatchObject(startingWith('event.', recordZh));
  expect(en).toMatchObject(startingWith('event.', recordEn));
});

test.each(['notice-name.', 'access.', 'channel.'])('the words %s… are those of the console', (prefix) => {
  expect(startingWith(prefix, recordZh)).toEqual(startingWith(prefix, zh));
  expect(startingWith(prefix, recordEn)).toEqual(startingWith(prefix, en));
});

describe.each(LANGUAGES)('in the pages of a case in %s', (language) => {
  const words = documentWords(language, 'Asia/Shanghai', NO_NAMES);
  const isWord = language === 'zh' ? /\p{Script=Han}/u : /^\p{Lu}/u;

  test('every field of every event has a name', () => {
    const unnamed = fieldsOf(EVENT_PLANS).filter((field) => !isWord.test(words.field(field)));
    expect(unnamed).toEqual([]);
  });

  test('what has happened in the recorded cases is told in words', () => {
    const pages = recordedCases().map(({ events }) =>
      events.map((event) => eventHtml(words, eventView(event)).text).join(''),
    );
    const labels = pages.flatMap((page) =>
      [...page.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, label = '']) => label),
    );
    expect(labels.length).toBeGreaterThan(100);
    expect(labels.filter((label) => !isWord.test(label))).toEqual([]);
    expect(pages.join('')).not.toMatch(/P\d+[DW]|PT\d+[HM]/);
    expect(pages.join('')).toContain(language === 'zh' ? '进入环节 派单' : 'Stage: to be assigned');
    expect(pages.join('')).toContain(language === 'zh' ? '开始 第 2 轮' : 'New round: 2');
  });
});

test('choices are told in words', () => {
  const words = documentWords('zh', 'Asia/Shanghai', NO_NAMES);
  const fields = ['stage', 'role', 'kind', 'finding', 'ended', 'method', 'outcome', 'customerContent'];
  const chosen = recordedCases().flatMap(({ events }) =>
    events.flatMap(({ payload }) =>
      Object.entries(payload).flatMap(([field, value]: [string, unknown]) =>
        fields.includes(field) && typeof value === 'string' ? [valueHtml(words, value, field).text] : [],
      ),
    ),
  );
  expect(chosen.length).toBeGreaterThan(50);
  expect(chosen.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
});

/** The names of the fields of a plan, however deep, but for what the page leaves to the JSON beside it. */
function fieldsOf(plans: typeof EVENT_PLANS): readonly string[] {
  const leftOut = ['ownedBy', 'rule', 'reckoning', 'resumed', 'fired', 'extensions', 'given'];
  const inside = (plan: unknown): string[] => {
    if (Array.isArray(plan)) return plan.flatMap(inside);
    if (typeof plan !== 'object' || plan === null) return [];
    return Object.entries(plan).flatMap(([name, inner]: [string, unknown]) => [name, ...inside(inner)]);
  };
  return Object.values(plans)
    .flatMap(inside)
    .filter((name) => !leftOut.includes(name));
}
