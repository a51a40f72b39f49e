import { Schema, type mongo } from 'mongoose';
import type { Actor } from '../../domain/people/actor';

/** `checked`: its rows were looked at and nothing is filed. `filing`: one row after the other is being filed. */
export const IMPORT_STATES = ['checked', 'filing', 'filed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Two weeks. */
export const KEPT_MS = 14 * 86_400_000;

/** A file of complaints. It is forgotten two weeks after it was uploaded; what was filed from it stays. */
export interface ImportDocument {
  readonly _id: string;
  readonly filename: string;
  /** Of the file, in hex: the same file again is noticed. */
  readonly sha256: string;
  readonly uploadedBy: Actor;
  readonly at: Date;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly state: ImportState;
  /** As whom its rows are filed, from the first to the last. */
  readonly filedBy?: Actor;
  readonly filingSince?: Date;
  readonly filedAt?: Date;
  /** Which process files it, and until when the others leave it alone. */
  readonly lease?: { readonly holder: string; readonly until: Date };
  readonly expiresAt: Date;
}

/** What is wrong with one cell, and what would be right. Never what it holds. */
export interface RowProblem {
  /** As a spreadsheet names it: A, B, … */
  readonly column: string;
  /** The field of the complaint. */
  readonly field: string;
  readonly message: string;
}

/** `erased`: its customer had what is kept of them erased; it becomes no case any more. */
const ROW_STATES = ['good', 'bad', 'filed', 'failed', 'erased'] as const;

/** Sealed with a key of its own; a text of an earlier version with the key of the system. */
export type SealedRow = mongo.Binary | string;

/** One row of a file that was imported. */
export interface ImportRowDocument {
  readonly _id: string;
  readonly import: string;
  /** As a spreadsheet counts: the titles are row 1. */
  readonly row: number;
  readonly state: (typeof ROW_STATES)[number];
  /** The body of the complaint, sealed; gone once it is filed. */
  readonly sealed?: SealedRow;
  readonly problems?: readonly RowProblem[];
  /** When it was last begun to file it. */
  readonly takenAt?: Date;
  /** The number that it was filed under. */
  readonly number?: string;
  readonly expiresAt: Date;
}

const importDefinition = {
  _id: { type: String, required: true },
  filename: { type: String, required: true },
  sealed: Buffer,
  sha256: { type: String, required: true },
  uploadedBy: { type: Schema.Types.Mixed, required: true },
  at: { type: Date, required: true },
  rows: { type: Number, required: true },
  good: { type: Number, required: true },
  bad: { type: Number, required: true },
  state: { type: String, enum: IMPORT_STATES, required: true },
  filedBy: Schema.Types.Mixed,
  filingSince: Date,
  filedAt: Date,
  lease: { type: { _id: false, holder: String, until: Date }, default: undefined },
  expiresAt: { type: Date, required: true },
} as const;

export const importSchema = new Schema(importDefinition, {
  collection: 'imports',
  versionKey: false,
  strict: 'throw',
});
importSchema.index({ at: -1 });
importSchema.index({ sha256: 1 });
importSchema.index({ 'lease.until': 1 }, { partialFilterExpression: { state: 'filing' } });
importSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const rowDefinition = {
  _id: { type: String, required: true },
  import: { type: String, required: true },
  row: { type: Number, required: true },
  state: { type: String, enum: ROW_STATES, required: true },
  sealed: Schema.Types.Mixed,
  problems: {
    type: [{ _id: false, column: String, field: String, message: String }],
    default: undefined,
  },
  takenAt: Date,
  number: String,
  expiresAt: { type: Date, required: true },
} as const;

export const importRowSchema = new Schema(rowDefinition, {
  collection: 'importRows',
  versionKey: false,
  strict: 'throw',
});
importRowSchema.index({ import: 1, state: 1, row: 1 });
importRowSchema.index({ state: 1, _id: 1 }, { partialFilterExpression: { state: 'good' } });
importRowSchema.index({ number: 1 }, { partialFilterExpression: { number: { $exists: true } } });
importRowSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
