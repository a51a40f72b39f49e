import { readFile, writeFile } from 'node:fs/promises';
import { hashAfter, TILE_WIDTH } from '../../../models/proofs';
import type { Finding } from '../../../scripts/audit/finding';
import { verify } from '../../../scripts/audit/verify';
import { Life } from '../life';
import { loadMedia } from '../media';
import { orderEvents } from './order-events';
import { openCompany, type Company } from './company';
import { deletion, fieldEdits, undo, type Edit, type Stored } from './edits';

const FIRST = 'C20260303-000001';
const SECOND = 'C20260303-000002';
const ORDER = `${FIRST}-W1`;
const RUN = { workflowId: FIRST, runId: 'b4d6e5f0-0000-4000-8000-000000000001' };
const MORNING = '2026-03-04T00:00:00.000Z';
const EVENING = '2026-03-04T09:00:00.000Z';
/** Of the same company: verifying one case has to be quick enough to be done so often. */
const TRIALS = 500;

let company: Company;

beforeAll(async () => {
  company = await openCompany();
  const media = await loadMedia();
  const first = await new Life(media, FIRST, '2026-03-03 10:00').register();
  await first.command('note', { text: '客户要求尽快答复', visibility: 'internal' });
  await first.lead('assign', { department: 'technical' }, 'accepting');
  const second = await new Life(media, SECOND, '2026-03-03 11:00').register();
  for (const life of [first, second]) {
    for (const events of life.transitions) await company.cases.recordTransition(life.number, events);
  }
  await company.anchor(MORNING);
  await first.lead('accept', {}, 'planning');
  await company.cases.recordTransition(FIRST, first.transitions.at(-1) ?? []);
  await company.workOrders.record(ORDER, orderEvents(FIRST));
  await company.archives.keep(
    { ...RUN, type: 'complaint', status: 'completed', startedAt: MORNING, closedAt: EVENING, events: 3 },
    Buffer.from('a history of some length, as Temporal wrote it'),
  );
  await company.accessRecord.add({
    at: new Date(EVENING),
    user: 'ida',
    action: 'openComplaint',
    number: FIRST,
    outcome: 'done',
    requestId: 'r-1',
  });
  await company.anchor(EVENING);
});
afterAll(() => company.close());

function all(collection: string, filter: object = {}): Promise<Stored[]> {
  return company.database.connection.collection<Stored>(collection).find(filter).sort({ seq: 1 }).toArray();
}

/** Everything there is to edit, spread so that each kind and field has its turn. */
async function everyEdit(): Promise<{ readonly edit: Edit; readonly of: string }[]> {
  const ofEach = async (collection: string, of: (document: Stored) => string) =>
    (await all(collection)).flatMap((document) =>
      [...fieldEdits(collection, document), deletion(collection, document)].map((edit) => ({
        edit,
        of: of(document),
      })),
    );
  const number = (document: Stored): string => String(document['number']);
  return [
    ...(await ofEach('caseEvents', number)),
    ...(await ofEach('cases', (document) => String(document._id))),
    ...(await ofEach('workOrderEvents', (document) => String(document['id']))),
    ...(await ofEach('workOrders', (document) => String(document._id))),
    ...(await ofEach('archives', (document) => String(document._id))),
    ...(await ofEach('accessRecord', (document) => String(document._id))),
  ];
}

/** The case of an edit, and what belongs to it, is what is verified: the log with it. */
function scopeOf(of: string) {
  return of.startsWith('C') ? { number: of.slice(0, FIRST.length) } : ({ all: true } as const);
}

function named(findings: readonly Finding[], of: string): boolean {
  return findings.some((finding) => finding.of === of && finding.place !== '' && finding.problem !== '');
}

test('nothing is found in what nobody has touched', async () => {
  const { findings, result } = await company.verified();
  expect(findings).toEqual([]);
  expect(result).toMatchObject({ cases: 2, notAnchored: 0, statements: 2, at: EVENING });
});

test(`${TRIALS} edits: each field of events, records, archives and entries changed or taken away, each deleted`, async () => {
  const edits = await everyEdit();
  expect(edits.length).toBeGreaterThanOrEqual(TRIALS);
  const { connection } = company.database;
  const step = edits.length / TRIALS;
  const missed: string[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const { edit, of } = edits[Math.floor(trial * step)] ?? fail('There are fewer edits than trials.');
    await edit.apply(connection);
    const { findings } = await company.verified(scopeOf(of));
    if (!named(findings, of)) missed.push(`${edit.collection} ${of}: ${edit.what}`);
    await undo(connection, edit);
  }
  expect(missed).toEqual([]);
  expect((await company.verified()).findings).toEqual([]);
}, 120_000);

test('an event between two others, its chain made to fit, is found', async () => {
  const events = await all('caseEvents', { number: FIRST });
  const copy = events[2] ?? fail();
  const { connection } = company.database;
  const stored = connection.collection<Stored>('caseEvents');
  await stored.deleteMany({ number: FIRST });
  const { _id: _first, ...content } = copy;
  const forged = [...events.slice(0, 3), { ...content, commandId: 'forged' }, ...events.slice(3)];
  let before: string | undefined;
  for (const [index, event] of forged.entries()) {
    const { _id: _old, ...body } = { _id: undefined, ...event };
    const renumbered = { ...body, seq: index + 1 };
    const hash = hashAfter(before, renumbered);
    await connection.collection('caseEvents').insertOne({ ...renumbered, hash });
    before = hash;
  }
  const { findings } = await company.verified({ number: FIRST });
  expect(findings).toContainEqual({
    of: FIRST,
    place: 'event 4',
    problem: 'it is not what was put into the log',
  });
  await stored.deleteMany({ number: FIRST });
  await stored.insertMany(events);
});

test('two events in each other’s place are found', async () => {
  const [, second, third] = await all('caseEvents', { number: SECOND });
  const stored = company.database.connection.collection<Stored>('caseEvents');
  const put = async (event: Stored | undefined, seq: unknown) => {
    await stored.updateOne({ _id: (event ?? fail())._id }, { $set: { seq } });
  };
  await put(second, 99);
  await put(third, 2);
  await put(second, 3);
  const { findings } = await company.verified({ number: SECOND });
  expect(findings.filter(({ of }) => of === SECOND).map(({ place }) => place)).toEqual(
    expect.arrayContaining(['event 2', 'event 3']),
  );
  await put(second, 99);
  await put(third, 3);
  await put(second, 2);
});

test('a tail that was cut everywhere in MongoDB is found by what stands outside', async () => {
  const { connection } = company.database;
  const names = ['caseEvents', 'cases', 'proofLeaves', 'proofTiles', 'proofAnchors', 'proofLog'];
  const before = await Promise.all(names.map((name) => all(name)));
  const leaves = await all('proofLeaves', { kind: 'case-event', of: FIRST });
  const cut = leaves.slice(-2);
  const kept = leaves.length - cut.length;
  await connection.collection('caseEvents').deleteMany({ number: FIRST, seq: { $gt: kept } });
  await connection.collection('proofLeaves').deleteMany({ _id: { $in: cut.map(({ _id }) => _id) } });
  await connection.collection<Stored>('proofAnchors').deleteOne({ 'statement.number': 2 });
  await company.cases.rebuild(FIRST);
  const { findings } = await company.verified({ number: FIRST });
  expect(named(findings, FIRST)).toBe(true);
  expect(findings.map(({ of }) => of)).toContain('statement 2');
  for (const [index, name] of names.entries()) {
    await connection.collection(name).deleteMany({});
    await connection.collection<Stored>(name).insertMany(before[index] ?? []);
  }
  expect((await company.verified()).findings).toEqual([]);
});

test('an old backup that was restored is found, and whose events it lacks is named', async () => {
  const { connection } = company.database;
  const names = ['caseEvents', 'cases', 'proofLeaves', 'proofTiles', 'proofAnchors', 'proofLog'];
  const before = await Promise.all(names.map((name) => all(name)));
  const { size } = await company.audited.proofs.log.standing();
  const [one] = await company.audited.proofs.anchors.list(0, 1);
  const old = one?.statement.size ?? size;
  await connection.collection('caseEvents').deleteMany({ number: FIRST, seq: { $gt: 5 } });
  await connection.collection<Stored>('proofLeaves').deleteMany({ $expr: { $gte: ['$_id', old] } });
  await connection.collection<Stored>('proofAnchors').deleteMany({ 'statement.number': 2 });
  const { findings } = await company.verified({ all: true });
  expect(findings).toContainEqual({
    of: 'statement 2',
    place: 'MongoDB',
    problem: 'it is missing there: an older state was restored, or it was deleted',
  });
  expect(named(findings, FIRST)).toBe(true);
  expect(named(findings, ORDER)).toBe(true);
  for (const [index, name] of names.entries()) {
    await connection.collection(name).deleteMany({});
    await connection.collection<Stored>(name).insertMany(before[index] ?? []);
  }
});

test('rows of the log, its tree and the statements that were edited are found', async () => {
  const { connection } = company.database;
  const rows = (await all('proofLeaves')).filter((_, index) => index % 7 === 0);
  const edits = [
    ...rows.flatMap((row) => [...fieldEdits('proofLeaves', row), deletion('proofLeaves', row)]),
    ...(await all('proofTiles')).flatMap((tile) => [...fieldEdits('proofTiles', tile)]),
    ...(await all('proofAnchors')).flatMap((anchor) => [
      ...fieldEdits('proofAnchors', anchor),
      deletion('proofAnchors', anchor),
    ]),
  ];
  const missed: string[] = [];
  for (const edit of edits) {
    await edit.apply(connection);
    const { findings } = await company.verified();
    if (findings.length === 0) missed.push(`${edit.collection} ${String(edit.document._id)}: ${edit.what}`);
    await undo(connection, edit);
  }
  expect(missed).toEqual([]);
}, 60_000);

test('a read model that was edited is told of by its fields, and not by what stands there', async () => {
  const cases = company.database.connection.collection<Stored>('cases');
  const before = (await all('cases')).find(({ _id }) => String(_id) === FIRST) ?? fail();
  await cases.updateOne(
    { _id: before._id },
    { $set: { stage: 'closed', 'state.intake.channel': '13800138000' } },
  );
  const { findings } = await company.verified({ number: FIRST });
  expect(findings).toEqual([
    {
      of: FIRST,
      place: 'read model',
      problem: 'it does not say what the events say: field `stage`, field `state.intake.channel`',
    },
  ]);
  await cases.replaceOne({ _id: before._id }, before);
});

test('a tile of the tree above its leaves that was edited is found', async () => {
  const large = await openCompany();
  const { connection } = large.database;
  for (let count = 0; count <= TILE_WIDTH; count++) {
    await large.accessRecord.add({
      at: new Date(EVENING),
      user: 'ida',
      action: 'openComplaint',
      number: SECOND,
      outcome: 'done',
      requestId: `r-${count}`,
    });
  }
  await large.anchor(EVENING);
  expect((await large.verified()).findings).toEqual([]);
  const tiles = await connection.collection<Stored>('proofTiles').find().toArray();
  const above = tiles.find(({ _id }) => String(_id) === '1/0') ?? fail();
  const edits = [...fieldEdits('proofTiles', above), deletion('proofTiles', above)];
  for (const edit of edits) {
    await edit.apply(connection);
    const { findings } = await large.verified();
    expect(findings.map(({ place }) => place)).toEqual(['tile 1/0 of its tree, hash 0']);
    await undo(connection, edit);
  }
  await large.close();
});

test('a case that there is not is said to be none, and no proof of anything', async () => {
  await expect(company.verified({ number: 'C20260303-000099' })).rejects.toThrow('nothing to verify');
});

test('what stands outside can neither be changed nor be missing, nor be signed by another', async () => {
  const text = await readFile(company.file.path, 'utf8');
  const outcome = async (changed: string) => {
    await writeFile(company.file.path, changed);
    return (await company.verified()).findings;
  };
  expect(await outcome(text.replace('"seq":3', '"seq":4'))).not.toEqual([]);
  expect(await outcome(text.replace(/"at":"2026/, '"at":"2025'))).not.toEqual([]);
  expect(await outcome(`${text.split('\n')[0] ?? ''}\n`)).not.toEqual([]);
  await expect(outcome(text.slice(0, -10))).rejects.toThrow('Line 2 of');
  await expect(outcome(text.replaceAll(/"key":"[0-9a-f]/g, '"key":"x'))).rejects.toThrow('signed with key');
  await writeFile(company.file.path, text);
  const gone = { ...company, outside: { ...company.outside, file: `${company.file.path}.gone` } };
  await expect(verify(gone.audited, gone.outside, { all: true }, () => undefined)).rejects.toThrow(
    "The file of statements can't be read",
  );
});

function fail(problem = 'The company has fewer records than the test edits.'): never {
  throw new Error(problem);
}
