import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { status } from '@grpc/grpc-js';
import { isGrpcServiceError } from '@temporalio/client';
import { archiveRun } from '../../activities/archive/archive-run';
import { createArchiveStore } from '../../models/archives';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { freePort, guardFolder, startTemporal } from '../../scripts/servers/index.mjs';
import { begun, unclassified, until } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';

jest.setTimeout(60_000);

const TWO_YEARS_MS = 2 * 366 * 86_400_000;

let system: System;
let endEngine: () => Promise<void>;
let number: string;
const now = () => new Date().toISOString();

/** What the API answered while the case lived. */
const seen: { readonly at: string; readonly answer: unknown }[] = [];

beforeAll(async () => {
  await startForgetfulEngine();
  system = await startSystem('two-years');
  await system.startWorker();
  number = await begun(system.as('agent'), unclassified);
  for (const [user, command, payload] of [
    ['agent', 'assign', { department: 'technical' }],
    ['technical-lead', 'accept', {}],
    [
      'agent',
      'withdraw',
      {
        reason: 'The customer has mended it.',
        statement: { at: now(), method: 'phone', text: 'I mended it.' },
      },
    ],
  ] as const) {
    const answer = await system.as(user).post(`complaints/${number}/${command}`, payload);
    if (answer.status !== 200) throw new Error(`${command}: ${JSON.stringify(answer.body)}`);
    const { body } = await system.as('auditor').get(`complaints/${number}`);
    seen.push({ at: new Date().toISOString(), answer: body });
  }
  await system.stopWorker();
  await forget();
  moveClock();
});
afterAll(async () => {
  jest.useRealTimers();
  await system.close();
  await endEngine();
});

/** A Temporal that deletes what it is told to within seconds; one with usual settings takes its time. */
async function startForgetfulEngine(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-forgetful-'));
  endEngine = guardFolder(folder);
  const { address } = await startTemporal({
    binary: process.env['REDRESS_TEST_TEMPORAL_CLI'] ?? '',
    folder,
    port: await freePort(),
    dynamicConfig: {
      'history.transferProcessorUpdateAckInterval': '"1s"',
      'history.visibilityProcessorUpdateAckInterval': '"1s"',
    },
  });
  process.env['REDRESS_TEST_TEMPORAL_ADDRESS'] = address;
}

/** The run ends and is archived, and Temporal deletes it, as it does when its retention is over. */
async function forget(): Promise<void> {
  const { client, connection } = system.temporal;
  const handle = client.workflow.getHandle(number);
  const { runId } = await handle.describe();
  await handle.terminate('Its life is over.');
  const mongo = await connectMongo(system.config, createLogger(system.config, 'test'));
  const outcome = await archiveRun(client, createArchiveStore(mongo.connection), {
    workflowId: number,
    runId,
  });
  await mongo.close();
  expect(outcome).toBe('archived');
  await connection.workflowService.deleteWorkflowExecution({
    namespace: system.config.temporal.namespace,
    workflowExecution: { workflowId: number, runId },
  });
  await until(
    async () => ({ status: (await isKnown()) ? 200 : 404, headers: new Headers(), body: {} }),
    (answer) => answer.status === 404,
  );
}

async function isKnown(): Promise<boolean> {
  try {
    await system.temporal.client.workflow.getHandle(number).fetchHistory();
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === status.NOT_FOUND) return false;
    throw error;
  }
}

/** To the API it is two years later; timers go on as they do. */
function moveClock(): void {
  jest.useFakeTimers({
    now: Date.now() + TWO_YEARS_MS,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

function listOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error('It is no list.');
  return value.map((item: unknown) => ({ ...(typeof item === 'object' ? item : {}) }));
}

test('two years later a case opens as it was at every moment', async () => {
  for (const { at, answer } of seen) {
    const { status: answered, body } = await system.as('auditor').get(`complaints/${number}?asOf=${at}`);
    expect({ answered, body }).toEqual({ answered: 200, body: answer });
  }
  const { body } = await system.as('auditor').get(`complaints?q=${number}`);
  expect(listOf(body['items'])).toMatchObject([{ number, stage: 'closed' }]);
});

test('its whole life stands beside its archived history, in clear', async () => {
  const { status: answered, body } = await system.as('auditor').get(`complaints/${number}/life?limit=200`);
  expect(answered).toBe(200);
  expect(body).not.toHaveProperty('gap');
  expect(listOf(body['runs'])).toMatchObject([{ source: 'archived', status: 'terminated' }]);
  const steps = listOf(body['items']);
  expect(steps.length).toBeGreaterThan(5);
  for (const { causes, records } of steps) {
    expect(listOf(causes).length).toBeGreaterThan(0);
    expect(listOf(records)).toHaveLength(3);
  }
  expect(JSON.stringify(body['temporal'])).toContain('The customer has mended it.');
});
