import { defineSearchAttributeKey } from '@temporalio/common';
import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import type { duty } from '../../../workflows';
import type { Answer } from '../../api/support/client';
import type { System } from '../../api/support/system';

const ZONE = 'Asia/Shanghai';

/** The fields that an intake is turned back for, by the API. */
export async function turnedBack(system: System, body: object): Promise<string[]> {
  const { status, body: answer } = await system.as('agent').post('complaints', body);
  if (status !== 422) throw new Error(`Filing was answered with ${status}.`);
  const errors: unknown = answer['errors'];
  return Array.isArray(errors) ? errors.map((error: { readonly field: string }) => error.field) : [];
}

const SCHEDULED_AT = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

/**
 * The duty has fallen due today, whatever the hour; its report, as the API shows it to somebody who reads everything.
 */
export async function reportOf(system: System, pack: string, which: string): Promise<Answer> {
  const { report = 'none' } = await system.temporal.client.workflow.execute<typeof duty>('duty', {
    workflowId: `duty-${randomUUID()}`,
    taskQueue: system.config.temporal.taskQueue,
    args: [{ pack, duty: which }],
    typedSearchAttributes: [
      { key: SCHEDULED_AT, value: DateTime.now().setZone(ZONE).endOf('day').toJSDate() },
    ],
  });
  return system.as('auditor').get(`duty-reports/${report}`);
}

/** The first and the last day of the company's last month. */
export function lastMonth(): { readonly from: string; readonly to: string } {
  const begun = DateTime.now().setZone(ZONE).startOf('month');
  const day = (moment: DateTime) => moment.toFormat('yyyy-MM-dd');
  return { from: day(begun.minus({ months: 1 })), to: day(begun.minus({ days: 1 })) };
}
