import { CARD } from './personal';

/** A field of a request in which a text may stand. */
export interface RequestField {
  /** `post /api/v1/…`, for whoever reads what failed. */
  readonly operation: string;
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly where: 'body' | 'query';
  /** As an error names it: `steps[0].what`. */
  readonly field: string;
  /** Its outermost name. */
  readonly outermost: string;
  /** What is sent: the number in this field, and nothing else. */
  readonly sent: Record<string, unknown>;
}

type Json = Record<string, unknown>;

/** Every field of type string, whatever its format, of all that the API's document takes as JSON or in a query. */
export function requestFields(document: Json): RequestField[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = objectAt(toObject(item), method);
      const at = { operation: `${method} ${path}`, id: String(operation['operationId']), method, path };
      return [
        ...queryNames(document, operation).map((name): RequestField => ({
          ...at,
          where: 'query',
          field: name,
          outermost: name,
          sent: { [name]: CARD },
        })),
        ...bodyPaths(document, operation).map((names): RequestField => ({
          ...at,
          where: 'body',
          field: named(names),
          outermost: names[0] ?? '',
          sent: toObject(nested(names)),
        })),
      ];
    }),
  );
}

function queryNames(document: Json, operation: Json): string[] {
  const parameters: unknown[] = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  return parameters
    .map(toObject)
    .filter((one) => one['in'] === 'query' && textPaths(document, one['schema'], []).length > 0)
    .map((one) => String(one['name']));
}

function bodyPaths(document: Json, operation: Json): string[][] {
  const content = objectAt(objectAt(operation, 'requestBody'), 'content');
  if (!('application/json' in content)) return [];
  const paths = textPaths(document, objectAt(content, 'application/json')['schema'], []);
  return [...new Map(paths.map((names) => [named(names), names])).values()];
}

/** `[]` stands for an entry of a list, `*` for a key that may be anything. */
function textPaths(document: Json, given: unknown, names: string[]): string[][] {
  const schema = resolved(document, toObject(given));
  const several = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => {
    const parts = schema[word];
    return Array.isArray(parts) ? parts.flatMap((part: unknown) => textPaths(document, part, names)) : [];
  });
  const fields = Object.entries(objectAt(schema, 'properties')).flatMap(([name, field]) =>
    textPaths(document, field, [...names, name]),
  );
  const others = textIn(document, schema['additionalProperties'], [...names, '*']);
  const items = textIn(document, schema['items'], [...names, '[]']);
  return [...several, ...fields, ...others, ...items, ...(isText(schema) ? [names] : [])];
}

function textIn(document: Json, schema: unknown, names: string[]): string[][] {
  return typeof schema === 'object' ? textPaths(document, schema, names) : [];
}

/** What is chosen from a list can hold nothing else. */
function isText(schema: Json): boolean {
  const isAnything = Object.keys(schema).every((word) => word === 'description');
  return (schema['type'] === 'string' && !('enum' in schema) && !('const' in schema)) || isAnything;
}

function resolved(document: Json, schema: Json): Json {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  return reference.split('/').slice(1).reduce(objectAt, document);
}

function named(names: readonly string[]): string {
  return names.reduce((path, name) => {
    if (name === '[]') return `${path}[0]`;
    return path === '' ? name : `${path}.${name}`;
  }, '');
}

function nested([name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return `卡号 ${CARD}`;
  return name === '[]' ? [nested(rest)] : { [name]: nested(rest) };
}

function objectAt(object: Json, name: string): Json {
  return toObject(object[name]);
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
