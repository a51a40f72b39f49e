import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { Policy } from '../../domain/policy/policy';
import { median } from '../figures';
import { startBare, step } from '../floor/life';
import { inParallel } from '../in-parallel';
import type { Scale } from '../scale';
import { Complaint, sixCommands } from '../site/complaint';
import type { Product } from '../site/product';
import type { Row } from '../table';
import { until } from '../until';

type History = temporal.api.history.v1.IHistory;
const { History: HistoryMessage } = temporal.api.history.v1;
const { EventType } = temporal.api.enums.v1;

const UPDATES = 6;
/** Between two commands: each has workflow tasks of its own. */
const APART_MS = 250;

interface Size {
  readonly events: number;
  readonly bytes: number;
  /** How many events of each type. */
  readonly types: ReadonlyMap<string, number>;
}

/** Events and bytes of history that a life costs, its commands far enough apart to share nothing. */
export async function measureHistory(product: Product, { historyLives }: Scale): Promise<Row[]> {
  const { media, quiet } = product.policies;
  const told = await sizes(historyLives, () => spacedLife(product, media));
  const untold = await sizes(historyLives, () => spacedLife(product, quiet));
  const bare = await sizes(historyLives, () => spacedFloor(product));
  return [
    {
      figure: `events of history a life, six updates apart, notices included (median of ${historyLives})`,
      measured: String(middle(told, 'events')),
      beside: `${middle(untold, 'events')} without notices; ${middle(bare, 'events')} bare`,
      aim: '≤ 115',
    },
    {
      figure: 'bytes of history a life, notices included, encrypted',
      measured: kilobytes(middle(told, 'bytes')),
      beside: `${kilobytes(middle(untold, 'bytes'))} without notices; ${kilobytes(middle(bare, 'bytes'))} bare`,
    },
    { figure: 'of its events', measured: told[0] ? breakdown(told[0]) : '' },
  ];
}

function sizes(lives: number, live: () => Promise<WorkflowHandle>): Promise<Size[]> {
  return inParallel(lives, 1, async () => sizeOf(await (await live()).fetchHistory()));
}

async function spacedLife(product: Product, policy: Policy): Promise<WorkflowHandle> {
  const complaint = await Complaint.file(product, policy);
  for (const command of sixCommands()) {
    await settled(complaint.handle);
    await complaint.send(command);
  }
  await settled(complaint.handle);
  return complaint.handle;
}

async function spacedFloor({ bareClient }: Product): Promise<WorkflowHandle> {
  const handle = await startBare(bareClient, UPDATES);
  for (let update = 0; update < UPDATES; update += 1) {
    await settled(handle);
    await step(handle);
  }
  return handle;
}

/** Nothing is under way: no activity, no workflow task. */
async function settled(handle: WorkflowHandle): Promise<void> {
  await pause(APART_MS);
  await until('the workflow has come to rest', async () => {
    const { raw } = await handle.describe();
    return (raw.pendingActivities?.length ?? 0) === 0 && !raw.pendingWorkflowTask;
  });
}

function sizeOf(history: History): Size {
  const events = history.events ?? [];
  const types = new Map<string, number>();
  for (const { eventType } of events) {
    const type = typeof eventType === 'number' ? EventType[eventType] : '';
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  return { events: events.length, bytes: HistoryMessage.encode(history).finish().length, types };
}

function middle(measured: readonly Size[], of: 'events' | 'bytes'): number {
  return median(measured.map((size) => size[of]));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}

/** Events by what they are about: `54 workflow tasks, 33 activities, …`. */
function breakdown({ types }: Size): string {
  const count = (begin: string): number =>
    [...types].filter(([type]) => type.startsWith(`EVENT_TYPE_${begin}`)).reduce((sum, [, n]) => sum + n, 0);
  const updates = count('WORKFLOW_EXECUTION_UPDATE');
  return [
    `${count('WORKFLOW_TASK')} of workflow tasks`,
    `${count('ACTIVITY_TASK')} of activities`,
    `${updates} of updates`,
    `${count('TIMER')} of timers`,
    `${count('WORKFLOW_EXECUTION') - updates} start`,
  ].join(', ');
}
