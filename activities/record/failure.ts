import { ApplicationFailure } from '@temporalio/common';
import { KeyDestroyedError } from '../../models/case-keys';
import { RecordConflictError } from '../../models/cases';
import type { CaseErased } from '../contract';

/** Type of the failure that ends a workflow whose record says something else than it does. */
export const RECORD_CONFLICT = 'RecordConflict';
const CASE_ERASED: CaseErased = 'CaseErased';

/** What a failed record is told to the workflow as: where no repetition helps, it is not repeated. */
export function recordFailure(error: unknown): unknown {
  if (error instanceof RecordConflictError) {
    return ApplicationFailure.nonRetryable(error.message, RECORD_CONFLICT);
  }
  if (error instanceof KeyDestroyedError) return ApplicationFailure.nonRetryable(error.message, CASE_ERASED);
  return error;
}
