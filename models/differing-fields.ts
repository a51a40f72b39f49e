import { mongo } from 'mongoose';

/** More would say no more: an edit has few, and a read model of other events has nearly all. */
const MOST_NAMED = 5;

/**
 * The names of the fields in which two documents differ, such as `state.stage`, in the order in which they stand; some
 * of them if there are many. What stands in them is told of neither.
 */
export function differingFields(one: object, other: object): readonly string[] {
  return differing('', one, other).slice(0, MOST_NAMED);
}

function differing(path: string, one: unknown, other: unknown): string[] {
  if (isSame(one, other)) return [];
  const fields = namesIn(one, other);
  const within = fields.flatMap((name) =>
    differing(path === '' ? name : `${path}.${name}`, fieldOf(one, name), fieldOf(other, name)),
  );
  // Nothing differs within: the order of its fields does, or it is a value.
  return within.length > 0 ? within : [path === '' ? 'order of fields' : path];
}

/** Those of either, where both have fields; of a list, its places. */
function namesIn(one: unknown, other: unknown): readonly string[] {
  if (!hasFields(one) || !hasFields(other)) return [];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

function hasFields(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function fieldOf(value: unknown, name: string): unknown {
  return hasFields(value) ? Reflect.get(value, name) : undefined;
}

function isSame(one: unknown, other: unknown): boolean {
  return bytesOf(one).equals(bytesOf(other));
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(mongo.BSON.serialize({ value }, { ignoreUndefined: true }));
}
