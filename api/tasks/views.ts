import { z } from 'zod';
import type { Text } from '../../domain/policy/policy';
import type { Clock } from '../../domain/clocks/clock';
import type { Body, Stamp } from '../../domain/task/events';
import { clockSchema, clockView } from '../complaints/clock-view';
import { actor, instant } from '../complaints/fields';

export const taskEventSchema = z
  .object({
    seq: z.int().meta({ description: 'Counts from 1 without gaps' }),
    type: z.string().meta({ description: 'The command it was, or what happened by the procedure' }),
    at: instant,
    actor,
    commandId: z.string().exactOptional(),
    payload: z.record(z.string(), z.unknown()),
    completion: z.record(z.string(), z.unknown()).exactOptional(),
  })
  .meta({ id: 'TaskEvent' });

/** An event of a work order or a corrective action as the API shows it: as it is recorded. */
export function taskEventView(event: Body & Stamp): z.input<typeof taskEventSchema> {
  const { seq, type, at, actor: by, commandId, payload, completion } = event;
  const { roles, standsInFor, ...who } = by;
  return {
    seq,
    type,
    at,
    actor: { ...who, roles: [...roles], ...(standsInFor && { standsInFor: [...standsInFor] }) },
    ...(commandId !== undefined && { commandId }),
    payload: { ...payload },
    ...(completion && { completion: { ...completion } }),
  };
}

export const taskClocks = z.array(clockSchema);

const TITLES: Readonly<Record<string, Text>> = {
  accept: { zh: '签收', en: 'Signing for it' },
  finish: { zh: '完成', en: 'Finishing it' },
  plan: { zh: '制定整改措施', en: 'Planning measures' },
  measures: { zh: '落实整改措施', en: 'Carrying out the measures' },
  due: { zh: '整改期限', en: 'The whole correction' },
  check: { zh: '验证整改效果', en: 'Checking the effect' },
};

/** The clocks of a task, running and ended. */
export function taskClockViews(clocks: readonly Clock[]): z.input<typeof taskClocks> {
  return clocks.map((clock) => {
    const view = clockView(clock, { clocks: [] });
    return { ...view, title: TITLES[clock.rule] ?? view.title };
  });
}

/** The stages of a list's query: one, or several with commas between them. */
export function stagesOf<const S extends string>(stages: readonly S[]) {
  const known = z.array(z.enum(stages));
  return z
    .string()
    .transform((text, context) => {
      const read = known.safeParse(text.split(','));
      if (read.success) return read.data;
      const message = `Must be of ${stages.join(', ')}, with commas between several.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .exactOptional()
    .meta({ description: `Of ${stages.join(', ')}; several with commas between them` });
}
