import en from '../../../messages/packs.en.json';
import zh from '../../../messages/packs.zh.json';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  zh: new Map(Object.entries(zh)),
  en: new Map(Object.entries(en)),
};
const PLACEHOLDER = /\{(\w+)\}/g;

/** The texts of `messages/packs.*.json` in one language. */
export interface Texts {
  readonly language: Language;
  /**
   * The text of that name, with its `{placeholders}` filled in.
   *
   * @throws RangeError if there is no such text, or no value for one of its placeholders
   */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
  /** A, B and C. */
  all(items: readonly string[]): string;
  /** A, B or C. */
  any(items: readonly string[]): string;
}

export function textsIn(language: Language): Texts {
  const texts = TEXTS[language];
  const joined = (type: 'conjunction' | 'disjunction') => {
    const format = new Intl.ListFormat(language, { type });
    return (items: readonly string[]): string => format.format(items);
  };
  return {
    language,
    all: joined('conjunction'),
    any: joined('disjunction'),
    has: (key) => texts.has(key),
    say: (key, values = {}) => {
      const template = texts.get(key);
      if (template === undefined)
        throw new RangeError(`messages/packs.${language}.json has no text "${key}".`);
      return template.replace(PLACEHOLDER, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new RangeError(`"${key}" uses {${name}}, which it is not given.`);
        return String(value);
      });
    },
  };
}
