import { isDate } from 'node:util/types';
import { mongo } from 'mongoose';
import { canonicalJson } from '../../domain/proof/canonical';

/** What a field is stored as that is more than JSON, or, of an id, which of both. */
export type StoredType = 'text' | 'time' | 'bytes' | 'id';
export type StoredTypes = Readonly<Record<string, StoredType>>;

/**
 * The names of the fields that are stored as something else than they were recorded as. A time that became a text reads
 * the same, and its hash is the same, but no search for times finds it any more.
 *
 * @param types of those that are not just JSON, wherever they are there
 */
export function mistypedFields(record: object, types: StoredTypes): readonly string[] {
  return Object.entries(record)
    .filter(([name]) => name !== '_id' || '_id' in types)
    .filter(([name, value]) => !isOf(types[name], value))
    .map(([name]) => name);
}

function isOf(type: StoredType | undefined, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'time':
      return isDate(value) && !Number.isNaN(value.getTime());
    case 'bytes':
      return value instanceof mongo.Binary;
    case 'id':
      return value instanceof mongo.ObjectId;
    case undefined:
      return isJson(value);
  }
}

function isJson(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
