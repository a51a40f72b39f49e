import { z } from 'zod';
import { begun, classified, until } from './support/complaints';
import type { ApiClient } from './support/client';
import { startSystem, type System } from './support/system';

let system: System;
let administrator: ApiClient;

beforeAll(async () => {
  system = await startSystem('packs');
  await system.startWorker();
  administrator = system.as('administrator');
}, 60_000);
afterAll(() => system.close());

const reason = 'The new regulation';
const ours = (id: string, limit: string, below = 'media') => `id: ${id}
extends: ${below}
title: { zh: 本公司规定, en: Our own rules }
clocks:
  - { id: 3.2-accept, limit: ${limit} }
`;

async function textOf(id: string, version: number): Promise<string> {
  const { body } = await administrator.get(`packs/${id}/versions/${version}`);
  return z.object({ text: z.string() }).parse(body).text;
}

const checked = z.object({
  problems: z.array(
    z.object({ file: z.string().nullable(), line: z.int(), column: z.int(), message: z.string() }),
  ),
  pack: z
    .object({
      newest: z.int(),
      changes: z.boolean(),
      alsoChanges: z.array(z.string()),
      sentences: z.array(z.string()),
      difference: z.array(z.object({ change: z.string(), line: z.string() })),
    })
    .nullable(),
});

async function check(text: string, language = 'en') {
  const { status, body } = await administrator.post('packs/check', { text, language });
  expect(status).toBe(200);
  return checked.parse(body);
}

const said = ({ file, line, column, message }: Problem): string =>
  `${file ?? 'here'} ${line}:${column} ${message}`;
type Problem = z.output<typeof checked>['problems'][number];

test('every problem of a text is told by line and column, and by the pack that it is in', async () => {
  const { problems, pack } = await check(ours('checked', '2h').replace('title', 'titel'));
  expect(pack).toBeNull();
  expect(problems.map(said)).toEqual([
    expect.stringMatching(/^here 5:30 .*"2h"/),
    expect.stringMatching(/^here 3:1 'titel'/),
  ]);
  const unknown = await check(ours('checked', 'PT2H', 'nothing'));
  expect(unknown.problems.map(said)).toEqual([
    expect.stringMatching(/^here 2:\d+ there is no pack 'nothing'/),
  ]);
});

test.each([
  [
    'aliases of aliases',
    [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, index) => {
        const below = 'abcdefgh'[index] ?? 'a';
        return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${below}`).join(', ')}]`;
      }),
    ].join('\n'),
  ],
  ['an alias of nothing', 'id: *nothing'],
  ['brackets within brackets', '['.repeat(100_000)],
  ['no block at all', 'just words'],
  ['nothing but a comment', '# nothing'],
  ['a tab', 'id: media\n\ttitle: x'],
])('%s: a problem, and no more than that', async (_what, text) => {
  const { problems, pack } = await check(text);
  expect(pack).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
});

test('a text in order is told in plain sentences, and how they differ from the newest version', async () => {
  const published = await textOf('media', 1);
  const same = await check(published);
  expect(same.pack).toMatchObject({ newest: 1, changes: false, difference: [] });
  expect(same.pack?.sentences.join('\n')).toContain('the head of department must act within 1 hour');
  const changed = await check(published.replace('    limit: PT1H\n', '    limit: PT3H\n'), 'zh');
  expect(changed.pack).toMatchObject({ changes: true });
  const lines = changed.pack?.difference.filter((one) => one.change !== 'same') ?? [];
  expect(lines.map((one) => one.change)).toEqual(['removed', 'added']);
  expect(lines[1]?.line).toContain('3小时');
});

test('a pack is published with a reason, version by version, and what it says can be read by everybody', async () => {
  const first = await administrator.post('packs', { text: ours('own', 'PT2H'), basedOn: 0, reason });
  expect(first).toMatchObject({ status: 201, body: { id: 'own', version: 1, alsoPublished: [] } });
  expect(first.headers.get('Location')).toBe('/api/v1/packs/own/versions/1');
  const second = await administrator.post('packs', { text: ours('own', 'PT4H'), basedOn: 1, reason });
  expect(second).toMatchObject({ status: 201, body: { version: 2 } });

  const lead = system.as('technical-lead');
  const { body } = await lead.get('packs/own/versions');
  expect(body['items']).toMatchObject([
    { version: 2, publishedBy: 'administrator', reason, openCases: 0 },
    { version: 1, publishedBy: 'administrator' },
  ]);
  const difference = await lead.get('packs/own/versions/2/difference?from=1&language=en');
  expect(JSON.stringify(difference.body)).toContain('within 4 hours');
  const explained = await lead.get('packs/own/versions/1/explanation?language=en');
  expect(JSON.stringify(explained.body)).toContain('within 2 hours');
  expect(await textOf('own', 1)).toBe(ours('own', 'PT2H'));

  const { items } = await system.services.accessRecord.list({ filter: { action: 'publishPack' }, limit: 10 });
  expect(items).toContainEqual(expect.objectContaining({ about: 'own@2', reason, user: 'administrator' }));
  expect((await lead.get('packs/own/versions/9')).status).toBe(404);
  expect((await lead.get('packs/none/versions')).status).toBe(404);
});

test('what is based on a former version, changes nothing, or is wrong, is not published', async () => {
  const text = ours('refused', 'PT2H');
  await administrator.post('packs', { text, basedOn: 0, reason });
  const late = await administrator.post('packs', { text: ours('refused', 'PT3H'), basedOn: 0, reason });
  expect(late).toMatchObject({ status: 409, body: { type: '/problems/outdated', version: 1 } });
  const same = await administrator.post('packs', { text: `${text}# the same\n`, basedOn: 1, reason });
  expect(same).toMatchObject({ status: 422, body: { errors: [{ field: 'text' }] } });
  const wrong = await administrator.post('packs', { text: ours('refused', '2h'), basedOn: 1, reason });
  expect(JSON.stringify(wrong.body['errors'])).toContain('5:30');
  const personal = `${ours('refused', 'PT5H')}# 11010519491231002X\n`;
  const number = await administrator.post('packs', { text: personal, basedOn: 1, reason });
  expect(number).toMatchObject({ status: 422, body: { type: '/problems/personal-number' } });
  const { body } = await administrator.get('packs/refused/versions');
  expect(body['items']).toHaveLength(1);
});

test('of several who publish at once on the same version, one does', async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map((hours) =>
      administrator.post('packs', { text: ours('race', `PT${hours + 1}H`), basedOn: 0, reason }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('the packs on top of it change with it; the file that a start publishes again takes nothing back', async () => {
  const text = (await textOf('retail', 1)).replace('limit: PT2H', 'limit: PT7H');
  expect((await check(text)).pack?.alsoChanges).toEqual(['retail-dealer']);
  const { body } = await administrator.post('packs', { text, basedOn: 1, reason });
  expect(body).toMatchObject({
    id: 'retail',
    version: 2,
    alsoPublished: [{ id: 'retail-dealer', version: 2 }],
  });
  const dealer = await administrator.get('packs/retail-dealer/versions/2/difference?from=1&language=en');
  expect(JSON.stringify(dealer.body)).toContain('7 hours');

  await system.services.packs.publish();
  const { body: after } = await administrator.get('packs/retail/versions');
  expect(after['items']).toMatchObject([{ version: 2 }, { version: 1 }]);
});

test('past cases are lived again under a draft, part by part, and told without anything of a customer', async () => {
  const numbers = await Promise.all([1, 2, 3].map(() => begun(system.as('agent'), classified)));
  await Promise.all(
    numbers.map((number) =>
      until(
        () => system.as('agent').get(`complaints/${number}`),
        ({ body }) => body['stage'] === 'accepting',
      ),
    ),
  );
  await Promise.all(
    numbers.map((number) => system.as('technical-lead').post(`complaints/${number}/accept`, {})),
  );
  const text = ours('tried', 'PT1S');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const simulate = (more: object) =>
    administrator.post('packs/simulations', { text, policy: 'media', ...more });

  const { status, body } = await simulate({ from: today });
  expect(status).toBe(200);
  expect(body).toMatchObject({ total: 3, cases: 3, next: null });
  expect(body['clauses']).toContainEqual(
    expect.objectContaining({ clause: 'media/3.2-accept', recorded: { clocks: 3, broken: 0 } }),
  );
  expect(JSON.stringify(body)).not.toContain(classified.customer.name);
  const rest = await simulate({ after: numbers.toSorted()[1] });
  expect(rest.body).toMatchObject({ total: null, cases: 1, next: null });
  expect((await simulate({ to: '2020-01-01' })).body).toMatchObject({ total: 0, cases: 0, clauses: [] });
  expect((await simulate({ text: ours('tried', '2h') })).status).toBe(422);

  const { body: listed } = await administrator.get('packs/media/versions');
  expect(listed['items']).toMatchObject([{ version: 1, openCases: 3 }]);
}, 60_000);

test('an editor can have the format; a year of the calendar is told day by day', async () => {
  const schema = await administrator.get('packs/schema');
  expect(schema.body).toMatchObject({ title: 'Redress policy pack' });
  const { body } = await system.as('technical-lead').get('calendars/years/2026');
  expect(body).toMatchObject({ year: 2026, workingHours: [{ from: '09:00' }, { from: '13:00' }] });
  expect(body['days']).toContainEqual({
    date: '2026-10-01',
    works: false,
    name: { zh: '国庆节', en: 'National Day' },
    saidBy: 'state',
    hours: null,
  });
  const day = { kind: 'working', date: '2026-10-01', name: '厂庆', hours: [{ from: '09:00', to: '10:00' }] };
  await administrator.post('calendars/changes', { days: [day], reason });
  const { body: changed } = await administrator.get('calendars/years/2026');
  expect(changed['days']).toContainEqual({
    date: '2026-10-01',
    works: true,
    name: { zh: '厂庆', en: '厂庆' },
    saidBy: 'company',
    hours: day.hours,
  });
  expect((await administrator.get('calendars/years/twenty')).status).toBe(422);
});
