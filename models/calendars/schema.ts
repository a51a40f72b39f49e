import { Schema } from 'mongoose';
import type { CalendarChange } from './settings';

/** One version of the company's calendar. Versions are only added, so that the record shows who changed what. */
export interface CalendarDocument extends CalendarChange {
  /** The version. */
  readonly _id: number;
  /** A user id. */
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly reason: string;
}

const interval = {
  from: { type: String, required: true },
  to: { type: String, required: true },
} as const;
const intervals = [new Schema(interval, { _id: false })];

const override = {
  kind: { type: String, enum: ['off', 'working'], required: true },
  date: { type: String, required: true },
  hours: { type: intervals, default: undefined },
  name: String,
} as const;

const definition = {
  _id: { type: Number, required: true },
  zone: { type: String, required: true },
  workingHours: { type: intervals, required: true },
  overrides: { type: [new Schema(override, { _id: false })], required: true },
  changedBy: { type: String, required: true },
  changedAt: { type: Date, required: true },
  reason: { type: String, required: true },
} as const;

export const calendarSchema = new Schema(definition, {
  collection: 'calendars',
  versionKey: false,
  strict: 'throw',
});
