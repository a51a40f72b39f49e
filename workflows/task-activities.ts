import { proxyActivities } from '@temporalio/workflow';
import type { TaskActivities } from '../activities/contract';

/** As `record` of cases: a killed worker holds a task up for no longer than the heartbeat. */
export const { recordWorkOrder, recordCorrectiveAction } = proxyActivities<
  Pick<TaskActivities, 'recordWorkOrder' | 'recordCorrectiveAction'>
>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

export const { notifyOfTask } = proxyActivities<Pick<TaskActivities, 'notifyOfTask'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});
