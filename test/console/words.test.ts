import openapi from '../../docs/openapi.json';
import { COMMANDS, variantsOf, type Field } from '../../console/commands/schema';
import { en } from '../../console/language/en';
import { zh } from '../../console/language/zh';

/** Chosen from what the company or the case has, or from numbers: no words of their own. */
const CHOSEN = new Set(['department', 'handler', 'lead', 'members', 'clock', 'step', 'script', 'attachment']);

function wordsFor(command: string, field: Field): string[] {
  const inner = 'fields' in field ? field.fields.flatMap((one) => wordsFor(command, one)) : [];
  const choices =
    field.kind === 'choice' && !CHOSEN.has(field.name)
      ? field.choices.filter((value) => !has(`choice.${field.name}.${value}`) && !has(`choice.${value}`))
      : [];
  const label = has(`field.${command}.${field.name}`) || has(`field.${field.name}`) ? [] : [field.name];
  return [
    ...label.map((name) => `field.${name}`),
    ...choices.map((value) => `choice.${field.name}.${value}`),
    ...inner,
  ];
}

function has(key: string): boolean {
  return Object.hasOwn(zh, key);
}

test.each(COMMANDS)('%s, its fields and their choices have words', (command) => {
  const named = [`command.${command}`, `event.${command}`].filter((key) => !has(key));
  const fields = variantsOf(command).flatMap((variant) =>
    variant.flatMap((field) => wordsFor(command, field)),
  );
  expect([...named, ...fields]).toEqual([]);
});

/** A schema of the OpenAPI document, as far as names and choices go. */
interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly description?: string;
  readonly enum?: readonly (string | null)[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** What auditors compare field by field: no name and no choice of it is shown as the API has it. */
test('every field of a case, and every choice of it, has words', () => {
  const { schemas }: { schemas: Record<string, Schema> } = openapi.components;
  const seen = new Set<string>();
  const wordless = new Set<string>();
  const look = (schema: Schema, name: string): void => {
    const referred = schema.$ref?.split('/').at(-1);
    if (referred !== undefined) {
      if (!seen.has(referred)) look(schemas[referred] ?? {}, name);
      seen.add(referred);
    }
    for (const value of schema.enum ?? []) {
      const keys = [`choice.${name}.${value}`, `choice.${value}`, `${name}.${value}`];
      if (value !== null && !keys.some(has)) wordless.add(`choice.${name}.${value}`);
    }
    for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) look(one, name);
    if (schema.items) look(schema.items, name);
    for (const [field, inner] of Object.entries(schema.properties ?? {})) {
      if (!has(`field.${field}`)) wordless.add(`field.${field}`);
      look(inner, field);
    }
  };
  look({ $ref: '#/components/schemas/Case' }, '');
  expect([...wordless]).toEqual([]);
});

test('both languages say everything, with the same values in their places', () => {
  const places = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
  const other: Readonly<Record<string, string>> = en;
  const different = Object.entries(zh).filter(([key, text]) => {
    return String(places(other[key] ?? '')) !== String(places(text));
  });
  expect(different).toEqual([]);
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});
