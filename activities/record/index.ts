import type { CaseEvent } from '../../domain/case/events';
import type { CaseStore } from '../../models/cases';
import type { CaseActivities, RecordInput, RecordResult } from '../contract';
import { completeEvents, type Knowledge } from './complete-events';
import { recordFailure } from './failure';

export { RECORD_CONFLICT, recordFailure } from './failure';

export interface RecordDependencies extends Knowledge {
  readonly cases: Pick<CaseStore, 'recordTransition'>;
}

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
      throw recordFailure(error);
    }
  }

  return { record };
}

function completionsOf(events: readonly CaseEvent[]): RecordResult {
  return Object.fromEntries(
    events.flatMap(({ seq, completion }) => (completion ? [[seq, completion] as const] : [])),
  );
}
