import type { MessageKey } from '../zh';
import { caseWords } from './case';
import { commandWords } from './commands';
import { eventWords } from './events';
import { fieldWords } from './fields';
import { intakeWords } from './intake';
import { shellWords } from './shell';
import { supervisionWords } from './supervision';
import { workWords } from './work';

export const en: Readonly<Record<MessageKey, string>> = {
  ...shellWords,
  ...workWords,
  ...caseWords,
  ...commandWords,
  ...fieldWords,
  ...eventWords,
  ...intakeWords,
  ...supervisionWords,
};
