import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { zh, type MessageKey } from './zh';

export type Language = 'zh' | 'en';
export type { MessageKey } from './zh';

/** Says a message in the language of the reader, with `{name}` replaced by the values. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly say: Say;
}

const MESSAGES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { zh, en };
const KEPT_AS = 'redress.language';

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

/** Chinese unless English was chosen here before. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh',
  );
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const say = useCallback<Say>((key, values) => filled(MESSAGES[language][key], values), [language]);
  const choose = useCallback((chosen: Language) => {
    localStorage.setItem(KEPT_AS, chosen);
    setLanguage(chosen);
  }, []);
  const value = useMemo(() => ({ language, choose, say }), [language, choose, say]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (!choice) throw new Error('LanguageProvider is missing.');
  return choice;
}

/** Whether a language was chosen on this device; if not, the account’s own counts. */
export function isChosenHere(): boolean {
  return localStorage.getItem(KEPT_AS) !== null;
}

export function useSay(): Say {
  return useLanguage().say;
}

/** Whether there is a message of this key: for words that come from the server, such as the type of an event. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key);
}

/** The message of a word that comes from the server, or the word itself where we know none. */
export function sayWord(say: Say, group: string, word: string): string {
  const key = `${group}.${word}`;
  return isMessageKey(key) ? say(key) : word;
}

function filled(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
