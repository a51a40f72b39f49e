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

/** Every message of the console, in the language it is written in first. */
export const zh = {
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
} as const;

/** A missing one fails the build: whoever speaks another language has them all. */
export type MessageKey = keyof typeof zh;
export type Messages<T> = { readonly [K in keyof T]: string };
