import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { zh, type CustomerWord } from './zh';

export type Language = 'zh' | 'en';
export type { CustomerWord } from './zh';
/** Says a message in the language of the reader, with `{name}` replaced by the values. */
export type Say = (key: CustomerWord, values?: Readonly<Record<string, string | number>>) => string;

interface Choice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly say: Say;
}

const WORDS: Readonly<Record<Language, Readonly<Record<CustomerWord, string>>>> = { zh, en };
const KEPT_AS = 'redress.language';

const LanguageContext = createContext<Choice | undefined>(undefined);

/** Chinese unless English was chosen here before. Apart from the console’s words, which customers don’t load. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh',
  );
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const say = useCallback<Say>((key, values) => filled(WORDS[language][key], values), [language]);
  const choose = useCallback((chosen: Language) => {
    localStorage.setItem(KEPT_AS, chosen);
    setLanguage(chosen);
  }, []);
  const value = useMemo(() => ({ language, choose, say }), [language, choose, say]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Choice {
  const choice = use(LanguageContext);
  if (!choice) throw new Error('LanguageProvider is missing.');
  return choice;
}

export function useSay(): Say {
  return useLanguage().say;
}

/** Whether there is such a message: for words that come from the server. */
export function isWord(key: string): key is CustomerWord {
  return Object.hasOwn(zh, key);
}

function filled(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
