/**
 * The canonical form of a JSON value (RFC 8785): fields sorted by their UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Fields that are undefined are left out. Half of a surrogate pair reads as U+FFFD, which is
 * what MongoDB makes of it.
 *
 * @throws TypeError if something in it is no JSON
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(wellFormed(value));
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) return canonicalObject(value);
  throw new TypeError(`A ${kindOf(value)} has no canonical form: only JSON values have one.`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no canonical form.');
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(wellFormed(name))}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** Dates, buffers and the like would read as something else than they are: nothing but plain objects inherit from the root. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}

function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
