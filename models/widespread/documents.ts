import { Schema } from 'mongoose';
import type { Actor } from '../../domain/people/actor';

/** What is told to all cases of a group. */
export interface Solution {
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
  /** The numbers of the cases that have it on record, and whose customer has been told. */
  readonly told: readonly string[];
}

/** Similar complaints that were recognised as a widespread one (it-service/4-priority). Its cases name it. */
export interface WidespreadGroupDocument {
  /** Such as `W20261122-000042`. */
  readonly _id: string;
  /** The pack of its cases. */
  readonly pack: string;
  readonly foundAt: Date;
  /** When all supervisors had been told of it. */
  readonly alarmedAt?: Date;
  readonly solution?: Solution;
}

const definition = {
  _id: { type: String, required: true },
  pack: { type: String, required: true },
  foundAt: { type: Date, required: true },
  alarmedAt: Date,
  solution: Schema.Types.Mixed,
} as const;

export const widespreadGroupSchema = new Schema(definition, {
  collection: 'widespreadGroups',
  versionKey: false,
  strict: 'throw',
});
widespreadGroupSchema.index({ foundAt: -1, _id: -1 });
