import { z } from 'zod';
import { fold } from '../../domain/task/advance';
import { admitToOrder } from '../../domain/work-order/admit';
import { workOrderRules } from '../../domain/work-order/rules';
import type { WorkOrder, WorkOrderCommand } from '../../domain/work-order/work-order';
import { maySeeOrder, type WorkOrderStore } from '../../models/work-orders';
import type { TaskDesk } from '../tasks/desk';
import { workOrderPayloads } from './payloads';

export interface WorkOrderRecords {
  readonly workOrders: WorkOrderStore;
}

const commands: z.ZodType<WorkOrderCommand> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), payload: workOrderPayloads.accept }),
  z.object({ type: z.literal('return'), payload: workOrderPayloads.return }),
  z.object({ type: z.literal('finish'), payload: workOrderPayloads.finish }),
  z.object({ type: z.literal('cancel'), payload: workOrderPayloads.cancel }),
]);

/** What the API knows of work orders. */
export function workOrderDesk({ workOrders }: WorkOrderRecords): TaskDesk<WorkOrder, WorkOrderCommand> {
  return {
    name: 'work order',
    root: '/api/v1/work-orders',
    commands,
    find: async (id) => (await workOrders.find(id))?.state,
    maySee: maySeeOrder,
    admit: admitToOrder,
    eventsOf: (id) => workOrders.eventsOf(id),
    stageAt: async (id, seq) => {
      const events = (await workOrders.eventsOf(id)).filter((event) => event.seq <= seq);
      return fold(workOrderRules, undefined, events)?.stage ?? 'ordered';
    },
  };
}
