import { ApplicationFailure } from '@temporalio/common';
import type { CaseEvent } from '../../domain/case/events';
import { RecordConflictError, type CaseStore } from '../../models/cases';
import type { CaseActivities, RecordInput, RecordResult } from '../contract';
import { completeEvents, type Knowledge } from './complete-events';

export interface RecordDependencies extends Knowledge {
  readonly cases: Pick<CaseStore, 'recordTransition'>;
}

/** Type of the failure that ends a workflow whose record says something else than it does. */
export const RECORD_CONFLICT = 'RecordConflict';

/**
 * Makes the `record` activity. What it returns is what is stored: a repeat returns what the first attempt stored, even
 * if the calendar or the directory has changed since.
 */
export function createRecord(dependencies: RecordDependencies): Pick<CaseActivities, 'record'> {
  async function record({ number, events, startedRunId }: RecordInput): Promise<RecordResult> {
    const complete = await completeEvents(events, dependencies);
    try {
      const recorded = await dependencies.cases.recordTransition(number, complete, startedRunId);
      return completionsOf(recorded.events);
    } catch (error) {
      if (!(error instanceof RecordConflictError)) throw error;
      throw ApplicationFailure.nonRetryable(error.message, RECORD_CONFLICT);
    }
  }

  return { record };
}

function completionsOf(events: readonly CaseEvent[]): RecordResult {
  return Object.fromEntries(
    events.flatMap(({ seq, completion }) => (completion ? [[seq, completion] as const] : [])),
  );
}
