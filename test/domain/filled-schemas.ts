/** A value that a schema takes, with a text in one of its fields. */
export interface Filled {
  /** As an error names it: `steps[0].what`. */
  readonly field: string;
  readonly value: unknown;
}

type Schema = Record<string, unknown>;

/** For each field of a JSON schema that takes any text: a value with the text in it, and else what has to be there. */
export function textsOf(given: unknown, text: string, field = ''): Filled[] {
  const schema = toObject(given);
  const parts = schema['anyOf'];
  if (Array.isArray(parts)) return parts.flatMap((part: unknown) => textsOf(part, text, field));
  if (schema['type'] === 'array') {
    return textsOf(schema['items'], text, `${field}[0]`).map((one) => ({ ...one, value: [one.value] }));
  }
  if (schema['type'] === 'object') {
    return Object.entries(toObject(schema['properties'])).flatMap(([name, part]) =>
      textsOf(part, text, field === '' ? name : `${field}.${name}`).map((one) => ({
        ...one,
        value: { ...required(schema), [name]: one.value },
      })),
    );
  }
  return takesAnyText(schema) ? [{ field, value: text }] : [];
}

function takesAnyText(schema: Schema): boolean {
  if (schema['type'] !== 'string' || 'enum' in schema || 'const' in schema || 'format' in schema)
    return false;
  // Lines take any text but line breaks.
  return !('pattern' in schema) || schema['pattern'] === '^[^\\p{Cc}]*$';
}

function required(schema: Schema): Schema {
  const names: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = toObject(schema['properties']);
  return Object.fromEntries(names.map((name) => [String(name), anyOf(properties[String(name)])]));
}

/** Some value that the schema takes. */
function anyOf(given: unknown): unknown {
  const schema = toObject(given);
  for (const word of ['enum', 'anyOf'] as const) {
    const choices = schema[word];
    if (Array.isArray(choices)) return word === 'enum' ? choices[0] : anyOf(choices[0]);
  }
  if ('const' in schema) return schema['const'];
  switch (schema['type']) {
    case 'object':
      return required(schema);
    case 'array':
      return [anyOf(schema['items'])];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    default:
      return schema['format'] === 'date-time' ? '2026-11-24T09:00:00+08:00' : 'CNY';
  }
}

function toObject(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
