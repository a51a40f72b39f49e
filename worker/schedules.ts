import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
  type ScheduleSpec,
} from '@temporalio/client';
import {
  anchorRecords,
  archiveHistories,
  bulkAssignSweep,
  correctiveActionUpkeep,
  erasureSweep,
  intakeSweep,
  retention,
  ruleChangeSweep,
  sendDue,
  widespread,
} from '../workflows/scheduled';

export interface ScheduleSettings {
  readonly taskQueue: string;
  /** IANA zone of the company, by which the hours of the nightly ones are meant. */
  readonly zone: string;
}

export interface NightlySettings extends ScheduleSettings {
  /** How long it is known which cases the retention erases, before it does, in milliseconds. */
  readonly retentionNoticeMs: number;
}

/** It is triggered after closings as well. */
export const ANCHOR_SCHEDULE = 'anchor-records';

/** A time that was missed, because Temporal was away, is made up for only this long: all of these find what is left. */
const CATCH_UP = '1 minute';

/**
 * Makes the schedules of the product be there as they are written here, whatever an earlier version left. Safe to
 * repeat and to run in several workers at once. A schedule that an operator has paused stays paused.
 */
export async function ensureSchedules(client: Client, settings: NightlySettings): Promise<void> {
  const { taskQueue, zone, retentionNoticeMs } = settings;
  const schedules = [
    schedule('intake-sweep', { intervals: [{ every: '30 seconds' }] }, intakeSweep, []),
    schedule('archive-histories', { intervals: [{ every: '2 minutes' }] }, archiveHistories, [
      { since: 'watermark' },
    ]),
    schedule('archive-histories-whole', { calendars: [{ hour: 3, minute: 30 }] }, archiveHistories, [
      { since: 'beginning' },
    ]),
    buffered(schedule(ANCHOR_SCHEDULE, { intervals: [{ every: '10 minutes' }] }, anchorRecords, [])),
    schedule('rule-change-sweep', { intervals: [{ every: '1 minute' }] }, ruleChangeSweep, []),
    schedule('bulk-assign-sweep', { intervals: [{ every: '1 minute' }] }, bulkAssignSweep, []),
    schedule('send-due', { intervals: [{ every: '10 seconds' }] }, sendDue, []),
    schedule('widespread', { intervals: [{ every: '1 minute' }] }, widespread, []),
    schedule('corrective-actions', { intervals: [{ every: '1 minute' }] }, correctiveActionUpkeep, []),
    schedule('erasure-sweep', { intervals: [{ every: '5 minutes' }] }, erasureSweep, []),
    // Each waits for its own plan's time, while the next day's makes the next plan.
    allowOverlap(
      schedule('retention', { calendars: [{ hour: 2, minute: 30 }] }, retention, [
        { noticeMs: retentionNoticeMs },
      ]),
    ),
  ];
  await Promise.all(schedules.map((wanted) => ensure(client, wanted)));

  function schedule<W extends (...args: never[]) => Promise<unknown>>(
    scheduleId: string,
    spec: ScheduleSpec,
    workflow: W,
    args: Parameters<W>,
  ) {
    return {
      scheduleId,
      spec: { ...spec, timezone: zone },
      action: { type: 'startWorkflow', workflowType: workflow.name, workflowId: scheduleId, args, taskQueue },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP },
    } satisfies ScheduleOptions;
  }
}

/** What is asked for while it runs is done once more after it, however often it is asked for. */
function buffered<S extends { readonly policies: object }>(wanted: S) {
  return { ...wanted, policies: { ...wanted.policies, overlap: ScheduleOverlapPolicy.BUFFER_ONE } };
}

function allowOverlap<S extends { readonly policies: object }>(wanted: S) {
  return { ...wanted, policies: { ...wanted.policies, overlap: ScheduleOverlapPolicy.ALLOW_ALL } };
}

/** Makes one schedule be there as it is written, or as it was paused. */
export async function ensure(client: Client, wanted: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(wanted);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = wanted;
    await client.schedule
      .getHandle(wanted.scheduleId)
      .update(({ state }) => ({ spec, action, state, ...(policies && { policies }) }));
  }
}
