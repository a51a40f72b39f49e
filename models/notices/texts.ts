import type { Kind } from '../../domain/case/intake';
import en from '../../messages/en.json';
import zh from '../../messages/zh.json';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whom a text is written for: a customer never reads what is meant for staff. */
export type Audience = 'customer' | 'staff';

const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  zh: new Map(Object.entries(zh)),
  en: new Map(Object.entries(en)),
};

const PLACEHOLDER = /\{(\w+)\}/g;

/** The keys of every text. */
export function textKeys(): readonly string[] {
  return [...texts.zh.keys()];
}

/** The names of what is put into a text. */
export function placeholdersOf(language: Language, key: string): readonly string[] {
  return [...(texts[language].get(key) ?? '').matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Whether there is a text for the template and the audience in every language. */
export function hasText(template: string, audience: Audience): boolean {
  return LANGUAGES.every((language) => texts[language].has(`${template}.${audience}.body`));
}

/**
 * The text of a message file, with its `{placeholders}` filled in. Values are put in as they are: braces in them mean
 * nothing.
 *
 * @throws RangeError if there is no such text, or no value for one of its placeholders
 */
export function text(language: Language, key: string, values: Readonly<Record<string, string>> = {}): string {
  const template = texts[language].get(key);
  if (template === undefined) throw new RangeError(`messages/${language}.json has no text "${key}".`);
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`"${key}" uses {${name}}, which it is not given.`);
    return value;
  });
}

/** What a case is called, within a sentence and at its beginning. */
export function kindWords(language: Language, of: Kind): { readonly kind: string; readonly Kind: string } {
  const kind = text(language, `kind.${of}`);
  return { kind, Kind: kind.charAt(0).toUpperCase() + kind.slice(1) };
}
