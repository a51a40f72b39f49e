import { createLanguage, type LanguageChoice } from './create-language';
import { en } from './en';
import { zh, type MessageKey } from './zh';

export { isChosenHere, type Language } from './create-language';
export type { MessageKey } from './zh';

/** Says a message in the language of the reader, with `{name}` replaced by the values. */
export type Say = LanguageChoice<MessageKey>['say'];

export const { LanguageProvider, useLanguage, useSay, isMessageKey } = createLanguage<MessageKey>({ zh, en });

/** The message of a word that comes from the server, or the word itself where we know none. */
export function sayWord(say: Say, group: string, word: string): string {
  const key = `${group}.${word}`;
  return isMessageKey(key) ? say(key) : word;
}
