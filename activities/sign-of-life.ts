import { Context } from '@temporalio/activity';

const EVERY_MS = 1_000;

/**
 * The activity, giving Temporal a sign of life every second: when its worker is killed, the next attempt begins within
 * seconds (the workflow's `heartbeatTimeout`) and not when the time for a whole attempt is over. An attempt that is done
 * within a second gives none, and so costs nothing.
 */
export function givingSignsOfLife<Input, Result>(
  activity: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  return async (input) => {
    const context = Context.current();
    const signs = setInterval(() => context.heartbeat(), EVERY_MS);
    try {
      return await activity(input);
    } finally {
      clearInterval(signs);
    }
  };
}
