import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { hasText } from '../../activities/notify';
import { previewNotice } from '../../models/notices/templates';
import en from '../../messages/en.json';
import zh from '../../messages/zh.json';

/** Where English begins a sentence with a word that Chinese has within one, it is the same placeholder. */
const placeholders = (text: string) => [...new Set(text.toLowerCase().match(/\{\w+\}/g))].sort();

describe('the message files', () => {
  it('have the same texts with the same placeholders', () => {
    const ours = Object.entries(zh).map(([key, text]) => [key, placeholders(text)]);
    const theirs = Object.entries(en).map(([key, text]) => [key, placeholders(text)]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  it('call a case what it is: a consultation is no complaint', () => {
    expect(Object.values(zh).filter((text) => text.startsWith('【投诉 {number}'))).toEqual([]);
    const letter = previewNotice('assigned', 'staff', 'zh', 'consultation');
    expect(letter.subject).toContain('【咨询 C');
    expect(letter.text).toContain('一件咨询已派给市场部');
  });

  it('have a subject and a body, or neither', () => {
    const bodies = Object.keys(zh).filter((key) => /\.(customer|staff)\.body$/.test(key));
    const subjects = Object.keys(zh).filter((key) => /\.(customer|staff)\.subject$/.test(key));
    expect(bodies.map((key) => key.replace(/body$/, 'subject')).sort()).toEqual(subjects.sort());
  });

  it('say nothing to the customer that only staff may know', () => {
    const forCustomers = Object.entries(zh).filter(
      ([key]) => key.includes('customer.') || /^(next|by)\./.test(key),
    );
    // A note is there only if it was written for the customer to see.
    const allowed = [
      '{number}',
      '{kind}',
      '{customer}',
      '{receivedat}',
      '{next}',
      '{by}',
      '{body}',
      '{due}',
      '{note}',
      '{way}',
      '{customerlink}',
      '{reply}',
    ];
    for (const [, text] of forCustomers) {
      expect(placeholders(text).filter((name) => !allowed.includes(name))).toEqual([]);
    }
  });
});

const POLICIES = path.join(__dirname, '../../policies');
const packs = existsSync(POLICIES) ? readdirSync(POLICIES).filter((file) => file.endsWith('.yaml')) : [];

/** The parts of a pack that tell somebody something. */
const Telling = z.object({
  notices: z.array(z.object({ template: z.string(), tell: z.array(z.string()) })).default([]),
  clocks: z
    .array(
      z.object({
        rungs: z.array(z.object({ at: z.number(), tell: z.array(z.string()).default([]) })).default([]),
      }),
    )
    .default([]),
});

test('no pack tells anything that the message files have no text for', () => {
  const missing = packs.flatMap((file) =>
    toldBy(file).filter(({ template, audience }) => !hasText(template, audience)),
  );
  expect(missing).toEqual([]);
});

function toldBy(file: string) {
  const pack = Telling.parse(parse(readFileSync(path.join(POLICIES, file), 'utf8')));
  const rungs = pack.clocks.flatMap((clock) => clock.rungs);
  return [
    ...pack.notices.map(({ template, tell }) => ({ template, tell })),
    ...rungs.map(({ at, tell }) => ({ template: rungTemplate(at), tell })),
  ].flatMap(({ template, tell }) =>
    tell.map((to) => ({
      file,
      template,
      audience: to === 'customer' ? ('customer' as const) : ('staff' as const),
    })),
  );
}

function rungTemplate(at: number): string {
  if (at < 100) return 'clock-warned';
  return at === 100 ? 'clock-broken' : 'clock-overdue';
}
