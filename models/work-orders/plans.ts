import type { WorkOrderEvent } from '../../domain/work-order/rules';
import type { WorkOrder } from '../../domain/work-order/work-order';
import type { Plan } from '../sealing';
import { COMMON_EVENTS, TASK_PLAN } from '../tasks/task-plan';

type EventPlans = {
  readonly [T in WorkOrderEvent['type']]: Plan<Extract<WorkOrderEvent, { readonly type: T }>['payload']>;
};

/** What of work orders people wrote. */
export const WORK_ORDER_PLANS = {
  events: {
    ...COMMON_EVENTS,
    ordered: {
      id: 'plain',
      number: 'plain',
      kind: 'plain',
      department: 'plain',
      task: 'sealed',
      due: 'plain',
      orderedBy: 'plain',
      orderedAt: 'plain',
      rules: 'plain',
      sensitive: 'plain',
    },
    accept: 'plain',
    return: { reason: 'sealed' },
    finish: { result: 'sealed' },
    cancel: { reason: 'sealed' },
  } satisfies EventPlans,
  state: {
    ...TASK_PLAN,
    number: 'plain',
    kind: 'plain',
    task: 'sealed',
    due: 'plain',
    rules: 'plain',
    acceptedBy: 'plain',
    ended: { outcome: 'plain', text: 'sealed', by: 'plain', at: 'plain' },
  } satisfies Plan<WorkOrder>,
} as const;
