import type { Logger } from '../../platform/logging';
import { LEFT_TO_THE_API_MS } from '../left-to-the-api';

/** An intake by its case's number; whatever else it holds is the starter's business. */
export interface NumberedIntake {
  readonly _id: string;
}

export interface UnstartedIntakes<I extends NumberedIntake> {
  /** Intakes entered before a time whose workflow has not recorded anything yet, the oldest first. */
  unstarted(olderThan: Date, limit: number): Promise<readonly I[]>;
}

export interface SweepDependencies<I extends NumberedIntake> {
  readonly intakes: UnstartedIntakes<I>;
  /** Whether the record has events of this number. */
  readonly isRecorded: (number: string) => Promise<boolean>;
  /** Starts the intake's workflow, with its number as the workflow's id; one that has started before is left alone. */
  readonly startCase: (intake: I) => Promise<'started' | 'already-started'>;
  readonly logger: Logger;
}

export interface SweepResult {
  readonly started: number;
  readonly failed: number;
}

export interface SweepActivities {
  /** Starts the workflow of every intake that the API could not start. */
  readonly sweepIntakes: () => Promise<SweepResult>;
}

/** Intakes of one sweep; the next one is seconds away. */
const LIMIT = 1_000;

/** Starts that are under way side by side. */
const SIDE_BY_SIDE = 10;

/**
 * Makes the activity of the `intakeSweep` workflow. It marks nothing: an intake counts as started when its workflow has
 * recorded its first events, which is the one sure sign, and until then starting it again changes nothing.
 */
export function createSweep<I extends NumberedIntake>(dependencies: SweepDependencies<I>): SweepActivities {
  const { intakes, isRecorded, startCase, logger } = dependencies;

  return { sweepIntakes };

  async function sweepIntakes(): Promise<SweepResult> {
    const olderThan = new Date(Date.now() - LEFT_TO_THE_API_MS);
    const waiting = [...(await intakes.unstarted(olderThan, LIMIT))];
    const tally = { started: 0, failed: 0, left: 0 };
    // Each takes the next waiting intake as soon as it is done with its last one.
    const starter = async (): Promise<void> => {
      for (let intake = waiting.shift(); intake; intake = waiting.shift()) tally[await start(intake)] += 1;
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, starter));
    const { started, failed } = tally;
    if (started > 0) logger.info({ started }, 'The sweep started complaints that had not been started');
    return { started, failed };
  }

  /** One that cannot be started now does not hold up the others; the next sweep tries it again. */
  async function start(intake: I): Promise<'started' | 'failed' | 'left'> {
    const number = intake._id;
    try {
      if (await isRecorded(number)) {
        logger.error({ number }, 'An intake waits for its start, but its case has events; it is left alone');
        return 'left';
      }
      return (await startCase(intake)) === 'started' ? 'started' : 'left';
    } catch (error) {
      logger.error({ err: error, number }, 'A complaint could not be started; the next sweep tries again');
      return 'failed';
    }
  }
}
