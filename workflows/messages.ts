import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Case } from '../domain/case/case';
import type { Envelope } from '../domain/case/commands';
import type { OrderOutcome } from '../domain/case/case';
import { KINDS, type Intake, type Kind } from '../domain/case/intake';
import type { Refusal } from '../domain/case/refusal';
import type { Stage } from '../domain/case/stage';
import type { ActionTerms } from '../domain/corrective-action/corrective-action';
import type { Actor } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';
import type { OrderTerms } from '../domain/work-order/work-order';

/** The workflow type of a case is its kind; its workflow id is its number. */
export const CASE_WORKFLOWS: readonly Kind[] = KINDS;
export const ARCHIVED_CASE = 'archivedCase';
export const WORK_ORDER = 'workOrder';
export const CORRECTIVE_ACTION = 'correctiveAction';
/** Brings a change of the rules to the cases that it concerns; its id is the change's. */
export const RULE_CHANGE = 'retime';
/** Assigns many cases to one department; its id is the bulk assignment's. */
export const BULK_ASSIGN = 'bulkAssign';

/** What a case starts with. The rules it runs under stand in the first event of its history. */
export interface CaseStart {
  readonly number: string;
  readonly intake: Intake;
  readonly policy: Policy;
  readonly filedBy: Actor;
  /** When the intake was stored (ISO 8601): the time of entry, however late the workflow starts. */
  readonly enteredAt: string;
}

/** An archived case is taken up from its record. */
export interface ArchivedCaseStart {
  readonly state: Case;
  readonly policy: Policy;
}

/** A work order of a case to a department. Its workflow id is the case's number and `-W` with its count. */
export type WorkOrderStart = OrderTerms;

/** Signal by which a work order tells its case how it ended. */
export const WORK_ORDER_ENDED = 'work-order-ended';
export interface WorkOrderEnd {
  readonly id: string;
  readonly outcome: OrderOutcome;
  /** The result, or the reason of a return or a cancellation. */
  readonly text: string;
}

/** A corrective action (整改通知书). Its workflow id is that of its case with `-R` and a count, or a number of its own. */
export type CorrectiveActionStart = ActionTerms;

/** Signal by which a corrective action that is watched hears of a repeat: a new complaint, found true. */
export const REPEAT = 'repeat';
export interface Repeat {
  readonly number: string;
}

/** What a command to a work order or a corrective action carries. */
export interface OrderEnvelope {
  readonly commandId: string;
  readonly actor: Actor;
  readonly sentAt?: string;
  readonly payload: unknown;
}

/** The answer to a command to a work order or a corrective action. */
export interface TaskVerdict {
  readonly id: string;
  readonly revision: number;
  readonly stage: string;
}

/** Query on a running work order or corrective action. */
export const TASK_QUERY = 'task';

/** Every command is a signal and an update of its own name; both carry its envelope. */
export type CommandEnvelope = Envelope;

/** The answer to a command. */
export interface Verdict {
  readonly number: string;
  readonly revision: number;
  readonly stage: Stage;
}

/** Type of the ApplicationFailure of a refused update; its first detail is the refusal. */
export const REFUSED = 'Refused';
export type RefusedDetails = [Refusal];

/** Queries on a running case. */
export const CASE_QUERY = 'case';
export const CLOCKS_QUERY = 'clocks';

/** Search attributes, set at the start; none holds personal data. Lists come from MongoDB, not from these. */
export const SEARCH_ATTRIBUTES = { RedressKind: 'KEYWORD', RedressPolicy: 'KEYWORD' } as const;

const KIND = defineSearchAttributeKey('RedressKind', 'KEYWORD');
const POLICY = defineSearchAttributeKey('RedressPolicy', 'KEYWORD');

/** What Temporal needs to start a case. */
export function caseStartOptions(start: CaseStart, taskQueue: string) {
  return {
    workflowType: start.intake.kind,
    number: start.number,
    taskQueue,
    args: [start] satisfies [CaseStart],
    searchAttributes: searchAttributesOf(start),
  };
}

function searchAttributesOf({ intake, policy }: Pick<CaseStart, 'intake' | 'policy'>): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: KIND, value: intake.kind },
    { key: POLICY, value: policy.id },
  ]);
}

/**
 * What the codec makes of a payload that it can't read, so that a handler can refuse and record it: a plaintext one,
 * or one under another key.
 */
export const UNREADABLE = 'redress:refused';
