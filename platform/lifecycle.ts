import type { Logger } from './logging';

/** One part of a process that has to be ended, in the order in which the process lists them. */
export interface ShutdownStep {
  /** What is ended, for the log: `HTTP server`, `worker`, `MongoDB`. */
  readonly part: string;
  readonly close: () => void | Promise<void>;
}

export interface ShutdownOptions {
  readonly logger: Logger;
  /** Time for all steps together, in milliseconds. */
  readonly graceMs: number;
}

/**
 * Ends the parts one after the other and logs each. One that fails does not keep the next from being ended; when
 * the time is over, the rest is still told to end, but not waited for.
 *
 * @returns whether every part ended in time and without an error
 */
export async function shutDown(steps: readonly ShutdownStep[], options: ShutdownOptions): Promise<boolean> {
  const deadline = Date.now() + options.graceMs;
  let clean = true;
  for (const { part, close } of steps) {
    const startedAt = Date.now();
    try {
      const ended = await within(Math.max(0, deadline - startedAt), close);
      if (ended) options.logger.info({ part, ms: Date.now() - startedAt }, 'Ended');
      else
        options.logger.error({ part, graceMs: options.graceMs }, 'Did not end in time; going on without it');
      clean &&= ended;
    } catch (error) {
      options.logger.error({ part, err: error }, 'Ended with an error');
      clean = false;
    }
  }
  return clean;
}

/**
 * Ends the process in order on SIGTERM, SIGINT, or an error that nothing caught: exit code 0 if all went well, 1
 * otherwise. A second signal ends it at once.
 */
export function stopOnSignals(steps: readonly ShutdownStep[], options: ShutdownOptions): void {
  const { logger } = options;
  let stopping = false;

  const stop = async (failed: boolean): Promise<void> => {
    stopping = true;
    const clean = await shutDown(steps, options);
    logger.info({ clean }, 'Stopped');
    logger.flush();
    process.exit(clean && !failed ? 0 : 1);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) {
      logger.warn({ signal }, 'Told to stop a second time; ending at once');
      process.exit(1);
    }
    logger.info({ signal, graceMs: options.graceMs }, 'Told to stop');
    void stop(false);
  };
  const onUncaught = (error: unknown): void => {
    logger.fatal({ err: error }, 'An error was caught by nothing; stopping');
    if (!stopping) void stop(true);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

async function within(limitMs: number, close: ShutdownStep['close']): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([Promise.resolve(close()).then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
