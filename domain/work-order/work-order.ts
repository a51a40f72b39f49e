import type { Kind } from '../case/intake';
import { ORDER_OUTCOMES, type OrderOutcome } from '../case/case';
import type { NoPayload } from '../case/commands';
import type { Actor } from '../people/actor';
import type { Policy } from '../policy/policy';
import type { Task } from '../task/task';

export const WORK_ORDER_STAGES = ['ordered', 'accepted', ...ORDER_OUTCOMES] as const;
export type WorkOrderStage = (typeof WORK_ORDER_STAGES)[number];

/** What is ordered, by whom, and by when. Times are ISO 8601. */
export interface OrderTerms {
  readonly id: string;
  /** The case that waits for it. */
  readonly number: string;
  readonly kind: Kind;
  readonly department: string;
  readonly task: string;
  /** Absent: the pack's time to finish. */
  readonly due?: string;
  readonly orderedBy: Actor;
  readonly orderedAt: string;
  readonly rules: Policy['workOrders'];
  /** Patterns of numbers that are never kept, where the pack has some. */
  readonly sensitive?: readonly string[];
}

export interface WorkOrderPayloads {
  accept: NoPayload;
  return: { readonly reason: string };
  finish: { readonly result: string };
  cancel: { readonly reason: string };
}

export const WORK_ORDER_COMMANDS = ['accept', 'return', 'finish', 'cancel'] as const;
export type WorkOrderCommandName = (typeof WORK_ORDER_COMMANDS)[number];

export type WorkOrderCommand = {
  readonly [N in WorkOrderCommandName]: { readonly type: N; readonly payload: WorkOrderPayloads[N] };
}[WorkOrderCommandName];
export type WorkOrderBody = WorkOrderCommand | { readonly type: 'ordered'; readonly payload: OrderTerms };

/** A work order to a department (iptv/4-orders): the workflow's state and, in MongoDB, the read model. */
export interface WorkOrder extends Task {
  readonly stage: WorkOrderStage;
  readonly number: string;
  readonly kind: Kind;
  readonly task: string;
  readonly due?: string;
  readonly rules: Policy['workOrders'];
  readonly acceptedBy?: string;
  /** The result, or the reason of a return or a cancellation. */
  readonly ended?: {
    readonly outcome: OrderOutcome;
    readonly text: string;
    readonly by: string;
    readonly at: string;
  };
}

/** Whether somebody still has to do something about it. */
export function isOpenOrder({ stage }: Pick<WorkOrder, 'stage'>): boolean {
  return stage === 'ordered' || stage === 'accepted';
}
