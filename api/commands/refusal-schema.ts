import { z } from 'zod';
import { COMMAND_NAMES } from '../../domain/case/admission';
import { REFUSAL_CODES, type Refusal } from '../../domain/case/refusal';
import { STAGES } from '../../domain/case/stage';

/** A refusal as a case sends it back. */
export const refusalSchema = z.object({
  code: z.enum(REFUSAL_CODES),
  message: z.string(),
  stage: z.enum(STAGES).exactOptional(),
  admitted: z.array(z.enum(COMMAND_NAMES)).exactOptional(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).exactOptional(),
}) satisfies z.ZodType<Refusal>;
