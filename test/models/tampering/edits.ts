import { mongo } from 'mongoose';
import type { Connection } from 'mongoose';

export type Stored = mongo.Document & { readonly _id: mongo.InferIdType<mongo.Document> };

/** One thing that somebody with MongoDB's shell can do to a document. */
export interface Edit {
  readonly what: string;
  readonly collection: string;
  readonly document: Stored;
  apply(connection: Connection): Promise<void>;
}

/** Each field of a document changed, each field within its plain ones, and each taken away. */
export function fieldEdits(collection: string, document: Stored): Edit[] {
  return fieldsOf(document).flatMap(([field, value]) => [
    edit(`${field} is changed`, collection, document, { $set: { [field]: changed(value) } }),
    edit(`${field} is taken away`, collection, document, { $unset: { [field]: '' } }),
  ]);
}

/** The whole document is gone. */
export function deletion(collection: string, document: Stored): Edit {
  return {
    what: 'it is deleted',
    collection,
    document,
    apply: async (connection) => {
      await connection.collection(collection).deleteOne({ _id: document._id });
    },
  };
}

/** As it was before. */
export async function undo(connection: Connection, { collection, document }: Edit): Promise<void> {
  await connection
    .collection<Stored>(collection)
    .replaceOne({ _id: document._id }, document, { upsert: true });
}

function edit(what: string, collection: string, document: Stored, update: mongo.UpdateFilter<Stored>): Edit {
  return {
    what,
    collection,
    document,
    apply: async (connection) => {
      await connection.collection<Stored>(collection).updateOne({ _id: document._id }, update);
    },
  };
}

function fieldsOf(document: Stored): [string, unknown][] {
  return Object.entries(document)
    .filter(([name]) => name !== '_id')
    .flatMap(([name, value]) => [
      [name, value] as [string, unknown],
      ...(isNested(value)
        ? Object.entries(value).map(([inner, one]): [string, unknown] => [`${name}.${inner}`, one])
        : []),
    ]);
}

function isNested(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(Object.getPrototypeOf(value)) === null
  );
}

/** Something else of the same type. */
function changed(value: unknown): unknown {
  if (typeof value === 'string') return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
  if (typeof value === 'number') return value + 1_000;
  if (typeof value === 'boolean') return !value;
  if (value instanceof Date) return new Date(value.getTime() + 1);
  if (value instanceof mongo.Binary) return flipped(value);
  if (Array.isArray(value)) return [...Array.from<unknown>(value), 'x'];
  return 'x';
}

/** One bit in its middle. */
function flipped(value: mongo.Binary): mongo.Binary {
  const bytes = Buffer.from(value.toString('base64'), 'base64');
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return new mongo.Binary(bytes);
}
