import {
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
  type ScheduleSpec,
} from '@temporalio/client';
import type { Duty } from '../domain/policy/duty';
import type { Policy } from '../domain/policy/policy';
import type { Logger } from '../platform/logging';
import { duty as dutyWorkflow } from '../workflows/scheduled';
import { ensure, type ScheduleSettings } from './schedules';

export interface DutyCalendar {
  readonly client: Client;
  /** The newest version of every pack. */
  readonly policies: { all(): Promise<readonly Policy[]> };
  readonly settings: ScheduleSettings;
  readonly logger: Logger;
}

export interface KeptSchedules {
  close(): Promise<void>;
}

/** How soon the schedules follow a pack that was published. */
const LOOK_EVERY_MS = 15_000;

/** Longer than a quarter: what was missed while everything was down is made up for, whatever it is. */
const CATCH_UP = '100 days';

const PREFIX = 'duty-';

/**
 * Makes the schedules of the duties be there now, and again whenever a version of a pack is published, by any process.
 * Every worker does so on a timer of its own: it costs a look into MongoDB, where a workflow for it would write a history
 * every time; several do no harm, as each makes the same.
 */
export async function keepDutySchedules(calendar: DutyCalendar): Promise<KeptSchedules> {
  const { policies, logger } = calendar;
  let made: string | undefined;
  const look = async (): Promise<void> => {
    const packs = await policies.all();
    const versions = packs.map(({ id, version }) => `${id}@${version}`).join(' ');
    if (versions === made) return;
    await ensureDutySchedules(calendar, packs);
    made = versions;
  };
  const lookAgain = (): Promise<void> =>
    look().catch((error: unknown) =>
      logger.warn(
        { err: error },
        'The schedules of duties could not be looked after; the next look tries again',
      ),
    );

  await look();
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(lookAgain);
  }, LOOK_EVERY_MS);
  return {
    close: () => {
      clearInterval(timer);
      return looking;
    },
  };
}

/** One schedule for each duty of each pack, and none of a duty that is no more. One that is paused stays paused. */
export async function ensureDutySchedules(
  { client, settings, logger }: Omit<DutyCalendar, 'policies'>,
  packs: readonly Policy[],
): Promise<void> {
  const wanted = new Map(
    packs
      .flatMap((pack) => pack.duties.map((duty) => scheduleOf(pack, duty, settings)))
      .map((schedule) => [schedule.scheduleId, schedule]),
  );
  await Promise.all([...wanted.values()].map((schedule) => ensure(client, schedule)));
  for await (const { scheduleId, action } of client.schedule.list()) {
    const isDuty = scheduleId.startsWith(PREFIX) && action?.workflowType === dutyWorkflow.name;
    if (!isDuty || wanted.has(scheduleId)) continue;
    await client.schedule.getHandle(scheduleId).delete();
    logger.info({ schedule: scheduleId }, 'The schedule of a duty that is no more was removed');
  }
}

function scheduleOf(pack: Policy, duty: Duty, { taskQueue, zone }: ScheduleSettings): ScheduleOptions {
  const scheduleId = `${PREFIX}${pack.id}/${duty.id}`;
  return {
    scheduleId,
    spec: { calendars: [timesOf(duty)], timezone: zone },
    action: {
      type: 'startWorkflow',
      workflowType: dutyWorkflow.name,
      workflowId: scheduleId,
      args: [{ pack: pack.id, duty: duty.id }],
      taskQueue,
    },
    // One after the other, in their order: each names what the one before left undone.
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: CATCH_UP },
  };
}

type CalendarTimes = NonNullable<ScheduleSpec['calendars']>[number];

function timesOf({ every, at }: Duty): CalendarTimes {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  switch (every) {
    case 'day':
      return { hour, minute };
    case 'week':
      return { dayOfWeek: 'MONDAY', hour, minute };
    case 'month':
      return { dayOfMonth: 1, hour, minute };
    case 'quarter':
      return { month: ['JANUARY', 'APRIL', 'JULY', 'OCTOBER'], dayOfMonth: 1, hour, minute };
  }
}
