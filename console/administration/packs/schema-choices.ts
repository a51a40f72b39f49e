import { recordOf } from '../../http/failure';
import { ITEM, type Place, type Step } from './place';

/** Something that may be written at a place. */
export interface Choice {
  readonly text: string;
  readonly kind: 'key' | 'value';
  /** What it is for, in the words of the format. */
  readonly about?: string;
}

type Schema = Readonly<Record<string, unknown>>;

const FORMS = ['anyOf', 'oneOf', 'allOf'] as const;

/** What the format (JSON Schema) lets somebody write at a place. */
export function choicesAt(
  format: unknown,
  { path, wants }: Pick<Place, 'path' | 'wants'>,
): readonly Choice[] {
  const here = path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((one) => below(one, step)),
    formsOf(format),
  );
  const keys = wants === 'value' ? [] : here.flatMap(keysOf);
  const values = wants === 'key' ? [] : here.flatMap(valuesOf);
  return unique([...keys, ...values]);
}

/** The forms that a value may have, each by itself. */
function formsOf(schema: unknown): readonly Schema[] {
  const own = recordOf(schema);
  const forms = FORMS.flatMap((name) => listOf(own[name]));
  return forms.length === 0 ? [own] : forms.flatMap(formsOf);
}

function below(schema: Schema, step: Step): readonly Schema[] {
  if (step === ITEM) return schema['items'] === undefined ? [] : formsOf(schema['items']);
  const property = recordOf(schema['properties'])[step];
  if (property !== undefined) return formsOf(property);
  const any = schema['additionalProperties'];
  return typeof any === 'object' && any !== null ? formsOf(any) : [];
}

function keysOf(schema: Schema): Choice[] {
  const properties = Object.entries(recordOf(schema['properties'])).map(([text, property]) => ({
    text,
    kind: 'key' as const,
    ...aboutOf(property),
  }));
  const named = listOf(recordOf(schema['propertyNames'])['enum']).map((text) => ({
    text: String(text),
    kind: 'key' as const,
  }));
  return [...properties, ...named];
}

function valuesOf(schema: Schema): Choice[] {
  const constant = schema['const'] === undefined ? [] : [schema['const']];
  const truths = schema['type'] === 'boolean' ? [true, false] : [];
  return [...listOf(schema['enum']), ...constant, ...truths].map((value) => ({
    text: String(value),
    kind: 'value',
    ...aboutOf(schema),
  }));
}

function aboutOf(schema: unknown): { readonly about?: string } {
  const { description } = recordOf(schema);
  return typeof description === 'string' ? { about: description } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  return [...new Map(choices.map((one) => [`${one.kind} ${one.text}`, one])).values()];
}
