import type { TaskTelling } from '../../domain/task/task';
import type { Text } from '../../domain/policy/policy';
import {
  bilingual,
  inPlaceOf,
  moment,
  type Absent,
  type Letter,
  type Words,
} from '../../models/notices/compose';
import { hasText, text, type Language } from '../../models/notices/texts';

/** All that a notice of a work order or a corrective action speaks of. */
export interface TaskSubject {
  readonly template: string;
  readonly id: string;
  /** How the recipient is called, and in whose place they are told. */
  readonly name: string;
  readonly inPlaceOf: readonly Absent[];
  readonly stage: string;
  readonly department: Text;
  /** ISO 8601. */
  readonly dueAt?: string;
  readonly rung?: NonNullable<TaskTelling['rung']>;
  /** Where staff open it. */
  readonly link: string;
  /** IANA zone in which times are written. */
  readonly zone: string;
}

/**
 * The mail in Chinese, then in English; undefined if there is no text for the template. For what people wrote, staff are
 * sent to the record: a mail is kept by servers that Redress does not govern.
 */
export function writeTaskLetter(about: TaskSubject): Letter | undefined {
  if (!hasText(about.template, 'staff')) return undefined;
  return bilingual((language) => inLanguage(language, about));
}

function inLanguage(language: Language, about: TaskSubject): Words {
  const { template, id, name, department, dueAt, rung, link, zone } = about;
  const values = {
    id,
    name,
    inPlaceOf: inPlaceOf(language, about),
    stage: text(language, `task-stage.${about.stage}`),
    department: department[language],
    due: dueAt === undefined ? text(language, 'due.none') : moment(language, zone, dueAt),
    link,
    ...(rung && {
      clock: text(language, `task-clock.${rung.rule}`),
      percent: String(rung.percent),
      clockDue: moment(language, zone, rung.dueAt),
    }),
  };
  const part = (key: string): string => text(language, `${template}.staff.${key}`, values);
  return {
    subject: part('subject'),
    text: text(language, 'task.layout', { ...values, body: part('body') }),
  };
}
