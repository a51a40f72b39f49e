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
