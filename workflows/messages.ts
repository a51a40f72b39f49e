import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Case } from '../domain/case/case';
import type { Envelope } from '../domain/case/commands';
import type { Intake } from '../domain/case/intake';
import type { Refusal } from '../domain/case/refusal';
import type { Stage } from '../domain/case/stage';
import type { Actor } from '../domain/people/actor';
import type { Policy } from '../domain/policy/policy';

/** Workflow types. The workflow id of a case is its number. */
export const COMPLAINT = 'complaint';
export const ARCHIVED_CASE = 'archivedCase';

/** What a complaint starts with. The rules it runs under stand in the first event of its history. */
export interface ComplaintStart {
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

export function searchAttributesOf({
  intake,
  policy,
}: Pick<ComplaintStart, 'intake' | 'policy'>): TypedSearchAttributes {
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
