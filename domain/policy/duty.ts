import type { FollowUpReason } from '../duties/entries';
import type { Role } from '../people/actor';
import type { Text } from './policy';

/** Something the company does regularly, whatever cases there are. */
export interface Duty {
  /** Unique in the pack; the clause, unless several duties serve one clause. */
  readonly id: string;
  /** `pack/clause` of the regulation. */
  readonly clause: string;
  readonly title: Text;
  readonly what: DutyKind;
  readonly every: Interval;
  /** Local time of the company, `HH:MM`. A week begins on Monday; a month or quarter on its first day. */
  readonly at: string;
  /** Everybody who has one of these roles; `lead`: the leads of all departments. */
  readonly tell: readonly DutyRole[];
  /** Call-backs: the fewest of a period. */
  readonly atLeast?: number;
  /** Satisfaction that is aimed at, in percent. */
  readonly target?: number;
  /** Media check: what is looked through, each a task of its own; absent: one check of any channel does it. */
  readonly channels?: readonly string[];
  /** Follow-up: the contacts that count; absent: any. */
  readonly reason?: FollowUpReason;
  /** The source leaves the value open. */
  readonly default?: boolean;
}

export const INTERVALS = ['day', 'week', 'month', 'quarter'] as const;
export type Interval = (typeof INTERVALS)[number];

/** Who can be told of a duty: roles that somebody has without there being a case. */
export const DUTY_ROLES = [
  'agent',
  'specialist',
  'lead',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
] as const satisfies readonly Role[];
export type DutyRole = (typeof DUTY_ROLES)[number];

export const DUTY_KINDS = [
  /** Closed complaints, sampled fairly, are called back (attraction/4.3-callback). */
  'call-backs',
  /** The cases of the period, sorted, for management and for each department (hotel/6-daily). */
  'list',
  /** Figures by department, problem type and person, to be reviewed (advertising/9-review, omnichannel/1.3-tune). */
  'review',
  /** Satisfaction figures are to be collected (advertising/7-survey). */
  'survey',
  /** Net, media and newspapers, and transferred cases, are to be looked through (attraction/4.2-media). */
  'media-check',
  /** Customers are to be contacted (advertising/6-contract, 7-followup). */
  'follow-up',
  /** Satisfaction beside its target (attraction/1-target). */
  'target',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** The fewest call-backs of a period where the pack names no number. */
export const USUAL_CALL_BACKS = 3;
