import { isDate, isUint8Array } from 'node:util/types';
import { mongo } from 'mongoose';
import { canonicalJson, isPlain } from '../../domain/proof/canonical';

/**
 * The canonical form (RFC 8785) of a document as it stands in MongoDB, or is about to: binary as base64, times as ISO
 * 8601, ids in hex. Its `_id` and `hash` are no part of it.
 *
 * @throws TypeError if it holds something that has no such form
 */
export function storedForm(document: object): string {
  return canonicalJson(storedJson(document));
}

/** What the canonical form is of, as JSON. */
export function storedJson(document: object): Readonly<Record<string, unknown>> {
  const { _id: _ofMongo, hash: _overThis, ...content } = { _id: undefined, hash: undefined, ...document };
  return Object.fromEntries(Object.entries(content).map(([name, field]) => [name, plain(field)]));
}

/** What JSON has no word for is put in its words. */
function plain(value: unknown): unknown {
  if (isDate(value)) return value.toISOString();
  if (value instanceof mongo.Binary) return value.toString('base64');
  if (isUint8Array(value)) return Buffer.from(value).toString('base64');
  if (value instanceof mongo.ObjectId) return value.toHexString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}
