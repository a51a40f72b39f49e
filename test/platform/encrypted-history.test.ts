import { randomBytes } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { temporal as protocol } from '@temporalio/proto';
import { Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { NativeConnection, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createDataConverter, decodeHistory, failureConverterPath } from '../../platform/codec';
import type { EncryptingDataConverter } from '../../platform/codec';
import { createLogger } from '../../platform/logging';
import { connectTemporalClient } from '../../platform/temporal';
import type { TemporalClient } from '../../platform/temporal';
import { installTemporalRuntime, temporalLogger } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { addSignal, addUpdate, endSignal, lettersQuery } from './encrypted-workflows';
import type { Letter } from './encrypted-workflows';
import { KeysInMemory } from './keys-in-memory';
import { testTemporal } from './servers';

/** Stands in everything that a person wrote; none of it may be found in what the server keeps. */
const SECRET = 'CANARY';
const letter: Letter = { text: `${SECRET} 没有声音` };
const logger = createLogger({ logLevel: 'silent' }, 'test');
const config = testTemporal();
const taskQueue = `encrypted-${randomBytes(4).toString('hex')}`;

let keys: KeysInMemory;
let refused: string[];
let dataConverter: EncryptingDataConverter;
let temporal: TemporalClient;
let plaintext: TemporalClient;
let connection: NativeConnection;
let workflowBundle: WorkflowBundleWithSourceMap;
let sequence = 0;

const activities = {
  answer: ({ text }: Letter): Promise<Letter> => Promise.resolve({ text: `${text} answered` }),
  refuse: ({ text }: Letter): Promise<void> =>
    Promise.reject(new Error(`${text} refused`, { cause: new Error(`${text} cause`) })),
};

beforeAll(async () => {
  installTemporalRuntime(logger);
  keys = new KeysInMemory();
  refused = [];
  dataConverter = await createDataConverter(keys, (refusal) => refused.push(refusal));
  temporal = connectTemporalClient(config, dataConverter);
  plaintext = connectTemporalClient(config, {});
  connection = await connectTemporalWorker(config);
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('./encrypted-workflows'),
    failureConverterPath,
    logger: temporalLogger(logger),
  });
});

afterAll(async () => {
  await Promise.all([temporal.close(), plaintext.close()]);
  await connection.close();
});

beforeEach(() => {
  refused.length = 0;
  keys.outOfReach = false;
});

/** Runs a worker beside the test; with nothing cached, each task replays the whole history. */
async function withWorker<T>(run: () => Promise<T>, parts = { activities: true }): Promise<T> {
  const worker = await Worker.create({
    connection,
    workflowBundle,
    taskQueue,
    dataConverter,
    ...(parts.activities && { activities }),
    maxCachedWorkflows: 0,
  });
  return worker.runUntil(run);
}

function newNumber(): string {
  sequence += 1;
  return `C20261122-${process.pid}${String(Date.now()).slice(-6)}${sequence}`;
}

/** What the server keeps of a workflow's runs, as it keeps it, first run first. */
async function storedRuns(workflowId: string) {
  const runs: protocol.api.history.v1.IHistory[] = [];
  let runId: string | undefined = (await firstRunOf(workflowId)) || undefined;
  while (runId !== undefined) {
    const { history } = await temporal.connection.workflowService.getWorkflowExecutionHistory({
      namespace: config.temporal.namespace,
      execution: { workflowId, runId },
    });
    runs.push(history ?? {});
    runId =
      history?.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return runs;
}

const SCHEDULED = protocol.api.enums.v1.EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED;

async function eventTypes(workflowId: string) {
  return (await storedRuns(workflowId)).flatMap((run) => run.events ?? []).map((event) => event.eventType);
}

async function firstRunOf(workflowId: string): Promise<string> {
  const { history } = await temporal.connection.workflowService.getWorkflowExecutionHistory({
    namespace: config.temporal.namespace,
    execution: { workflowId },
  });
  return history?.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? '';
}

function rawText(runs: protocol.api.history.v1.IHistory[]): string {
  return runs
    .map((run) => Buffer.from(protocol.api.history.v1.History.encode(run).finish()).toString('utf8'))
    .join('');
}

async function readableText(workflowId: string, runs: protocol.api.history.v1.IHistory[]): Promise<string> {
  const owner = { namespace: config.temporal.namespace, workflowId };
  return rawText(await Promise.all(runs.map((run) => decodeHistory(dataConverter.codec, owner, run))));
}

test('nothing that a person wrote can be read in a history, and the codec reads all of it', async () => {
  const number = newNumber();
  const forwarder = newNumber();
  const child = `${number}-W1`;
  const { workflow } = temporal.client;
  await withWorker(async () => {
    const handle = await workflow.start('correspondence', {
      taskQueue,
      workflowId: number,
      args: [letter, child],
      memo: { about: `${SECRET} memo of the start` },
      staticSummary: `${SECRET} summary`,
      staticDetails: `${SECRET} details`,
    });
    await until(async () => (await storedRuns(number)).length === 2);
    await handle.signal(addSignal, { text: `${SECRET} signal` });
    expect(await handle.executeUpdate(addUpdate, { args: [{ text: `${SECRET} update` }] })).toEqual({
      text: `${SECRET} 没有声音 continued update result`,
    });
    await expect(handle.executeUpdate(addUpdate, { args: ['not a letter'] })).rejects.toMatchObject({
      cause: { message: `${SECRET} 没有声音 continued update refused` },
    });
    expect(await handle.query(lettersQuery, { text: 'asked' })).toContainEqual({ text: `${SECRET} signal` });
    await workflow.execute('forward', { taskQueue, workflowId: forwarder, args: [letter, number] });
    await handle.signal(endSignal);
    const letters: unknown = await handle.result();
    expect(letters).toHaveLength(7);
    expect(letters).toEqual(
      expect.arrayContaining([
        { text: `${SECRET} 没有声音 continued` },
        { text: `${SECRET} 没有声音 continued activity input answered` },
        { text: `${SECRET} 没有声音 continued local activity input answered` },
        [
          'Activity task failed',
          `${SECRET} 没有声音 continued to be refused refused`,
          `${SECRET} 没有声音 continued to be refused cause`,
        ],
        { text: `${SECRET} signal` },
        { text: `${SECRET} update` },
        { text: `${SECRET} 没有声音 forwarded` },
      ]),
    );
    expect((await handle.describe()).memo).toEqual({
      about: `${SECRET} memo of the start`,
      note: `${SECRET} 没有声音 continued memo of the workflow`,
    });
  });

  for (const workflowId of [number, forwarder, child, `${child}b`]) {
    const runs = await storedRuns(workflowId);
    expect(rawText(runs).includes(SECRET)).toBe(false);
    expect((await readableText(workflowId, runs)).includes(SECRET)).toBe(true);
  }
  const runs = await storedRuns(number);
  const readable = await readableText(number, runs);
  for (const part of [
    'memo of the start',
    'summary',
    'child result',
    'child failure',
    'refused cause',
    'forwarded',
  ]) {
    expect(readable).toContain(part);
  }
  expect(readable.includes('redress:refused')).toBe(false);
  expect(refused).toEqual([]);
});

test("a workflow's failure is encrypted with its cause, its stack and its details", async () => {
  const number = newNumber();
  await withWorker(() =>
    expect(
      temporal.client.workflow.execute('failing', { taskQueue, workflowId: number, args: [letter] }),
    ).rejects.toMatchObject({
      cause: {
        message: `${letter.text} workflow failure`,
        details: [letter],
        cause: { message: `${letter.text} cause of the failure` },
      },
    }),
  );
  const runs = await storedRuns(number);
  expect(rawText(runs)).not.toMatch(/CANARY|encrypted-workflows\.ts/);
  expect(await readableText(number, runs)).toContain(`${letter.text} workflow failure`);
});

test('a start together with a signal or an update is encrypted too', async () => {
  const [bySignal, byUpdate] = [newNumber(), newNumber()];
  const { workflow } = temporal.client;
  await withWorker(async () => {
    const handle = await workflow.signalWithStart('collecting', {
      taskQueue,
      workflowId: bySignal,
      args: [letter],
      signal: addSignal,
      signalArgs: [letter],
    });
    await handle.signal(endSignal);
    expect(await handle.result()).toEqual([letter, letter]);
    const answer = await workflow.executeUpdateWithStart(addUpdate, {
      args: [letter],
      startWorkflowOperation: new WithStartWorkflowOperation('collecting', {
        taskQueue,
        workflowId: byUpdate,
        args: [letter],
        workflowIdConflictPolicy: 'FAIL',
      }),
    });
    expect(answer).toEqual({ text: 'added' });
    await workflow.getHandle(byUpdate).signal(endSignal);
  });
  expect(rawText([...(await storedRuns(bySignal)), ...(await storedRuns(byUpdate))])).not.toContain(SECRET);
});

test('what comes as plaintext, or was made for another case, reaches the workflow as a refusal', async () => {
  const [number, other] = [newNumber(), newNumber()];
  await withWorker(async () => {
    const { workflow } = temporal.client;
    const handle = await workflow.start('collecting', { taskQueue, workflowId: number, args: [letter] });
    await plaintext.client.workflow.getHandle(number).signal(addSignal, { text: 'from the command line' });
    await sendRaw(number, await dataConverter.codec.encode([json('for another')], contextOf(other)));
    await handle.signal(addSignal, { text: 'from our own door' });
    await handle.signal(endSignal);
    expect(await handle.result()).toEqual([
      letter,
      { 'redress:refused': 'plaintext' },
      { 'redress:refused': 'undecryptable' },
      { text: 'from our own door' },
    ]);
  });
});

test('while the keys are out of reach a case waits, and goes on when they are back', async () => {
  const number = newNumber();
  const { workflow } = temporal.client;
  await withWorker(async () => {
    const handle = await workflow.start('collecting', { taskQueue, workflowId: number, args: [letter] });
    await handle.query(lettersQuery, letter);
    const { payloads } = await signalPayloads(number);
    keys.outOfReach = true;
    await sendRaw(number, payloads);
    await until(async () => rawText(await storedRuns(number)).includes('Encoded failure'));
    keys.outOfReach = false;
    await handle.signal(endSignal);
    expect(await handle.result()).toEqual([letter, letter]);
  });
});

test('an activity whose key is out of reach fails without a readable word, and the worker goes on', async () => {
  const number = newNumber();
  const { workflow } = temporal.client;
  const handle = await workflow.start('answering', { taskQueue, workflowId: number, args: [letter] });
  // One worker runs the workflow's task, the next one, to which the key is unknown, gets the activity.
  await withWorker(() => until(async () => (await eventTypes(number)).includes(SCHEDULED)), {
    activities: false,
  });
  keys.outOfReach = true;
  await withWorker(async () => {
    await until(async () => ((await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0) > 1);
    const failure = (await handle.describe()).raw.pendingActivities?.[0]?.lastFailure;
    expect(failure?.message).toBe('Encoded failure');
    keys.outOfReach = false;
    expect(await handle.result()).toEqual({ text: `${letter.text} answered` });
  });
  expect(rawText(await storedRuns(number))).not.toContain(SECRET);
});

test('after an erasure the history still opens, event by event, without its content', async () => {
  const number = newNumber();
  await withWorker(() =>
    expect(
      temporal.client.workflow.execute('failing', { taskQueue, workflowId: number, args: [letter] }),
    ).rejects.toThrow(),
  );
  keys.destroy(number);
  const runs = await storedRuns(number);
  const readable = await readableText(number, runs);
  expect(readable).not.toContain(SECRET);
  expect(readable).toContain('{"redress:refused":"undecryptable"}');
});

function contextOf(workflowId: string) {
  return { type: 'workflow', namespace: config.temporal.namespace, workflowId } as const;
}

function json(value: unknown) {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
}

async function signalPayloads(workflowId: string) {
  return { payloads: await dataConverter.codec.encode([json(letter)], contextOf(workflowId)) };
}

/** Sends a signal whose payloads are on the wire exactly as given. */
async function sendRaw(workflowId: string, payloads: protocol.api.common.v1.IPayload[]): Promise<void> {
  await temporal.connection.workflowService.signalWorkflowExecution({
    namespace: config.temporal.namespace,
    workflowExecution: { workflowId },
    signalName: addSignal.name,
    input: { payloads },
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
