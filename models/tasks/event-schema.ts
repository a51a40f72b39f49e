import { Schema } from 'mongoose';

const anything = Schema.Types.Mixed;

/** Events are checked before they come here, so that the schema only names what is queried. */
const definition = {
  /** Of the work order or the corrective action. */
  id: { type: String, required: true },
  seq: { type: Number, required: true },
  commandId: String,
  type: { type: String, required: true },
  at: { type: String, required: true },
  actor: anything,
  payload: anything,
  sealed: Buffer,
  completion: anything,
  recordedAt: String,
  hash: String,
} as const;

/** The events of one kind of task, in a collection of their own. */
export function taskEventSchema(collection: string) {
  const schema = new Schema(definition, {
    collection,
    versionKey: false,
    strict: 'throw',
    minimize: false,
    id: false,
  });
  schema.index({ id: 1, seq: 1 }, { unique: true });
  schema.index(
    { id: 1, commandId: 1 },
    { unique: true, partialFilterExpression: { commandId: { $exists: true } } },
  );
  return schema;
}
