import { createLanguage, type LanguageChoice } from '../../language/create-language';
import { en } from './en';
import { zh, type CustomerWord } from './zh';

export type { Language } from '../../language/create-language';
export type { CustomerWord } from './zh';

/** Says a message in the language of the reader, with `{name}` replaced by the values. */
export type Say = LanguageChoice<CustomerWord>['say'];

/** Apart from the console’s words, which customers don’t load. */
export const {
  LanguageProvider,
  useLanguage,
  useSay,
  isMessageKey: isWord,
} = createLanguage<CustomerWord>({ zh, en });
