import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseEvent } from '../../domain/case/events';
import { PROCEDURE } from '../../domain/people/actor';
import { ERASED } from '../../models/sealing';
import {
  freePort,
  startMongod,
  startTemporal,
  mongodFiles,
  temporalFiles,
} from '../../scripts/servers/index.mjs';
import { apiFiles, PROGRAM_PATIENCE_MS, workerFiles } from '../../scripts/running/programs.mjs';
import type { Finding } from '../../scripts/audit/finding';
import { openAudit } from '../../scripts/audit/open-audit';
import { verify } from '../../scripts/audit/verify';
import { ApiClient } from '../api/support/client';
import { livesWithCanaries } from '../api/support/canaries';
import { startSystem, type System } from '../api/support/system';
import { startApiProcess, startWorkerProcess } from './support/worker-process';

/** What the customer is called and reached by, and what stands in every text; looked for in every file. */
const WORD = '欧阳金丝雀';
const PHONE = '13987654321';
const EMAIL = 'canary.bird@example.com';
const SECRETS = [WORD, PHONE, EMAIL];
/** That is not secret: the search itself finds what is there. */
const KNOWN = 'stage-entered';
const PATIENCE_MS = 20_000;

let folder: string;
let system: System;
let stopServers = async () => Promise.resolve();
let stopPrograms = async () => Promise.resolve();
let numbers: readonly string[];

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
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const masterKey = randomBytes(32).toString('base64');
  system = await startSystem('erasure', { LOG_LEVEL: 'silent', ANCHOR_KEY: pem, MASTER_KEY: masterKey });
  // Their logs lie in the folder that is searched; mails, which are sent to people, do not.
  const settings = {
    MASTER_KEY: masterKey,
    ANCHOR_KEY: pem,
    DATA_DIR: system.config.dataDir,
    LOG_LEVEL: 'trace',
    RATE_LIMIT_PER_MINUTE: '100000',
  };
  const [worker, api] = [
    await startWorkerProcess(folder, system.config, settings),
    await startApiProcess(folder, system.config, settings),
  ];
  stopPrograms = async () => {
    stopPrograms = async () => Promise.resolve();
    await Promise.all([worker, api.process].map((program) => program.stop(PROGRAM_PATIENCE_MS)));
  };
  const inside = system;
  system = { ...inside, as: (user) => new ApiClient(api.url, inside.keyOf(user)) };
  const lives = await livesWithCanaries(system, { word: WORD, phone: PHONE, email: EMAIL });
  numbers = lives.numbers;
  for (const number of numbers) await archiveEarly(number);
  await archivedRuns([...numbers, ...lives.workOrders]);
  await run('anchorRecords');
}, 120_000);
afterAll(async () => {
  await stopPrograms();
  await stopServers();
  await rm(folder, { recursive: true, force: true });
});

/** Archives a closed case though its reopen window has not passed. */
async function archiveEarly(number: string): Promise<void> {
  await system.temporal.client.workflow.getHandle(number).terminate('The test does not wait for a month.');
  const { body } = await system.as('agent').get(`complaints/${number}`);
  const last: CaseEvent = {
    type: 'stage-entered',
    payload: { stage: 'archived' },
    seq: Number(body['revision']) + 1,
    at: new Date().toISOString(),
    actor: PROCEDURE,
    round: Number(body['round']),
  };
  await system.services.cases.recordTransition(number, [last]);
}

/** Has the schedule's own workflow archive what has ended, until each of these is: Temporal lists runs a moment later. */
async function archivedRuns(ids: readonly string[]): Promise<void> {
  const archives = system.mongo.connection.collection('archives');
  const isArchived = async (workflowId: string) => (await archives.countDocuments({ workflowId })) > 0;
  do await run('archiveHistories', { since: 'beginning' });
  while (!(await Promise.all(ids.map(isArchived))).every(Boolean));
}

const run = (workflowType: string, ...args: readonly object[]): Promise<unknown> =>
  system.temporal.client.workflow.execute(workflowType, {
    workflowId: `${workflowType}-${randomUUID()}`,
    taskQueue: system.config.temporal.taskQueue,
    args: [...args],
  });

/** What `audit verify` finds. */
async function findings(): Promise<{ readonly found: readonly Finding[]; readonly size: number }> {
  const found: Finding[] = [];
  const audit = await openAudit(system.config, undefined);
  const { size } = await verify(audit.audited, audit.outside, { all: true }, (one) => found.push(one));
  await audit.close();
  return { found, size };
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

test('after erasure nothing of the customer is in any file of MongoDB or Temporal, nor in the logs, and every proof still holds', async () => {
  const before = await Promise.all(numbers.map(storedEvents));
  for (const number of numbers) {
    const { status } = await system
      .as('head-of-customer-service')
      .post(`complaints/${number}/erasure`, { reason: 'The period of retention is over.', confirm: number });
    expect(status).toBe(200);
    const { body } = await system.as('auditor').get(`complaints/${number}`);
    expect(body).toMatchObject({ customer: { name: ERASED }, matter: ERASED });
    expect(body['stage']).toBe('archived');
    const history = await system.as('auditor').get(`complaints/${number}/history`);
    expect(history.status).toBe(200);
    for (const secret of SECRETS) expect(JSON.stringify(history.body)).not.toContain(secret);
  }
  expect(await Promise.all(numbers.map(storedEvents))).toEqual(before);
  const { found, size } = await findings();
  expect(found).toEqual([]);
  expect(size).toBeGreaterThan(before.flat().length);

  await system.mongo.connection.db?.admin().command({ fsync: 1 });
  await stopPrograms();
  await system.stop();
  await stopServers();
  expect((await readdir(mongodFiles(folder).data)).length).toBeGreaterThan(0);
  expect((await readFile(temporalFiles(folder).data)).includes(numbers[0] ?? '')).toBe(true);
  // Of requests and of work both have written.
  const logs = [apiFiles(folder).logFile, workerFiles(folder).logFile];
  const [ofApi = '', ofWorker = ''] = await Promise.all(logs.map((log) => readFile(log, 'utf8')));
  expect(ofApi.includes('"operation":"eraseComplaint"')).toBe(true);
  expect(ofWorker.includes('"component":"worker"')).toBe(true);
  // What is not secret is found, so that the search is one.
  expect([...(await textsInFiles([...SECRETS, KNOWN]))]).toEqual([KNOWN]);
}, 60_000);

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this suite through jest.config.js`);
  return value;
}
