import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { AccessRecord } from '../../models/access-record';
import type { BulkAssignment, BulkAssignmentStore, NotAssigned } from '../../models/bulk-assignments';
import type { Logger } from '../../platform/logging';
import { beat } from '../beat';
import { assignCase, assignCommand, type AssignDependencies, type CaseOutcome } from './assign-case';

export interface BulkAssignDependencies extends AssignDependencies {
  readonly bulks: BulkAssignmentStore;
  readonly accessRecord: AccessRecord;
  /** Starts the workflow of a bulk assignment; one that runs is left alone. */
  readonly start: (id: string) => Promise<void>;
  readonly logger: Logger;
}

export interface BulkAssignInput {
  /** The id of the bulk assignment. */
  readonly id: string;
}

export interface BulkResult {
  readonly done: number;
  readonly refused: number;
}

export interface BulkAssignActivities {
  /** Assigns every case of a bulk assignment, and returns when it is known of all what came of them. */
  readonly assignEach: (input: BulkAssignInput) => Promise<BulkResult>;
  /** Starts the workflow of every bulk assignment that has not come to its end. */
  readonly resumeBulkAssignments: () => Promise<{ readonly resumed: number }>;
}

/** Cases that are assigned side by side: those who work on other cases meanwhile must not wait for it. */
const SIDE_BY_SIDE = 8;
/** Between two rounds over the cases that have not answered. */
const ASK_AGAIN_AFTER_MS = 2_000;
/** After so many rounds, a case that does not answer is left to those who read the result. */
const ROUNDS = 12;

const UNANSWERED: NotAssigned = {
  code: 'unanswered',
  message: 'The case did not answer in time. Open it: it may have been assigned, or may still be.',
};

/**
 * Makes the activities of bulk assignments. What came of each case is kept as soon as it is known, so that an attempt goes
 * on where the one before was cut off; a case whose answer was lost with it gets the same command under the same id, which
 * it carries out once.
 */
export function createBulkAssign(dependencies: BulkAssignDependencies): BulkAssignActivities {
  const { bulks, accessRecord, start, logger } = dependencies;

  return {
    assignEach,
    resumeBulkAssignments: async () => {
      const unfinished = await bulks.unfinished();
      for (const id of unfinished) await start(id);
      if (unfinished.length > 0) logger.info({ bulks: unfinished.length }, 'Bulk assignments are under way');
      return { resumed: unfinished.length };
    },
  };

  /**
   * @throws ApplicationFailure `NoSuchBulk` (non-retryable) if there is no record of it
   * @throws ApplicationFailure `Interrupted` (retryable) if the worker stops
   */
  async function assignEach({ id }: BulkAssignInput): Promise<BulkResult> {
    const bulk = await bulks.find(id);
    if (!bulk)
      throw ApplicationFailure.nonRetryable(`There is no record of the bulk assignment ${id}.`, 'NoSuchBulk');
    await bulks.begin(id, new Date());
    let open = await openOnes(bulk);
    for (let round = 1; open.length > 0; round += 1) {
      open = await assignAll(bulk, open);
      if (open.length === 0) break;
      if (round === ROUNDS) {
        for (const number of open) await keep(bulk, number, { kind: 'refused', why: UNANSWERED });
        break;
      }
      await pause(ASK_AGAIN_AFTER_MS);
      beat({ open: open.length });
    }
    await bulks.finish(id, new Date());
    const { done, refused } = await bulks.progress(id);
    const result = { done, refused: refused.length };
    logger.info({ bulk: id, ...result }, 'A bulk assignment has come to every case');
    return result;
  }

  async function openOnes(bulk: BulkAssignment): Promise<readonly string[]> {
    const settled = await bulks.settled(bulk._id);
    return bulk.numbers.filter((number) => !settled.has(number));
  }

  /** Goes through the cases once; returns those of which it is not known yet what came of them. */
  async function assignAll(bulk: BulkAssignment, numbers: readonly string[]): Promise<readonly string[]> {
    const waiting = [...numbers];
    const open: string[] = [];
    // Each takes the next as soon as it is done with its last one.
    const assigner = async (): Promise<void> => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const outcome = await assignCase(dependencies, number, assignCommand(bulk, number, new Date()));
        if (outcome.kind === 'open') open.push(number);
        else await keep(bulk, number, outcome);
        beat({ open: waiting.length + open.length });
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, assigner));
    return open;
  }

  /** A refusal goes to the access record as if the command had been sent by itself. */
  async function keep(
    { _id, by }: BulkAssignment,
    number: string,
    outcome: Exclude<CaseOutcome, { kind: 'open' }>,
  ): Promise<void> {
    if (outcome.kind === 'assigned') return bulks.settle(_id, number);
    const { code } = outcome.why;
    await accessRecord.add({
      at: new Date(),
      user: by.user,
      action: 'assign',
      number,
      outcome: code,
      requestId: _id,
    });
    return bulks.settle(_id, number, outcome.why);
  }
}
