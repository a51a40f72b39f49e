import { z } from 'zod';
import type { ActionCommandName, ActionPayloads } from '../../domain/corrective-action/corrective-action';
import { instant, text } from '../complaints/fields';

const MOST = 50;

/** The payload of every command to a corrective action. */
export const actionPayloads = {
  accept: z.strictObject({}),
  plan: z.strictObject({ measures: z.array(text).min(1).max(MOST), due: instant }),
  report: z.strictObject({ result: text }),
  verify: z.strictObject({ effective: z.enum(['yes', 'no']), note: text }),
} satisfies { readonly [N in ActionCommandName]: z.ZodType<ActionPayloads[N]> };
