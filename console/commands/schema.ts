import schemas from '../generated/commands.json';
import { recordOf } from '../http/failure';

/** What a form asks for in one place, as the API’s document tells it. */
export type Field = {
  readonly name: string;
  readonly required: boolean;
} & Asked;

type Asked =
  | { readonly kind: 'line' | 'text'; readonly longest: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'instant' | 'flag' | 'lines' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'group' | 'list'; readonly fields: readonly Field[] };

/** Texts that may be longer get a box of several lines. */
const LINE = 200;
/** Made by the console itself, or by the server. */
const OWN = new Set(['commandId']);

/** A way to send a command: most have one, some two (a difficult customer is proposed, or agreed to). */
export type Variant = readonly Field[];

/** Every way in which the body of a command may be filled in. */
export function variantsOf(command: string): readonly Variant[] {
  const schema = recordOf(recordOf(schemas)[command]);
  const several = schema['anyOf'];
  const ways = Array.isArray(several) ? several.map(recordOf) : [schema];
  return ways.map((way) => fieldsOf(way).filter((field) => !OWN.has(field.name) && !isEnvelopeTime(field)));
}

/** That something happened earlier is asked only where the command has a time of its own. */
function isEnvelopeTime({ name, required }: Field): boolean {
  return name === 'at' && !required;
}

function fieldsOf(schema: Readonly<Record<string, unknown>>): Field[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(recordOf(schema['properties'])).map(([name, property]) => ({
    name,
    required: required.includes(name),
    ...askedBy(recordOf(property)),
  }));
}

function askedBy(schema: Readonly<Record<string, unknown>>): Asked {
  const { type, format, items, maxLength, minimum, maximum } = schema;
  const choices = schema['enum'];
  if (Array.isArray(choices)) return { kind: 'choice', choices: choices.map(String) };
  switch (type) {
    case 'boolean':
      return { kind: 'flag' };
    case 'integer':
    case 'number':
      return { kind: 'number', min: numberOr(minimum, 0), max: numberOr(maximum, Number.MAX_SAFE_INTEGER) };
    case 'object':
      return { kind: 'group', fields: fieldsOf(schema) };
    case 'array': {
      const item = recordOf(items);
      return item['type'] === 'object' ? { kind: 'list', fields: fieldsOf(item) } : { kind: 'lines' };
    }
    default: {
      if (format === 'date-time') return { kind: 'instant' };
      const longest = numberOr(maxLength, LINE);
      return { kind: longest > LINE ? 'text' : 'line', longest };
    }
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** The names of the commands that the document knows. */
export const COMMANDS: readonly string[] = Object.keys(schemas);
