import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseEvent } from '../../domain/case/events';
import { PROCEDURE } from '../../domain/people/actor';
import { hashAfter } from '../../models/proofs';
import { ERASED } from '../../models/sealing';
import {
  freePort,
  startMongod,
  startTemporal,
  mongodFiles,
  temporalFiles,
} from '../../scripts/servers/index.mjs';
import { begun, classified, until } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';

/** What the customer is called and reached by, and what people wrote; looked for in every file. */
const SECRETS = [
  '欧阳金丝雀',
  '13987654321',
  'canary.bird@example.com',
  '洗衣机脱水时剧烈抖动',
  '已经电话致歉',
];
/** That is not secret: the search itself finds what is there. */
const KNOWN = 'stage-entered';
const PATIENCE_MS = 20_000;

let folder: string;
let system: System;
let stopServers = async () => Promise.resolve();
const numbers: string[] = [];

/** On servers of their own, whose files can be read once they have stopped. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-erasure-'));
  const mongod = await startMongod({
    binary: required('REDRESS_TEST_MONGOD'),
    folder,
    port: await freePort(),
    // So that what stands in the files can be read in them.
    args: ['--wiredTigerCollectionBlockCompressor', 'none', '--wiredTigerJournalCompressor', 'none'],
  });
  const temporal = await startTemporal({
    binary: required('REDRESS_TEST_TEMPORAL_CLI'),
    folder,
    port: await freePort(),
  });
  stopServers = async () => {
    stopServers = async () => Promise.resolve();
    await temporal.process.stop(PATIENCE_MS);
    await mongod.process.stop(PATIENCE_MS);
  };
  process.env['REDRESS_TEST_MONGO_URL'] = mongod.url;
  process.env['REDRESS_TEST_TEMPORAL_ADDRESS'] = temporal.address;
  system = await startSystem('erasure', { LOG_LEVEL: 'silent' });
  await system.startWorker();
  for (let count = 0; count < 3; count += 1) numbers.push(await archived());
}, 120_000);
afterAll(async () => {
  await stopServers();
  await rm(folder, { recursive: true, force: true });
});

/** A case that is archived, though its reopen window has not passed. */
async function archived(): Promise<string> {
  const agent = system.as('agent');
  const [name = '', phone = '', email = '', matter = '', text = ''] = SECRETS;
  const number = await begun(agent, { ...classified, customer: { name, phone, email }, matter });
  const at = new Date().toISOString();
  await agent.post(`complaints/${number}/note`, { text, visibility: 'internal' });
  const withdrawal = { reason: text, statement: { at, method: 'phone', text: matter } };
  await agent.post(`complaints/${number}/withdraw`, withdrawal);
  const { body } = await until(
    () => agent.get(`complaints/${number}`),
    ({ body: seen }) => seen['stage'] === 'closed',
  );
  await system.temporal.client.workflow.getHandle(number).terminate('The test does not wait for a month.');
  const last: CaseEvent = {
    type: 'stage-entered',
    payload: { stage: 'archived' },
    seq: Number(body['revision']) + 1,
    at: new Date().toISOString(),
    actor: PROCEDURE,
    round: 1,
  };
  await system.services.cases.recordTransition(number, [last]);
  return number;
}

const storedEvents = (number: string) =>
  system.mongo.connection.collection('caseEvents').find({ number }).sort({ seq: 1 }).toArray();

/** Which of these texts stand in a file, in either of the forms in which programs write them. */
async function textsInFiles(texts: readonly string[]): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = new Set<string>();
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const content = await readFile(path.join(parentPath, name));
    for (const text of texts) {
      if (content.includes(text, 0, 'utf8') || content.includes(text, 0, 'utf16le')) found.add(text);
    }
  }
  return found;
}

test('after erasure nothing of the customer is in any file of MongoDB or Temporal, and the chain still holds', async () => {
  const before = await Promise.all(numbers.map(storedEvents));
  for (const number of numbers) {
    const { status } = await system
      .as('head-of-customer-service')
      .post(`complaints/${number}/erasure`, { reason: 'The period of retention is over.', confirm: number });
    expect(status).toBe(200);
    const { body } = await system.as('auditor').get(`complaints/${number}`);
    expect(body).toMatchObject({ customer: { name: ERASED }, matter: ERASED });
    const history = await system.as('auditor').get(`complaints/${number}/history`);
    expect(history.status).toBe(200);
    for (const secret of SECRETS) expect(JSON.stringify(history.body)).not.toContain(secret);
  }
  expect(await Promise.all(numbers.map(storedEvents))).toEqual(before);
  for (const events of before) {
    let link: string | undefined;
    for (const { _id, hash, ...event } of events) {
      link = hashAfter(link, event);
      expect(hash).toBe(link);
    }
  }

  await system.mongo.connection.db?.admin().command({ fsync: 1 });
  await system.stop();
  await stopServers();
  expect((await readdir(mongodFiles(folder).data)).length).toBeGreaterThan(0);
  expect((await readFile(temporalFiles(folder).data)).includes(numbers[0] ?? '')).toBe(true);
  // What is not secret is found, so that the search is one.
  expect([...(await textsInFiles([...SECRETS, KNOWN]))]).toEqual([KNOWN]);
}, 60_000);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this suite through jest.config.js`);
  return value;
}
