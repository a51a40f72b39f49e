import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { CaseDocument } from '../../models/cases';
import type { IntakeDocument } from '../../models/intakes';
import { allDifferences, type Named } from '../../scripts/records/differences';
import { openRecords } from '../../scripts/records/open-records';
import { readOrder } from '../../scripts/records/order';
import { rebuild } from '../../scripts/records/rebuild';
import { reconcile } from '../../scripts/records/reconcile';
import { handOnEnvironment } from '../../scripts/running/environment.mjs';
import { begun, classified, until } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';

/** Some run the command in a process of its own, on a machine that may be busy. */
jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '..', '..');

let system: System;
/** The data folder, as a running `npm start` leaves it for the command. */
let dataDir: string;

beforeAll(async () => {
  const masterKey = randomBytes(32).toString('base64');
  system = await startSystem('records', { MASTER_KEY: masterKey });
  await system.startWorker();
  dataDir = await mkdtemp(path.join(tmpdir(), 'redress-records-'));
  const keyFile = path.join(dataDir, 'master.key');
  await writeFile(keyFile, masterKey);
  await handOnEnvironment(dataDir, {
    MONGO_URL: system.config.mongo.url,
    TEMPORAL_ADDRESS: system.config.temporal.address,
    TEMPORAL_NAMESPACE: system.config.temporal.namespace,
    MASTER_KEY_FILE: keyFile,
  });
});
afterAll(async () => {
  await system.close();
  await rm(dataDir, { recursive: true });
});

interface Run {
  readonly exit: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** `npm run records -- …`, from the sources, in a process of its own, with nothing set but the data folder. */
async function started(words: readonly string[], folder = dataDir): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/records.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exit: child.exitCode, lines: printed.trimEnd().split('\n'), errors };
}

/** The same without a process. */
async function records(
  ...words: readonly string[]
): Promise<Pick<Run, 'lines'> & { readonly done: boolean }> {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line), progress: () => undefined };
  const opened = await openRecords(system.config);
  const { command, number } = readOrder(words);
  const done = await (command === 'reconcile'
    ? reconcile(opened, terminal)
    : rebuild(opened, number, terminal));
  await opened.close();
  return { done, lines };
}

function cases() {
  return system.mongo.connection.collection<CaseDocument>('cases');
}

function events() {
  return system.mongo.connection.collection('caseEvents');
}

/** But for its seal, which is another each time; that it opens to the same is what reconciling says. */
function readable(stored: object | null): object {
  return { ...stored, sealed: undefined };
}

function intakes() {
  return system.mongo.connection.collection<IntakeDocument>('intakes');
}

async function forget(number: string): Promise<void> {
  await events().deleteMany({ number });
  await cases().deleteOne({ _id: number });
}

/** Ends a workflow from outside, and waits until Temporal's list knows. */
async function terminate(number: string): Promise<void> {
  const { workflow } = system.temporal.client;
  await workflow.getHandle(number).terminate('test');
  const query = `WorkflowId = '${number}' AND ExecutionStatus = 'Running'`;
  while ((await workflow.count(query)).count > 0) await setTimeout(50);
}

test('records and workflows that say the same: exit code 0', async () => {
  const agent = system.as('agent');
  for (const intake of [classified, classified, undefined]) await begun(agent, intake);
  const { exit, lines, errors } = await started(['reconcile']);
  expect({ exit, errors }).toEqual({ exit: 0, errors: '' });
  expect(lines).toEqual([
    'No difference: events, read models, intakes and workflows of 3 cases say the same.',
  ]);
});

test('a read model that was changed by hand is named, and right again once it is rebuilt', async () => {
  const number = await begun(system.as('agent'));
  const before = readable(await cases().findOne({ _id: number }));
  await cases().updateOne({ _id: number }, { $set: { stage: 'closed' } });

  const found = await started(['reconcile']);
  expect(found.exit).toBe(1);
  expect(found.lines).toEqual([
    `${number}  read-model-differs: the read model does not say what the events say: npm run records -- rebuild ${number}`,
    expect.stringMatching(/^1 difference;/),
  ]);

  const rebuilt = await started(['rebuild', number]);
  expect(rebuilt).toEqual({ exit: 0, lines: [`${number}: rebuilt.`], errors: '' });
  expect(readable(await cases().findOne({ _id: number }))).toEqual(before);
  expect((await records('reconcile')).done).toBe(true);
});

test('all read models are made anew from the events, to the byte', async () => {
  const before = (await cases().find().sort({ _id: 1 }).toArray()).map(readable);
  await cases().deleteMany({});
  const { done, lines } = await records('rebuild');
  expect(done).toBe(true);
  expect(lines).toEqual([`${before.length} cases, ${before.length} read models rebuilt.`]);
  expect((await cases().find().sort({ _id: 1 }).toArray()).map(readable)).toEqual(before);
  expect((await records('reconcile')).done).toBe(true);
});

test('a work order is compared as a case is, and made anew', async () => {
  const number = await begun(system.as('agent'), classified);
  await system.as('technical-lead').post(`complaints/${number}/accept`);
  const order = { department: 'logistics', task: 'Send a board' };
  await system.as('technical-lead').post(`complaints/${number}/order-work`, order);
  const id = `${number}-W1`;
  const orders = system.mongo.connection.collection<{ readonly _id: string }>('workOrders');
  await until(
    () => system.as('logistics-lead').get(`work-orders/${id}`),
    ({ status }) => status === 200,
  );
  const before = readable(await orders.findOne({ _id: id }));
  expect((await records('reconcile')).lines).toEqual([expect.stringMatching(/^No difference.* and 1 task /)]);

  await orders.updateOne({ _id: id }, { $set: { stage: 'finished' } });
  await terminate(id);
  expect((await records('reconcile')).lines).toEqual([
    expect.stringMatching(`^${id}  read-model-differs: .*npm run records -- rebuild ${id}`),
    expect.stringMatching(`^${id}  workflow-missing: it stands in ordered`),
    expect.stringMatching(/^2 differences; /),
  ]);
  expect(await records('rebuild', id)).toEqual({ done: true, lines: [`${id}: rebuilt.`] });
  expect(readable(await orders.findOne({ _id: id }))).toEqual(before);
  await orders.deleteOne({ _id: id });
  expect((await records('rebuild')).lines).toContain(`${id}: rebuilt.`);
  expect(readable(await orders.findOne({ _id: id }))).toEqual(before);

  await system.mongo.connection.collection('workOrderEvents').deleteMany({ id });
  expect((await records('reconcile')).lines).toContainEqual(
    expect.stringMatching(`^${id}  read-model-without-events: `),
  );
  await orders.deleteOne({ _id: id });
});

test('events, intakes and workflows that are missing are named, each with its case', async () => {
  const agent = system.as('agent');
  const holed = await begun(agent);
  const emptied = await begun(agent);
  const ended = await begun(agent);
  const unstarted = 'C20260303-000001';
  await events().deleteOne({ number: holed, seq: 2 });
  await terminate(emptied);
  await forget(emptied);
  await terminate(ended);
  const intake = await intakes().findOne({ _id: ended });
  if (!intake) throw new Error('The case has no intake.');
  const { startedRunId: _itWas, ...entered } = { ...intake, sealed: undefined };
  await intakes().insertOne({
    ...entered,
    _id: unstarted,
    awaitsStart: true,
    enteredAt: new Date(Date.now() - 600_000),
  });

  const { done, lines } = await records('reconcile');
  expect(done).toBe(false);
  expect(lines).toEqual([
    expect.stringContaining(`${holed}  events-broken: Event 3 does not follow event 1 of its case.`),
    expect.stringMatching(
      `^${ended}  workflow-missing: it stands in assigning, .*restore MongoDB and Temporal`,
    ),
    expect.stringMatching(`^${emptied}  events-missing: .*backup`),
    expect.stringMatching(`^${unstarted}  never-started: .*sweep`),
    expect.stringMatching(/^4 differences;/),
  ]);

  const one = await records('rebuild', holed);
  expect(one.done).toBe(false);
  expect(one.lines).toEqual([`${holed}: not rebuilt. Event 3 does not follow event 1 of its case.`]);
  const all = await records('rebuild');
  expect(all.done).toBe(false);
  expect(all.lines).toContain(`${holed}: not rebuilt. Its events are broken; reconcile says where.`);
});

test('a workflow of which nothing is recorded is named', async () => {
  const number = await begun(system.as('agent'));
  await forget(number);
  await intakes().deleteOne({ _id: number });
  const opened = await openRecords(system.config);
  const found: Named[] = [];
  const later = new Date(Date.now() + 180_000);
  const ignore = () => undefined;
  for await (const difference of allDifferences(opened, later, ignore, ignore)) found.push(difference);
  await opened.close();
  expect(found).toContainEqual({ kind: 'workflow-without-records', number });
});

test('what could not be done has an exit code of its own, and says what to do', async () => {
  for (const words of [[], ['reconsile'], ['reconcile', 'C20260303-000001'], ['rebuild', 'everything']]) {
    expect(() => readOrder(words)).toThrow('npm run records -- reconcile');
  }
  const nowhere = await started(['reconcile'], path.join(dataDir, 'elsewhere'));
  expect(nowhere.exit).toBe(2);
  expect(nowhere.errors).toMatch(/run.environment\.json is missing\. Run npm start/);
});

test('only the owner may read what npm start hands on', async () => {
  const { mode } = await stat(path.join(dataDir, 'run', 'environment.json'));
  expect(mode & 0o777).toBe(0o600);
});
