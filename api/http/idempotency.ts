import { z } from 'zod';
import { BODY_PROBLEMS } from './body-problems';

/** The header of what happens once, however often it is sent. Kept 30 days for its caller. */
export const onceHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')
    .exactOptional()
    .meta({ description: 'Kept 30 days for its caller: the same request again gets the same answer' }),
});

/** What something that is stored once can be refused for. */
export const ONCE_PROBLEMS = [...BODY_PROBLEMS, 'personal-number', 'used-otherwise'] as const;
