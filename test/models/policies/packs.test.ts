import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { problemInChinese } from '../../../console/administration/packs/problem-words';
import { hasText } from '../../../activities/notify';
import { loadPacks, packJsonSchema, PackError, type LoadedPack } from '../../../models/policies';
import { DEPARTMENTS, loadMedia, POLICIES } from '../media';

let folder: string;
let media: string;

beforeAll(async () => {
  media = await readFile(path.join(POLICIES, 'media.yaml'), 'utf8');
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-packs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(files: Readonly<Record<string, string>>): Promise<LoadedPack[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return loadPacks(folder, DEPARTMENTS);
}

/** What is wrong with the files: `line:column message`. */
async function problems(files: Readonly<Record<string, string>>): Promise<string[]> {
  const error = await load(files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PackError)) throw new Error('The packs were accepted.', { cause: error });
  return error.problems.map(
    ({ file, line, column, message }) => `${path.basename(file)}:${line}:${column} ${message}`,
  );
}

/** media.yaml with one text replaced, and the line of that text. */
function changed(from: string, to: string): { text: string; line: number } {
  const at = media.indexOf(from);
  if (at < 0) throw new Error(`media.yaml does not have ${from}.`);
  return { text: media.replace(from, to), line: media.slice(0, at).split('\n').length };
}

function extending(lines: string): string {
  return `id: ours\nextends: media\ntitle: { zh: 我们, en: Ours }\n${lines}`;
}

describe('a pack file with a mistake is refused with its place and what would be right', () => {
  const mistakes: readonly (readonly [what: string, from: string, to: string, message: RegExp])[] = [
    [
      'an unknown key',
      'holder: owner\n    rungs: [',
      'holdr: owner\n    rungs: [',
      /'holdr' is not known here: did you mean 'holder'\?/,
    ],
    [
      'an unknown key at the top',
      'planBeforeResult: false',
      'planBeforeResults: false',
      /did you mean 'planBeforeResult'\?/,
    ],
    [
      'a happening that there is not',
      'from: [enter:accepting]',
      'from: [enter:acepting]',
      /did you mean 'enter:accepting'\?/,
    ],
    [
      'a role that there is not',
      'escalate: quality-manager',
      'escalate: quality-boss',
      /did you mean 'quality-manager'\?/,
    ],
    ['a duration that means nothing', 'limit: PT10M', 'limit: 10min', /"10min" is not a duration/],
    ['a duration in months', 'reopenWindow: P30D', 'reopenWindow: P1M', /uses months or years/],
    [
      'weeks of working days',
      '{ duration: P1D, calendar: working }',
      '{ duration: P1W, calendar: working }',
      /write working days/,
    ],
    [
      'an unknown calendar',
      '{ duration: P1D, calendar: working }',
      '{ duration: P1D, calendar: workin }',
      /did you mean 'working'\? Known: wall, working/,
    ],
    [
      'a day that is no number',
      '{ endOfDay: 0 }',
      '{ endOfDay: today }',
      /endOfDay: write a whole number|endOfDay: write a number/,
    ],
    [
      'rungs out of order',
      '- { at: 75, tell: [holder] }\n      - { at: 100',
      '- { at: 175, tell: [holder] }\n      - { at: 100',
      /Rungs go upwards/,
    ],
    ['an unknown department', 'product: technical', 'product: technic', /there is no department 'technic'/],
    [
      'an unknown department in the group',
      'group: [customer-service, marketing',
      'group: [customer-service, marketting',
      /no department 'marketting'/,
    ],
    ['an unknown urgency', 'urgency: [urgent]', 'urgency: [urgently]', /did you mean 'urgent'\?/],
    [
      'a text in one language',
      '{ zh: 责任部门签收或退回, en: The department signs for it or returns it }',
      '{ zh: 责任部门签收或退回 }',
      /en: is missing: write a text/,
    ],
    ['nothing that starts a clock', 'from: [accept]', 'from: []', /from/],
    ['a promise that is not made there', 'from: [promise]', 'from: [accept]', /names no time of a promise/],
    [
      'a pause that the pack does not grant',
      'limit: { named: step }',
      'limit: { named: step }\n    pausable: true',
      /this pack grants no pause/,
    ],
    ['two clocks of one id', '- id: 3.2-accept', '- id: 3.2-assign', /there are two clocks '3.2-assign'/],
  ];

  test.each(mistakes)('%s', async (_what, from, to, message) => {
    const { text, line } = changed(from, to);
    const found = await problems({ 'media.yaml': text });
    expect(found.join('\n')).toMatch(message);
    expect(found.filter((line) => problemInChinese(line.replace(/^\S+ /, '')) === undefined)).toEqual([]);
    const lines = found.map((problem) => Number(problem.split(':')[1]));
    const last = line + to.split('\n').length - 1;
    expect(lines.some((one) => one >= line && one <= last)).toBe(true);
  });

  test('to the column', async () => {
    expect(await problems({ 'media.yaml': changed('limit: PT10M', 'limit: 10min').text })).toEqual([
      expect.stringMatching(/^media.yaml:\d+:12 clocks\[0\].limit: "10min" is not a duration/),
    ]);
  });

  test('text that is no YAML', async () => {
    expect((await problems({ 'media.yaml': 'id: media\n\ttitle: x\n' })).join()).toMatch(/media.yaml:2:1 /);
    expect((await problems({ 'media.yaml': 'id: a\nid: b\n' })).join()).toMatch(/media.yaml:2:1 .*unique/);
  });

  test('every problem of every file at once', async () => {
    const found = await problems({
      'media.yaml': changed('limit: PT10M', 'limit: 10min').text,
      'ours.yaml': extending('paus: true\n'),
    });
    expect(found).toHaveLength(2);
  });
});

describe('what several parts of a pack must agree on', () => {
  test('a clock for reaching the customer is never pausable', async () => {
    const pausable = (id: string) => extending(`pause: true\nclocks: [{ id: ${id}, pausable: true }]\n`);
    for (const id of ['3.4-confirm', '3.3-contact', '2.2-urgent', '2.3-urgent']) {
      expect(await problems({ 'media.yaml': media, 'ours.yaml': pausable(id) })).toEqual([
        expect.stringMatching(/^ours.yaml:5:\d+ .*never stands still/),
      ]);
    }
    expect(await load({ 'media.yaml': media, 'ours.yaml': pausable('3.3-plan') })).toHaveLength(2);
  });

  test('a complaint that would wait without a clock', async () => {
    const { text } = changed('from: [enter:confirming]', 'from: [reopen]');
    expect(await problems({ 'media.yaml': text })).toEqual([
      expect.stringMatching(/in confirming, after resolve, a complaint would wait without a clock/),
    ]);
  });
});

describe('a pack on top of another', () => {
  test('changes single fields of single clocks, adds clocks, and keeps the rest with its clauses', async () => {
    const ours = extending(`
arbitrateAfterReturns: 2
closing: { reopenWindow: P60D }
clocks:
  - { id: 3.2-accept, limit: PT2H }
  - id: 9-own
    title: { zh: 自己的, en: Our own }
    from: [accept]
    until: [resolve]
    limit: { duration: P5D, calendar: working }
    holder: lead
    rungs: []
`);
    const packs = await load({ 'media.yaml': media, 'ours.yaml': ours });
    const rules = packs.find(({ id }) => id === 'ours')?.rules;
    const base = packs.find(({ id }) => id === 'media')?.rules;
    const accept = rules?.clocks.find(({ id }) => id === '3.2-accept');
    expect(accept).toMatchObject({
      clause: 'media/3.2-accept',
      limit: { duration: 'PT2H', calendar: 'wall' },
    });
    expect(accept?.rungs).toEqual(base?.clocks.find(({ id }) => id === '3.2-accept')?.rungs);
    expect(rules?.clocks.at(-1)).toMatchObject({ id: '9-own', clause: 'ours/9-own' });
    expect(rules?.closing).toEqual({ unsettledGrounds: [], reopenWindow: 'P60D' });
    expect(rules?.routing).toEqual(base?.routing);
    expect(base?.arbitrateAfterReturns).toBe(3);
  });

  test('says where a problem lies that only the whole has', async () => {
    const ours = extending('clocks:\n  - { id: 9-own, limit: PT1H }\n');
    expect((await problems({ 'media.yaml': media, 'ours.yaml': ours }))[0]).toMatch(
      /^ours.yaml:5:5 .*is missing/,
    );
  });

  test('of one that there is not, or of itself', async () => {
    expect(await problems({ 'ours.yaml': extending('') })).toEqual([
      expect.stringMatching(/^ours.yaml:2:10 there is no pack 'media': the folder has ours/),
    ]);
    const loop = (id: string, below: string) => `id: ${id}\nextends: ${below}\n`;
    expect((await problems({ 'a.yaml': loop('a', 'b'), 'b.yaml': loop('b', 'a') }))[0]).toMatch(
      /no pack can extend itself/,
    );
  });
});

test('the JSON Schema for editors is that of the format', async () => {
  const file: unknown = JSON.parse(await readFile(path.join(POLICIES, 'pack.schema.json'), 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
});

test('media tells nothing that has no text', async () => {
  const { notices } = await loadMedia();
  for (const { template, tell } of notices) {
    for (const recipient of tell) {
      const audience = recipient === 'customer' ? 'customer' : 'staff';
      expect([template, audience, hasText(template, audience)]).toEqual([template, audience, true]);
    }
  }
});
