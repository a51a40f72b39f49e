import { z } from 'zod';
import { DECIMAL } from '../../domain/case/money';
import { ROLES } from '../../domain/people/actor';

/** The longest free text of a command or an intake, in characters. */
const LONG = 10_000;
const SHORT = 200;

/** Free text of a sentence or more. */
export const text = z.string().trim().min(1).max(LONG);
/** A name, a title, an id: one line. */
export const line = z
  .string()
  .trim()
  .min(1)
  .max(SHORT)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');
/** ISO 8601 with an offset, of a date that exists. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'must be an existing date and time with its offset, as in 2026-11-22T16:30:00+08:00',
});

/** A sum: a decimal of at most two places, and the code of its currency. */
export const money = z.strictObject({
  amount: z.string().regex(DECIMAL, 'must be a decimal with at most two places, as in 50.00'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code, as in CNY'),
});

export const actor = z.strictObject({
  user: line,
  roles: z.array(z.enum(ROLES)),
  department: line.exactOptional(),
  standsInFor: z
    .array(line)
    .exactOptional()
    .meta({ description: 'Who was away then, and whose roles they had as named deputy besides their own' }),
});
