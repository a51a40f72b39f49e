import { DateTime } from 'luxon';
import type { Limit } from '../../domain/calendar/limit';
import type { Language } from '../../models/notices/texts';
import { limitInWords } from '../../models/policies';
import enDocuments from '../../messages/documents.en.json';
import zhDocuments from '../../messages/documents.zh.json';
import enRecord from '../../messages/record.en.json';
import zhRecord from '../../messages/record.zh.json';
import type { Names } from './names';
import en from '../../messages/en.json';
import zh from '../../messages/zh.json';

const WORDS: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  zh: new Map([...Object.entries(zh), ...Object.entries(zhRecord), ...Object.entries(zhDocuments)]),
  en: new Map([...Object.entries(en), ...Object.entries(enRecord), ...Object.entries(enDocuments)]),
};

const PLACEHOLDER = /\{(\w+)\}/g;

/** What documents that people take out say, in one language. */
export interface DocumentWords {
  readonly language: Language;
  /** The message of a key, its `{placeholders}` filled in; the key's last part where there is no such message. */
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly has: (key: string) => boolean;
  /** A time with its zone. */
  readonly time: (iso: string) => string;
  /** What somebody is called, or their id; the product and the customer by what they are. */
  readonly person: (id: string) => string;
  readonly department: (id: string) => string;
  /** A channel by the name that the pack gives it, or by its id. */
  readonly channel: (id: string) => string;
  /** What a field is called; in an event of this type, if that has a name of its own for it. */
  readonly field: (name: string, type?: string) => string;
  /** How long something may take: 2 working days. */
  readonly limit: (limit: Limit) => string;
}

/** @param zone IANA zone of the company, in which times are written */
export function documentWords(language: Language, zone: string, names: Names): DocumentWords {
  const words: DocumentWords = {
    language,
    person: (id) => names.person(id) ?? WORDS[language].get(`person.${id}`) ?? id,
    department: (id) => names.department(id, language) ?? id,
    channel: (id) => names.channel(id, language) ?? WORDS[language].get(`channel.${id}`) ?? id,
    field: (name, type) => {
      const own = `field.${type}.${name}`;
      return words.say(words.has(own) ? own : `field.${name}`);
    },
    limit: (limit) => limitInWords(limit, language),
    has: (key) => WORDS[language].has(key),
    say: (key, values = {}) => {
      const message = WORDS[language].get(key);
      if (message === undefined) return key.slice(key.indexOf('.') + 1);
      return message.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
    },
    time: (iso) => {
      const time = DateTime.fromISO(iso, { zone });
      return time.isValid ? time.toFormat('yyyy-MM-dd HH:mm:ss ZZ') : iso;
    },
  };
  return words;
}
