import { z } from 'zod';
import { ORDER_OUTCOMES } from '../../domain/case/case';
import { KINDS } from '../../domain/case/intake';
import { admittedToOrder } from '../../domain/work-order/admit';
import { WORK_ORDER_COMMANDS, WORK_ORDER_STAGES } from '../../domain/work-order/work-order';
import type { Actor } from '../../domain/people/actor';
import type { WorkOrderDocument } from '../../models/work-orders';
import { instant } from '../complaints/fields';
import { NUMBER } from '../complaints/examples';
import { taskClocks, taskClockViews } from '../tasks/views';

export const ORDER_ID = `${NUMBER}-W1`;

export const workOrderSummarySchema = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: 'The case that waits for it' }),
    kind: z.enum(KINDS),
    department: z.string(),
    task: z.string(),
    stage: z.enum(WORK_ORDER_STAGES),
    revision: z.int(),
    orderedBy: z.string(),
    orderedAt: instant,
    due: instant
      .nullable()
      .meta({ description: 'By when it was ordered; null: in the time that the pack gives' }),
    dueAt: instant
      .nullable()
      .meta({ description: 'The earliest due time of its clocks; null once it has ended' }),
    acceptedBy: z.string().nullable(),
    ended: z
      .object({
        outcome: z.enum(ORDER_OUTCOMES),
        text: z.string().meta({ description: 'The result, or the reason of a return or a cancellation' }),
        by: z.string(),
        at: instant,
      })
      .nullable(),
  })
  .meta({ id: 'WorkOrderSummary' });

export const workOrderSchema = workOrderSummarySchema
  .extend({
    clocks: taskClocks,
    admitted: z
      .array(z.enum(WORK_ORDER_COMMANDS))
      .meta({ description: 'The commands that you may send now' }),
  })
  .meta({ id: 'WorkOrder' });

export const workOrderExample = {
  id: ORDER_ID,
  number: NUMBER,
  kind: 'complaint',
  department: 'logistics',
  task: 'Send a new control board to the customer',
  stage: 'accepted',
  revision: 5,
  orderedBy: 'technical-lead',
  orderedAt: '2026-11-23T02:00:00.000Z',
  due: null,
  dueAt: '2026-11-25T02:00:00.000Z',
  acceptedBy: 'logistics-lead',
  ended: null,
};

/** A work order as it stands in a list. */
export function workOrderSummary({
  state,
  dueAt,
}: WorkOrderDocument): z.input<typeof workOrderSummarySchema> {
  const { id, number, kind, department, task, stage, revision, issuedBy, issuedAt } = state;
  return {
    id,
    number,
    kind,
    department,
    task,
    stage,
    revision,
    orderedBy: issuedBy.user,
    orderedAt: issuedAt,
    due: state.due ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    acceptedBy: state.acceptedBy ?? null,
    ended: state.ended ?? null,
  };
}

/** A work order as the API shows it to this actor. */
export function workOrderView(document: WorkOrderDocument, actor: Actor): z.input<typeof workOrderSchema> {
  return {
    ...workOrderSummary(document),
    clocks: taskClockViews(document.state.clocks),
    admitted: [...admittedToOrder(document.state, actor)],
  };
}
