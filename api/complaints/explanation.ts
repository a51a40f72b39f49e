import { z } from 'zod';
import type { Calendar } from '../../domain/calendar/calendar';
import { explainDue, type DueStep } from '../../domain/calendar/explain-due';
import type { Clock } from '../../domain/clocks/clock';
import { spanOf } from '../../domain/clocks/reckon-times';
import { reckoningOf } from '../../domain/clocks/reckoning';
import type { Policy } from '../../domain/policy/policy';
import { instant } from './fields';

const at = instant;
const name = z.object({ zh: z.string(), en: z.string() }).exactOptional();
const date = z.string().meta({ description: 'YYYY-MM-DD in the company’s zone' });

const stepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('started'), at }),
  z.object({ step: z.literal('begins'), at }).meta({ description: 'The day of the start is not counted' }),
  z.object({
    step: z.literal('skipped'),
    from: at,
    to: at,
    daysOff: z.array(z.object({ date, kind: z.enum(['weekend', 'holiday']), name })),
  }),
  z.object({ step: z.literal('make-up-day'), date, at, name }),
  z.object({
    step: z.literal('paused'),
    from: at,
    to: at.exactOptional(),
    givesBack: z.union([z.object({ days: z.number() }), z.object({ ms: z.number() })]).exactOptional(),
  }),
  z.object({ step: z.literal('extended'), agreedAt: at.exactOptional(), instead: at, to: at }),
  z.object({ step: z.literal('due'), at }),
]);

/** Why a clock is due then, step by step. */
export const explanationSchema = z
  .object({
    clock: z.string(),
    clause: z.string(),
    limit: z
      .union([
        z.object({
          duration: z.string(),
          calendar: z.enum(['wall', 'working']),
          firstDay: z.enum(['counted', 'excluded']).exactOptional(),
        }),
        z.object({ endOfDay: z.int() }),
        z.object({ given: at }),
      ])
      .meta({ description: 'What the rule allows; “given”: a time that was named, such as a promise' }),
    steps: z.array(stepSchema),
  })
  .meta({ id: 'ClockExplanation' });

/** @throws CalendarError if the calendar can't say */
export function explanationOf(
  clock: Clock,
  policy: Policy,
  calendar: Calendar,
): z.input<typeof explanationSchema> {
  const { id, clause, limit } = clock;
  const steps = explainDue(spanOf(reckoningOf(policy, clock)), calendar);
  return { clock: id, clause, limit: { ...limit }, steps: steps.map(stepView) };
}

function stepView(step: DueStep): z.input<typeof stepSchema> {
  switch (step.step) {
    case 'started':
    case 'begins':
    case 'due':
      return { step: step.step, at: iso(step.at) };
    case 'skipped':
      return { step: 'skipped', from: iso(step.from), to: iso(step.to), daysOff: [...step.daysOff] };
    case 'make-up-day':
      return { ...step, at: iso(step.at) };
    case 'paused': {
      const { from, to, givesBack } = step;
      return {
        step: 'paused',
        from: iso(from),
        ...(to !== undefined && { to: iso(to) }),
        ...(givesBack && { givesBack }),
      };
    }
    case 'extended': {
      const { agreedAt, instead, to } = step;
      return {
        step: 'extended',
        ...(agreedAt !== undefined && { agreedAt: iso(agreedAt) }),
        instead: iso(instead),
        to: iso(to),
      };
    }
  }
}

function iso(instantMs: number): string {
  return new Date(instantMs).toISOString();
}
