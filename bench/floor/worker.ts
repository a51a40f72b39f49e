import { bundleWorkflowCode } from '@temporalio/worker';
import { stopOnSignals } from '../../platform/lifecycle';
import { createLogger } from '../../platform/logging';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { createWorker } from '../../worker/create-worker';
import { required } from '../site/required';

/** The worker of the floor: the product's settings, without its codec and its records. */
async function main(): Promise<void> {
  const logger = createLogger({ logLevel: 'warn' }, 'floor');
  installTemporalRuntime(logger);
  const connection = await connectTemporalWorker({
    temporal: {
      address: required('TEMPORAL_ADDRESS'),
      namespace: 'default',
      taskQueue: required('FLOOR_TASK_QUEUE'),
      historyRetentionMs: 86_400_000,
    },
  });
  const worker = await createWorker({
    connection,
    namespace: 'default',
    taskQueue: required('FLOOR_TASK_QUEUE'),
    dataConverter: {},
    workflowBundle: await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows') }),
    activities: { nothing: () => Promise.resolve() },
    maxCachedWorkflows: 1_000,
    maxConcurrentActivities: 100,
    shutdownGraceMs: 1_000,
  });
  const running = worker.run();
  stopOnSignals([{ part: 'worker', close: () => (worker.shutdown(), running) }], { logger, graceMs: 5_000 });
  console.log('ready');
  await running;
  await connection.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
