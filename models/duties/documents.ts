import { Schema } from 'mongoose';
import type { FollowUpReason } from '../../domain/duties/entries';
import type { DutyResult, Task } from '../../domain/duties/report';
import type { Actor } from '../../domain/people/actor';
import type { DutyKind, DutyRole } from '../../domain/policy/duty';
import type { Text } from '../../domain/policy/policy';

/** What every entry has. It stays as it was entered. */
interface Entry {
  readonly _id: string;
  readonly by: Actor;
  readonly enteredAt: Date;
  /** Of the body that was sent, where it came with an idempotency key. */
  readonly digest?: string;
}

/** Satisfaction figures of a time: how many were asked, how many of them were satisfied (attraction/1-target). */
export interface SurveyDocument extends Entry {
  /** Absent: for every pack. */
  readonly pack?: string;
  readonly from: Date;
  /** The first moment after it. */
  readonly to: Date;
  readonly respondents: number;
  readonly satisfied: number;
  readonly source: string;
  readonly note?: string;
}

/** A look through a channel, kept even when nothing was found (attraction/4.2-media). */
export interface DailyCheckDocument extends Entry {
  readonly channel: string;
  readonly at: Date;
  readonly found: number;
  readonly note?: string;
  /** The numbers under which what was found was registered. */
  readonly complaints: readonly string[];
}

/** A regular contact with a customer (advertising/6-contract, 7-followup). */
export interface FollowUpDocument extends Entry {
  readonly customer: string;
  readonly at: Date;
  readonly method: string;
  readonly content: string;
  readonly problems?: string;
  readonly reason: FollowUpReason;
  /** Absent on those that an earlier version sealed with the key of the system. */
  readonly ownKey?: true;
  /** Its texts are gone; that there was a contact stays. */
  readonly erasedAt?: Date;
}

/** What came of a duty in one period: one document, whatever is repeated. */
export interface DutyReportDocument {
  /** Pack, duty, and the local beginning and end of the period. */
  readonly _id: string;
  readonly pack: string;
  readonly version: number;
  readonly duty: string;
  readonly clause: string;
  readonly title: Text;
  readonly what: DutyKind;
  readonly tell: readonly DutyRole[];
  /** `to` is the first moment after it. */
  readonly period: { readonly from: Date; readonly to: Date };
  /** By when what it asks for is done. */
  readonly dueAt: Date;
  readonly madeAt: Date;
  readonly result: DutyResult;
  readonly tasks: readonly Task[];
  /** The report of the period before, if something of it was not done when this one was made. */
  readonly undoneBefore?: { readonly report: string; readonly tasks: number };
  /** What is changed after a review. */
  readonly answer?: DutyAnswer;
}

export interface DutyAnswer {
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
}

const anything = Schema.Types.Mixed;
const options = { versionKey: false, strict: 'throw', minimize: false } as const;

const entry = {
  _id: { type: String, required: true },
  by: anything,
  enteredAt: Date,
  digest: String,
} as const;

export const surveySchema = new Schema(
  {
    ...entry,
    pack: String,
    from: Date,
    to: Date,
    respondents: Number,
    satisfied: Number,
    source: String,
    note: String,
    sealed: Buffer,
  },
  { ...options, collection: 'surveys' },
);
surveySchema.index({ enteredAt: -1, _id: -1 });
surveySchema.index({ from: 1 });

export const dailyCheckSchema = new Schema(
  { ...entry, channel: String, at: Date, found: Number, note: String, complaints: [String], sealed: Buffer },
  { ...options, collection: 'dailyChecks' },
);
dailyCheckSchema.index({ enteredAt: -1, _id: -1 });
dailyCheckSchema.index({ at: 1 });

export const followUpSchema = new Schema(
  {
    ...entry,
    customer: String,
    at: Date,
    method: String,
    content: String,
    problems: String,
    reason: String,
    ownKey: Boolean,
    erasedAt: Date,
    sealed: Buffer,
  },
  { ...options, collection: 'followUps' },
);
followUpSchema.index({ enteredAt: -1, _id: -1 });
followUpSchema.index({ 'by.department': 1, enteredAt: -1, _id: -1 });
followUpSchema.index({ at: 1 });

const report = {
  _id: { type: String, required: true },
  pack: String,
  version: Number,
  duty: String,
  clause: String,
  title: anything,
  what: String,
  tell: [String],
  period: anything,
  dueAt: Date,
  madeAt: Date,
  result: anything,
  tasks: anything,
  undoneBefore: anything,
  answer: anything,
} as const;

export const dutyReportSchema = new Schema(report, { ...options, collection: 'dutyReports' });
dutyReportSchema.index({ 'period.from': -1, _id: -1 });
dutyReportSchema.index({ pack: 1, duty: 1, 'period.from': -1, _id: -1 });
dutyReportSchema.index({ dueAt: 1 });
