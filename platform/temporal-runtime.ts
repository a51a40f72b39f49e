import { Runtime } from '@temporalio/worker';
import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from './logging';

/**
 * Sets the SDK's native side up, once in a process and before any connection: its logs go to ours, its metrics
 * are served on the loopback, and its own signal handlers are off because `stopOnSignals` ends the worker.
 *
 * @param metricsPort where the SDK serves its metrics for `metricsText` to fetch; absent: it keeps none
 */
export function installTemporalRuntime(logger: Logger, metricsPort?: number): void {
  Runtime.install({
    logger: temporalLogger(logger),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(metricsPort !== undefined && {
        metrics: {
          prometheus: {
            bindAddress: `127.0.0.1:${metricsPort}`,
            countersTotalSuffix: true,
            unitSuffix: true,
            useSecondsForDurations: true,
          },
        },
      }),
    },
  });
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Writes what the SDK, the workflows and the activities log through our logger. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const log = (level: LogLevel, message: string, meta?: LogMetadata) => {
    logger[levels[level]](fieldsOf(meta), message);
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

/** Whole tasks, which the SDK adds to some errors: encrypted, but thousands of characters long. */
const bulky: ReadonlySet<string> = new Set(['task', 'taskEncoded', 'taskToken']);

function fieldsOf(meta: LogMetadata | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(meta ?? {}).filter(([field]) => !bulky.has(field)));
}
