import { Schema } from 'mongoose';
import type { Case } from '../../domain/case/case';
import type { ContentType, Level, Urgency } from '../../domain/case/classification';
import type { CaseEvent } from '../../domain/case/events';
import type { Kind } from '../../domain/case/intake';
import { STAGES, type Stage } from '../../domain/case/stage';
import { BREACH, type Holder } from '../../domain/clocks/clock';
import type { Link } from '../proofs/chain';
import type { Turn } from './cursor';

/** One event of a case as it is stored. The records are these; the read model only repeats what they say. */
export type CaseEventDocument = { readonly number: string } & Partial<Link> & CaseEvent;

/** The clock of a case that is due first. */
export interface NextClock {
  readonly clause: string;
  /** The pack's rule: its title says what is to be done. */
  readonly rule: string;
  readonly startedAt: Date;
  /** From when on it is soon due. */
  readonly soonAt: Date;
  /** The highest of its rungs that have fired, in percent of its limit; 0: none. */
  readonly rung: number;
  readonly holder: Holder;
}

/** What lists show of a case and sort it by. */
export interface CaseSummary {
  /** The case's number. */
  readonly _id: string;
  readonly revision: number;
  readonly kind: Kind;
  readonly channel: string;
  readonly customerName: string;
  readonly policy: { readonly id: string; readonly version: number };
  readonly stage: Stage;
  readonly round: number;
  readonly department?: string;
  readonly handler?: string;
  /** Absent until an agent takes what somebody else filed. */
  readonly owner?: string;
  readonly supervisors: readonly string[];
  readonly contentType?: ContentType;
  readonly urgency?: Urgency;
  readonly level?: Level;
  readonly tag?: string;
  /** The group of similar complaints that it belongs to. */
  readonly widespread?: string;
  /** The higher, the sooner it is to be handled. */
  readonly priority: number;
  /** The beginning of the first line of what it is about. */
  readonly matter: string;
  /** The earliest due time of the clocks that run; absent when none does. */
  readonly dueAt?: Date;
  /** The clock that is due then. */
  readonly nextClock?: NextClock;
  /** The decisions that it waits for, and whose they are; absent where there are none. See `decisionsOf`. */
  readonly decisions?: readonly string[];
  readonly closedAt?: Date;
  /** Time of the first event. */
  readonly createdAt: Date;
  /** Time of the last event. */
  readonly updatedAt: Date;
}

/** The read model of one case: its state, and what it is found by. */
export interface CaseDocument extends CaseSummary {
  readonly state: Case;
  readonly filedBy: string;
  /** Every department that holds the case or held it. */
  readonly departments: readonly string[];
  /** Everybody with a part in it: who filed it, its owner, lead, handler, team members, supervisors. */
  readonly people: readonly string[];
  /**
   * Whom it waits for: who holds a clock that runs, as a user id or, while the directory has nobody, as `role@department`.
   */
  readonly waitsFor: readonly string[];
  /** Direct and widespread complaints (0) come before others (1) in every list (it-service/4-priority). */
  readonly turn: Turn;
  /** `dueAt`, or the end of time where there is none: such cases come last. */
  readonly dueOrder: Date;
}

const anything = Schema.Types.Mixed;

/** Events are checked before they come here, so that the schema only names what is queried. */
const caseEventDefinition = {
  number: { type: String, required: true },
  seq: { type: Number, required: true },
  commandId: String,
  type: { type: String, required: true },
  at: { type: String, required: true },
  happenedAt: String,
  round: { type: Number, required: true },
  actor: anything,
  payload: anything,
  sealed: Buffer,
  completion: anything,
  recordedAt: String,
  hash: String,
} as const;

export const caseEventSchema = new Schema(caseEventDefinition, {
  collection: 'caseEvents',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
caseEventSchema.index({ number: 1, seq: 1 }, { unique: true });
caseEventSchema.index(
  { number: 1, commandId: 1 },
  { unique: true, partialFilterExpression: { commandId: { $exists: true } } },
);

const caseDefinition = {
  _id: { type: String, required: true },
  revision: { type: Number, required: true },
  kind: String,
  channel: String,
  customerName: String,
  policy: { id: String, version: Number },
  stage: String,
  round: Number,
  department: String,
  handler: String,
  owner: String,
  supervisors: [String],
  contentType: String,
  urgency: String,
  level: String,
  tag: String,
  widespread: String,
  priority: Number,
  matter: String,
  dueAt: Date,
  nextClock: anything,
  decisions: { type: [String], default: undefined },
  closedAt: Date,
  createdAt: Date,
  updatedAt: Date,
  state: anything,
  filedBy: String,
  departments: [String],
  people: [String],
  waitsFor: [String],
  sealed: Buffer,
  turn: Number,
  dueOrder: Date,
} as const;

export const caseSchema = new Schema(caseDefinition, {
  collection: 'cases',
  versionKey: false,
  strict: 'throw',
  minimize: false,
});
caseSchema.index({ turn: 1, dueOrder: 1, _id: 1 });
caseSchema.index({ departments: 1, turn: 1, dueOrder: 1, _id: 1 });
caseSchema.index({ people: 1, turn: 1, dueOrder: 1, _id: 1 });
caseSchema.index({ waitsFor: 1, turn: 1, dueOrder: 1, _id: 1 });
caseSchema.index(
  { decisions: 1, turn: 1, dueOrder: 1, _id: 1 },
  { partialFilterExpression: { decisions: { $exists: true } } },
);
// What supervision counts stands in the indexes, so that no case has to be read for it.
caseSchema.index(
  {
    'nextClock.soonAt': 1,
    dueAt: 1,
    'nextClock.holder.department': 1,
    'nextClock.holder.person': 1,
    'nextClock.rung': 1,
    level: 1,
  },
  { name: 'pressing', partialFilterExpression: { 'nextClock.soonAt': { $exists: true } } },
);
caseSchema.index(
  { dueAt: 1, 'nextClock.clause': 1, 'nextClock.holder.department': 1 },
  { name: 'fallingDue', partialFilterExpression: { dueAt: { $exists: true } } },
);
caseSchema.index({ createdAt: -1, _id: -1 });
// In the order of lists, the cases in which something was broken, under each of their clauses.
caseSchema.index(
  { 'state.clocks.clause': 1, turn: 1, dueOrder: 1, _id: 1 },
  { name: 'broken', partialFilterExpression: { 'state.clocks.fired': BREACH } },
);
// What was closed in a time: call-backs and figures. Open cases are none of it.
caseSchema.index({ closedAt: 1 }, { partialFilterExpression: { closedAt: { $exists: true } } });

/** The index of the cases that are not archived, however many are: those that changed rules may concern. */
export const NOT_ARCHIVED = {
  name: 'notArchived',
  stages: STAGES.filter((stage) => stage !== 'archived'),
} as const;
caseSchema.index(
  { _id: 1, 'policy.id': 1 },
  { name: NOT_ARCHIVED.name, partialFilterExpression: { stage: { $in: NOT_ARCHIVED.stages } } },
);
caseSchema.index({ widespread: 1, stage: 1 }, { partialFilterExpression: { widespread: { $exists: true } } });
