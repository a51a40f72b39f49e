import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { mongo } from 'mongoose';
import { z } from 'zod';
import { hashAfter } from '../../../models/proofs';
import type { Finding } from '../../../scripts/audit/finding';
import type { Company } from './company';
import { deletion, fieldEdits, undo, type Stored } from './edits';
import { EVENING, FILE, NUMBER, openFullCompany } from './full-company';

// Somebody who can write whatever they like into MongoDB, for as long as they like, knows how Redress proves its records
// and makes a change look as if it were none. They have neither the keys nor the file of statements.

const TWO_DAYS_LATER = '2026-03-06T00:00:00.000Z';
/** An entry of the access record, for the log to go on with. */
const SEARCH = { at: new Date(EVENING), user: 'ida', action: 'search', outcome: 'done' } as const;

let company: Company;

beforeAll(async () => {
  company = await openFullCompany();
  expect((await company.verified()).findings).toEqual([]);
});
afterEach(async () => {
  expect((await company.verified()).findings).toEqual([]);
});
afterAll(() => company.close());

function asJson(text: string): unknown {
  return JSON.parse(text);
}

function stored(collection: string) {
  return company.database.connection.collection<Stored>(collection);
}

/** Whatever it is. */
async function put(collection: string, document: object): Promise<void> {
  await company.database.connection.collection(collection).insertOne(document);
}

async function takeOut(collection: string, filter: object): Promise<void> {
  await company.database.connection.collection(collection).deleteOne(filter);
}

async function one(collection: string, filter: object = {}): Promise<Stored> {
  const [found] = await stored(collection).find(filter).sort({ seq: 1 }).limit(1).toArray();
  if (!found) throw new Error(`There is nothing in ${collection}.`);
  return found;
}

async function findings(): Promise<readonly Finding[]> {
  return (await company.verified()).findings;
}

/** All that the log is made of, with the file outside; what comes meanwhile is taken back. */
async function withLogRestored(attack: () => Promise<void>): Promise<void> {
  const names = ['proofLeaves', 'proofTiles', 'proofAnchors', 'proofKeys', 'proofLog', 'caseEvents', 'cases'];
  const before = await Promise.all(names.map((name) => stored(name).find().toArray()));
  const text = await readFile(company.file.path, 'utf8');
  try {
    await attack();
  } finally {
    for (const [index, name] of names.entries()) {
      await stored(name).deleteMany({});
      await stored(name).insertMany(before[index] ?? []);
    }
    await writeFile(company.file.path, text);
    await company.database.makeIndexes();
    await passOver();
  }
}

/** The log goes on after what there is now, whether it has leaves of it or not. */
async function passOver(): Promise<void> {
  const { log, feed } = company.audited.proofs;
  for await (const { token } of feed.read((await log.standing()).token)) {
    if (token !== undefined) await stored('proofLog').updateOne({}, { $set: { token } });
  }
}

/** An event of the case with another content, and the chain after it as if it had been so from the beginning. */
async function rewriteEvent(seq: number, change: object): Promise<readonly Stored[]> {
  const events = await stored('caseEvents').find({ number: NUMBER }).sort({ seq: 1 }).toArray();
  let before: string | undefined;
  const rewritten: Stored[] = [];
  for (const event of events) {
    const content = event['seq'] === seq ? { ...event, ...change } : event;
    before = hashAfter(before, content);
    rewritten.push({ ...content, hash: before });
  }
  for (const event of rewritten) await stored('caseEvents').replaceOne({ _id: event._id }, event);
  await company.cases.rebuild(NUMBER);
  return rewritten.slice(seq - 1);
}

test.each([
  ['cases', NUMBER, 'C20260303-000099'],
  ['workOrders', `${NUMBER}-W1`, `${NUMBER}-W9`],
  ['correctiveActions', undefined, 'R20260303-000001'],
])('a read model in %s that no event stands behind is found', async (collection, like, id) => {
  const model = like === undefined ? {} : await one(collection, { _id: like });
  await put(collection, { ...model, _id: id });
  expect(await findings()).toContainEqual(
    expect.objectContaining({ of: id, place: `read model (${collection})` }),
  );
  await takeOut(collection, { _id: id });
});

test('an event with a chain, a read model and rows of the log that fit it, before the beginning of the log, is found', async () => {
  await withLogRestored(async () => {
    const rewritten = await rewriteEvent(2, { at: '2026-03-03T01:00:00.000Z' });
    await stored('proofLeaves').dropIndex('kind_1_of_1_seq_1');
    for (const event of rewritten) {
      const { seq, hash } = z.object({ seq: z.int(), hash: z.string() }).parse(event);
      await put('proofLeaves', { _id: -1 - seq, kind: 'case-event', of: NUMBER, seq, hash });
    }
    const places = (await findings()).filter(({ of }) => of === NUMBER).map(({ place }) => place);
    expect(places).toContain('event 2');
  });
});

test('events that were taken out with their rows, recorded anew otherwise and signed, their old rows put back, are found', async () => {
  await withLogRestored(async () => {
    const rows = await stored('proofLeaves')
      .find({ kind: 'case-event', of: NUMBER, seq: { $gte: 2 } })
      .toArray();
    await stored('proofLeaves').deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
    const rewritten = await rewriteEvent(2, { at: '2026-03-03T01:00:00.000Z' });
    await stored('caseEvents').deleteMany({ _id: { $in: rewritten.map(({ _id }) => _id) } });
    await stored('caseEvents').insertMany([...rewritten]);
    await company.anchor(TWO_DAYS_LATER);
    await stored('proofLeaves').dropIndex('kind_1_of_1_seq_1');
    await stored('proofLeaves').insertMany(rows);
    const found = (await findings()).filter(({ of }) => of === NUMBER);
    expect(found.map(({ place, problem }) => [place, problem])).toContainEqual([
      'event 2',
      expect.stringContaining('the log has it twice'),
    ]);
  });
});

test('events that the log was made to pass over are found a day later', async () => {
  await withLogRestored(async () => {
    const event = await one('caseEvents', { number: NUMBER, seq: 1 });
    const forged = { ...event, _id: new mongo.ObjectId(), number: 'C20260303-000077' };
    await stored('caseEvents').insertOne({ ...forged, hash: hashAfter(undefined, forged) });
    await passOver();
    await company.accessRecord.add({ ...SEARCH, requestId: 'r-2' });
    await company.anchor(TWO_DAYS_LATER);
    expect(await findings()).toContainEqual({
      of: 'C20260303-000077',
      place: 'event 1',
      problem:
        'it says that it was recorded more than a day before the last statement, and no statement has it',
    });
    await stored('accessRecord').deleteOne({ requestId: 'r-2' });
  });
});

test('a case that was made up, chained, and signed with the rest is found by its words, which nobody else can seal', async () => {
  await withLogRestored(async () => {
    const number = 'C20260303-000088';
    const { sealed: _sealed, ...event } = await one('caseEvents', { number: NUMBER, seq: 1 });
    const text = JSON.stringify(event['payload'])
      .replaceAll(NUMBER, number)
      .replaceAll('[erased]', '王五投诉主板');
    const forged = { ...event, _id: new mongo.ObjectId(), number, payload: asJson(text) };
    await stored('caseEvents').insertOne({ ...forged, hash: hashAfter(undefined, forged) });
    await company.cases.rebuild(number);
    await company.anchor(TWO_DAYS_LATER);
    expect(await findings()).toEqual([
      {
        of: number,
        place: 'event 1',
        problem: 'its texts are not sealed: no server wrote it so, it was made up or changed',
      },
    ]);
  });
});

/** What reads the same in the canonical form, and so has the same hash. */
function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof mongo.Binary) return value.toString('base64');
  throw new Error('It is a text already.');
}

test.each([
  ['accessRecord', 'at'],
  ['accessRecord', 'sealed'],
  ['caseEvents', 'sealed'],
  ['archives', 'closedAt'],
  ['archives', 'gz'],
  ['attachments', 'at'],
])('%s: `%s` as a text with the same hash is found', async (collection, field) => {
  const before = await one(collection);
  await stored(collection).updateOne({ _id: before._id }, { $set: { [field]: asText(before[field]) } });
  expect(await findings()).toContainEqual(
    expect.objectContaining({ problem: `field \`${field}\` is of another type` }),
  );
  await stored(collection).replaceOne({ _id: before._id }, before);
});

test('an entry of the access record whose id is another type’s, so that no page lists it, is found', async () => {
  const entry = await one('accessRecord');
  await stored('accessRecord').deleteOne({ _id: entry._id });
  await put('accessRecord', { ...entry, _id: String(entry._id) });
  expect(await findings()).toContainEqual(
    expect.objectContaining({ of: String(entry._id), problem: 'field `_id` is of another type' }),
  );
  await takeOut('accessRecord', { _id: String(entry._id) });
  await stored('accessRecord').insertOne(entry);
});

test('what no server records is found, and neither verifying nor the log ends on it', async () => {
  const id = new mongo.ObjectId();
  await stored('accessRecord').insertOne({ _id: id, at: new Date(EVENING), user: new mongo.MinKey() });
  await withLogRestored(async () => {
    await company.anchor(TWO_DAYS_LATER);
    expect(await findings()).toContainEqual(
      expect.objectContaining({ of: String(id), problem: 'field `user` is of another type' }),
    );
    await stored('accessRecord').deleteOne({ _id: id });
  });
});

test('another public key under the name of the one that signed, or none, is found', async () => {
  const key = await one('proofKeys');
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
  await stored('proofKeys').updateOne({ _id: key._id }, { $set: { publicKey: other } });
  expect(await findings()).toEqual([expect.objectContaining({ of: `key ${String(key._id)}` })]);
  await stored('proofKeys').deleteOne({ _id: key._id });
  expect(await findings()).toEqual([expect.objectContaining({ of: `key ${String(key._id)}` })]);
  await stored('proofKeys').insertOne(key);
});

test('a log that goes on under another name is found', async () => {
  await withLogRestored(async () => {
    await stored('proofLog').updateOne({}, { $set: { id: 'another' } });
    await company.accessRecord.add({ ...SEARCH, requestId: 'r-3' });
    await company.anchor(TWO_DAYS_LATER);
    expect(await findings()).toContainEqual({
      of: 'statement 2',
      place: 'log',
      problem: 'it is of another log than the statement before it',
    });
    await stored('accessRecord').deleteOne({ requestId: 'r-3' });
  });
});

test('a statement that was just signed, and is not in the file yet, is on its way; an older one was cut off', async () => {
  const cut = async (at: string) => {
    await company.accessRecord.add({ ...SEARCH, at: new Date(at), requestId: 'r-4' });
    await company.anchor(at);
    const lines = (await readFile(company.file.path, 'utf8')).split('\n');
    await writeFile(company.file.path, `${lines.slice(0, -2).join('\n')}\n`);
    const found = await findings();
    await stored('accessRecord').deleteOne({ requestId: 'r-4' });
    return found.map(({ of }) => of);
  };
  await withLogRestored(async () => {
    expect(await cut(new Date().toISOString())).toEqual([]);
  });
  await withLogRestored(async () => {
    expect(await cut(TWO_DAYS_LATER)).toEqual(['statement 2']);
  });
});

test('an attached file that was exchanged, and everything that is known of it, is found', async () => {
  const known = await one('attachments');
  for (const edit of [...fieldEdits('attachments', known), deletion('attachments', known)]) {
    await edit.apply(company.database.connection);
    expect([edit.what, await findings()]).toContainEqual(
      expect.arrayContaining([expect.objectContaining({ of: FILE, place: 'attached file' })]),
    );
    await undo(company.database.connection, edit);
  }
  const chunk = await one('attachmentFiles.chunks');
  const ofContent = fieldEdits('attachmentFiles.chunks', chunk).filter(({ what }) => what.startsWith('data'));
  for (const edit of [...ofContent, deletion('attachmentFiles.chunks', chunk)]) {
    await edit.apply(company.database.connection);
    expect([edit.what, await findings()]).toContainEqual([
      expect.objectContaining({ of: FILE, place: 'attached file' }),
    ]);
    await undo(company.database.connection, edit);
  }
});
