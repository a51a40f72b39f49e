import { Schema } from 'mongoose';

/** A command whose verdict was not there yet when it was answered. */
export interface SentCommandDocument {
  /** The case's number and the command's id. */
  readonly _id: string;
  readonly number: string;
  readonly commandId: string;
  readonly command: string;
  /** User id of the sender. */
  readonly sentBy: string;
  readonly sentAt: Date;
  /** Of the command and its payload: the id may be repeated only with the same. */
  readonly digest: string;
  /** Whether Temporal has acknowledged it: then it will be carried out or refused, whatever happens here. */
  readonly acknowledged: boolean;
  readonly expiresAt: Date;
}

const definition = {
  _id: { type: String, required: true },
  number: { type: String, required: true },
  commandId: { type: String, required: true },
  command: { type: String, required: true },
  sentBy: { type: String, required: true },
  sentAt: { type: Date, required: true },
  digest: { type: String, required: true },
  acknowledged: { type: Boolean, required: true },
  expiresAt: { type: Date, required: true },
} as const;

export const sentCommandSchema = new Schema(definition, {
  collection: 'sentCommands',
  versionKey: false,
  strict: 'throw',
});
sentCommandSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
