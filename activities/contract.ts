import type { CaseEvent, Completion } from '../domain/case/events';
import type { ActionEvent } from '../domain/corrective-action/rules';
import type { Telling } from '../domain/notices/telling';
import type { TaskTelling } from '../domain/task/task';
import type { WorkOrderEvent } from '../domain/work-order/rules';

/** The events of one transition, to be written down together. */
export interface RecordInput {
  readonly number: string;
  /** Seqs without gaps; the first follows the case's last recorded event. */
  readonly events: readonly CaseEvent[];
  /** Present in the first record of a case: marks the intake document as started. */
  readonly startedRunId?: string;
}

/** What only the calendar and the directory know, by the seq of the event it completes. */
export type RecordResult = Readonly<Record<number, Completion>>;

export interface NotifyInput {
  readonly number: string;
  readonly tellings: readonly Telling[];
  /** Workflow time, ISO 8601: nothing on a case's path reads the machine's clock. */
  readonly at: string;
}

/** What could not be delivered and will not be tried again. */
export interface NotifyResult {
  readonly givenUp: readonly { readonly template: string; readonly recipient: string }[];
}

/** Type of the failure of whatever should be written for a case that was erased. */
export type CaseErased = 'CaseErased';

/** What a case's workflow asks of the world outside. */
export interface CaseActivities {
  /**
   * Appends the events and replaces the read model in one transaction; a repeat changes nothing.
   *
   * @throws ApplicationFailure `RecordConflict` (non-retryable) if other events stand under the same seqs
   * @throws ApplicationFailure {@link CaseErased} (non-retryable) if the case was erased meanwhile
   */
  record(input: RecordInput): Promise<RecordResult>;
  /** Writes one notice for each recipient and channel, and fails while any is unsent. */
  notify(input: NotifyInput): Promise<NotifyResult>;
}

/** The events of one transition of a work order or a corrective action. */
export interface TaskRecordInput<E> {
  readonly id: string;
  readonly events: readonly E[];
}

export interface TaskNotifyInput {
  readonly id: string;
  readonly department: string;
  readonly stage: string;
  /** The earliest due time of its clocks, ISO 8601. */
  readonly dueAt?: string;
  readonly tellings: readonly TaskTelling[];
  /** Workflow time, ISO 8601. */
  readonly at: string;
}

/** What work orders and corrective actions ask of the world outside: the same as cases do. */
export interface TaskActivities {
  /** @throws ApplicationFailure as `record` of a case does */
  recordWorkOrder(input: TaskRecordInput<WorkOrderEvent>): Promise<RecordResult>;
  /** As `recordWorkOrder`. */
  recordCorrectiveAction(input: TaskRecordInput<ActionEvent>): Promise<RecordResult>;
  notifyOfTask(input: TaskNotifyInput): Promise<NotifyResult>;
}
