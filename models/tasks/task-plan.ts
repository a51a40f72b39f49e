import type { Task } from '../../domain/task/task';
import type { CommonBody } from '../../domain/task/events';
import type { Plan } from '../sealing';

/** What happens in every task holds no text. */
export const COMMON_EVENTS = {
  'clock-started': 'plain',
  'clock-ended': 'plain',
  'clock-warned': 'plain',
  'clock-broken': 'plain',
  'clock-overdue': 'plain',
  refused: 'plain',
  'refusals-counted': 'plain',
  'notice-given-up': 'plain',
} as const satisfies Record<CommonBody['type'], 'plain'>;

/** What every task has. */
export const TASK_PLAN = {
  id: 'plain',
  revision: 'plain',
  department: 'plain',
  stage: 'plain',
  stageSince: 'plain',
  issuedBy: 'plain',
  issuedAt: 'plain',
  clocks: 'plain',
  sensitive: 'plain',
} as const satisfies Plan<Task>;
