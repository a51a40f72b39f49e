import { mongo } from 'mongoose';

/** Byte by byte, the order of the fields included. */
export function isSameDocument(one: object, other: object): boolean {
  return bytesOf(one).equals(bytesOf(other));
}

function bytesOf(document: object): Buffer {
  return Buffer.from(mongo.BSON.serialize(document, { ignoreUndefined: true }));
}
