import type { MessageKey } from '../language/language';

/** What a command to a task asks for. */
export interface TaskField {
  readonly name: string;
  readonly kind: 'text' | 'lines' | 'instant' | 'yes-no';
  readonly label: MessageKey;
}

const REASON: TaskField = { name: 'reason', kind: 'text', label: 'field.reason' };
const RESULT: TaskField = { name: 'result', kind: 'text', label: 'field.complete-step.result' };

/** The fields of every command, all of them needed. */
export const TASK_FIELDS: Readonly<Record<string, readonly TaskField[]>> = {
  accept: [],
  return: [REASON],
  finish: [RESULT],
  cancel: [REASON],
  plan: [
    { name: 'measures', kind: 'lines', label: 'field.measures' },
    { name: 'due', kind: 'instant', label: 'field.due' },
  ],
  report: [RESULT],
  verify: [
    { name: 'effective', kind: 'yes-no', label: 'field.effective' },
    { name: 'note', kind: 'text', label: 'field.note' },
  ],
};
