import { z } from 'zod';
import type { WorkOrderCommandName, WorkOrderPayloads } from '../../domain/work-order/work-order';
import { text } from '../complaints/fields';

/** The payload of every command to a work order. */
export const workOrderPayloads = {
  accept: z.strictObject({}),
  return: z.strictObject({ reason: text }),
  finish: z.strictObject({ result: text }),
  cancel: z.strictObject({ reason: text }),
} satisfies { readonly [N in WorkOrderCommandName]: z.ZodType<WorkOrderPayloads[N]> };
