import { z } from 'zod';
import { stateOf, type Clock } from '../../domain/clocks/clock';
import type { Policy } from '../../domain/policy/policy';
import { instant } from './fields';
import { HOLDER_ROLES } from '../../domain/policy/policy';

const at = instant;

export const holderSchema = z.object({
  role: z.enum(HOLDER_ROLES),
  department: z.string(),
  person: z.string().exactOptional(),
  arbitrates: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'They decide who is responsible, after repeated returns' }),
});

export const clockSchema = z
  .object({
    id: z.string().meta({ description: 'Names this clock where several of one clause run' }),
    clause: z.string().meta({ description: 'The clause of the regulation, as pack/clause' }),
    title: z.object({ zh: z.string(), en: z.string() }),
    startedAt: at,
    dueAt: at.nullable().meta({ description: 'Null while it stands still' }),
    state: z.enum(['running', 'paused', 'kept', 'broken']),
    holder: holderSchema,
    round: z.int(),
    step: z.int().exactOptional(),
    pauses: z.array(z.object({ from: at, to: at.exactOptional() })),
    extensions: z.array(
      z.object({
        until: at,
        reason: z.string(),
        by: z.string(),
        at,
        agreedAt: at.exactOptional(),
        agreedWith: z.string().exactOptional(),
      }),
    ),
    rungs: z
      .array(z.object({ percent: z.number(), at, fired: z.boolean() }))
      .meta({ description: 'When it warns, breaks, and escalates, in percent of its limit' }),
    endedAt: at.nullable(),
    ended: z.enum(['met', 'superseded']).nullable(),
  })
  .meta({ id: 'Clock' });

export const clocksSchema = z.object({ items: z.array(clockSchema) });

/** A clock as the API shows it, with the title that its pack gives it. */
export function clockView(clock: Clock, policy: Pick<Policy, 'clocks'>): z.input<typeof clockSchema> {
  const { id, clause, startedAt, holder, round, step, times, fired } = clock;
  const title = policy.clocks.find((rule) => rule.id === clock.rule)?.title;
  return {
    id,
    clause,
    title: title ? { ...title } : { zh: clause, en: clause },
    startedAt,
    dueAt: times?.dueAt ?? null,
    state: stateOf(clock),
    holder: { ...holder },
    round,
    ...(step !== undefined && { step }),
    pauses: [...clock.pauses],
    extensions: [...clock.extensions],
    rungs: (times?.rungs ?? []).map((rung) => ({ ...rung, fired: fired.includes(rung.percent) })),
    endedAt: clock.endedAt ?? null,
    ended: clock.ended ?? null,
  };
}
