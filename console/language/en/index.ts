import type { MessageKey } from '../zh';
import { administrationWords } from './administration';
import { auditWords } from './audit';
import { bulkWords } from './bulk';
import { caseWords } from './case';
import { commandWords } from './commands';
import { customerWords } from './customer';
import { eventWords } from './events';
import { fieldWords } from './fields';
import { importWords } from './import';
import { intakeWords } from './intake';
import { keepingWords } from './keeping';
import { noticeNames } from './notice-names';
import { noticeWords } from './notices';
import { recordWords } from './records';
import { refusalMessages } from './refusals';
import { rulesWords } from './rules';
import { shellWords } from './shell';
import { supervisionWords } from './supervision';
import { taskWords } from './tasks';
import { workWords } from './work';

export const en: Readonly<Record<MessageKey, string>> = {
  ...shellWords,
  ...workWords,
  ...caseWords,
  ...commandWords,
  ...fieldWords,
  ...customerWords,
  ...eventWords,
  ...administrationWords,
  ...rulesWords,
  ...noticeNames,
  ...intakeWords,
  ...keepingWords,
  ...importWords,
  ...bulkWords,
  ...noticeWords,
  ...recordWords,
  ...refusalMessages,
  ...supervisionWords,
  ...taskWords,
  ...auditWords,
};
