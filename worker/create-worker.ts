import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';

export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly dataConverter: DataConverter;
  readonly workflowBundle: WorkflowBundleOption;
  readonly activities: object;
  /** Cases kept in memory between two tasks. */
  readonly maxCachedWorkflows: number;
  readonly maxConcurrentActivities: number;
  /** Time for activities under way to finish after a stop, milliseconds. */
  readonly shutdownGraceMs: number;
}

/** A worker for every workflow and activity of the product. */
export function createWorker(settings: WorkerSettings): Promise<Worker> {
  return Worker.create({
    connection: settings.connection,
    namespace: settings.namespace,
    taskQueue: settings.taskQueue,
    dataConverter: settings.dataConverter,
    workflowBundle: settings.workflowBundle,
    activities: settings.activities,
    maxCachedWorkflows: settings.maxCachedWorkflows,
    maxConcurrentActivityTaskExecutions: settings.maxConcurrentActivities,
    shutdownGraceTime: settings.shutdownGraceMs,
    // After a worker was killed, its cases go on in 1.2 s; with the default of 10 s in 10.2 s.
    stickyQueueScheduleToStartTimeout: '1s',
    // Signs of life are sent as they are given, well before their time is over.
    maxHeartbeatThrottleInterval: '1s',
  });
}
