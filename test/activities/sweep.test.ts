import { randomBytes } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createSweep, type SweepResult } from '../../activities/sweep';
import { createLogger } from '../../platform/logging';
import { startCase } from '../../platform/start-case';
import { connectTemporalClient, type TemporalClient } from '../../platform/temporal';
import { testTemporal } from '../platform/servers';

/** An intake as the sweep sees it. */
interface Waiting {
  readonly _id: string;
  readonly enteredAt: Date;
}

const TYPE = 'sweepProbe';
const logger = createLogger({ logLevel: 'silent' }, 'test');
const run = randomBytes(4).toString('hex');
let temporal: TemporalClient;
let sequence = 0;
const numbers: string[] = [];

beforeAll(() => {
  temporal = connectTemporalClient(testTemporal(), {});
});

// No worker takes these workflows on: what is started stays open until the end of the test.
afterEach(async () => {
  await Promise.all(
    numbers.splice(0).map((number) =>
      temporal.client.workflow
        .getHandle(number)
        .terminate()
        .catch(() => undefined),
    ),
  );
});
afterAll(() => temporal.close());

function waiting(secondsAgo = 60): Waiting {
  sequence += 1;
  const _id = `sweep-${run}-${sequence}`;
  numbers.push(_id);
  return { _id, enteredAt: new Date(Date.now() - secondsAgo * 1000) };
}

function start({ _id }: Waiting): Promise<'started' | 'already-started'> {
  return startCase(temporal.client, {
    workflowType: TYPE,
    number: _id,
    taskQueue: `sweep-${run}`,
    args: [],
  });
}

function sweep(
  intakes: readonly Waiting[],
  { recorded = [], starter = start }: { recorded?: readonly string[]; starter?: typeof start } = {},
): Promise<SweepResult> {
  const { sweepIntakes } = createSweep<Waiting>({
    intakes: {
      unstarted: (olderThan) => Promise.resolve(intakes.filter(({ enteredAt }) => enteredAt < olderThan)),
    },
    isRecorded: (number) => Promise.resolve(recorded.includes(number)),
    startCase: starter,
    logger,
  });
  return new MockActivityEnvironment().run(sweepIntakes);
}

const isRunning = async ({ _id }: Waiting): Promise<boolean> => {
  try {
    return (await temporal.client.workflow.getHandle(_id).describe()).status.name === 'RUNNING';
  } catch {
    return false;
  }
};

/** The number of runs of all time, which visibility knows a little later. */
async function runsOf({ _id }: Waiting): Promise<number> {
  const { historyLength, raw } = await temporal.client.workflow.getHandle(_id).describe();
  expect(historyLength).toBeGreaterThan(0);
  const { firstRunId, execution } = raw.workflowExecutionInfo ?? {};
  return firstRunId === execution?.runId ? 1 : 2;
}

test('starts what waits, under its number, and leaves the newest to the API', async () => {
  const intakes = [waiting(), waiting(3), waiting(0)];
  expect(await sweep(intakes)).toEqual({ started: 2, failed: 0 });
  expect(await Promise.all(intakes.map(isRunning))).toEqual([true, true, false]);
});

test('starts a complaint once, however many sweeps and API processes try at the same time', async () => {
  const intakes = Array.from({ length: 25 }, () => waiting());
  const [first, second, ...byApi] = await Promise.all([
    sweep(intakes),
    sweep(intakes),
    ...intakes.map((intake) => start(intake)),
  ]);
  const started = first.started + second.started + byApi.filter((outcome) => outcome === 'started').length;
  expect(started).toBe(25);
  expect(await Promise.all(intakes.map(runsOf))).toEqual(intakes.map(() => 1));
  expect(await sweep(intakes)).toEqual({ started: 0, failed: 0 });
});

test('does not start a number again whose workflow has ended', async () => {
  const intake = waiting();
  await sweep([intake]);
  await temporal.client.workflow.getHandle(intake._id).terminate();
  expect(await sweep([intake])).toEqual({ started: 0, failed: 0 });
  expect(await isRunning(intake)).toBe(false);
});

test('never starts a number that has events: Temporal forgets numbers, the record does not', async () => {
  const intake = waiting();
  expect(await sweep([intake], { recorded: [intake._id] })).toEqual({ started: 0, failed: 0 });
  expect(await isRunning(intake)).toBe(false);
});

test('one that cannot be started does not hold up the others, and is tried again', async () => {
  const intakes = [waiting(), waiting(), waiting()];
  const broken = intakes[0]?._id;
  const starter = (intake: Waiting) =>
    intake._id === broken ? Promise.reject(new Error('its pack is missing')) : start(intake);
  expect(await sweep(intakes, { starter })).toEqual({ started: 2, failed: 1 });
  expect(await sweep(intakes)).toEqual({ started: 1, failed: 0 });
  expect(await Promise.all(intakes.map(isRunning))).toEqual([true, true, true]);
});
