import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'zh' | 'en';

/** What is put in the place of `{name}`. */
export type Values = Readonly<Record<string, string | number>>;

/** The language that is chosen, and what is said in it. */
export interface LanguageChoice<K extends string> {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly say: (key: K, values?: Values) => string;
}

/** The same for all pages of this device. */
const KEPT_AS = 'redress.language';

/** Whether a language was chosen on this device; if not, the account’s own counts. */
export function isChosenHere(): boolean {
  return localStorage.getItem(KEPT_AS) !== null;
}

/** The messages of some pages in both languages: what says them, and what shows in which. */
export function createLanguage<K extends string>(
  messages: Readonly<Record<Language, Readonly<Record<K, string>>>>,
) {
  const LanguageContext = createContext<LanguageChoice<K> | undefined>(undefined);

  /** Chinese unless English was chosen here before. */
  function LanguageProvider({ children }: { readonly children: ReactNode }) {
    const [language, setLanguage] = useState<Language>(() =>
      localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh',
    );
    useEffect(() => {
      document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    }, [language]);
    const say = useCallback((key: K, values?: Values) => filled(messages[language][key], values), [language]);
    const choose = useCallback((chosen: Language) => {
      localStorage.setItem(KEPT_AS, chosen);
      setLanguage(chosen);
    }, []);
    const value = useMemo(() => ({ language, choose, say }), [language, choose, say]);
    return <LanguageContext value={value}>{children}</LanguageContext>;
  }

  function useLanguage(): LanguageChoice<K> {
    const choice = use(LanguageContext);
    if (!choice) throw new Error('LanguageProvider is missing.');
    return choice;
  }

  /** Whether there is a message of this key: for words that come from the server, such as the type of an event. */
  function isMessageKey(key: string): key is K {
    return Object.hasOwn(messages.zh, key);
  }

  return { LanguageProvider, useLanguage, useSay: () => useLanguage().say, isMessageKey };
}

function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
