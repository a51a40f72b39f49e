import { z } from 'zod';
import { readDuration } from '../../domain/calendar/duration';
import { limitProblem } from '../../domain/calendar/limit';
import { CONTENT_TYPES, LEVELS, URGENCIES } from '../../domain/case/classification';
import { STAGES } from '../../domain/case/stage';
import { ROLES } from '../../domain/people/actor';
import { HOLDER_ROLES, type Policy } from '../../domain/policy/policy';
import { block, oneOf } from './schema-words';
import { HAPPENINGS, RECIPIENTS } from './vocabulary';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'Write small letters, digits, dots and dashes, such as 3.2-accept.');
const packId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Write small letters, digits and dashes, such as media.');
const clause = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/[\w.-]+$/, 'Write rule set and clause, such as media/3.2-accept.');
const department = z.string().min(1).meta({ description: 'Id of a department.' });
const text = block({ zh: z.string().min(1), en: z.string().min(1) }).meta({
  description: 'A text in Chinese and in English.',
});

const duration = z
  .string()
  .superRefine((written, context) => {
    const reading = readDuration(written);
    if ('problem' in reading) context.addIssue({ code: 'custom', message: reading.problem });
  })
  .meta({ description: 'ISO 8601, such as PT30M, PT24H, P2D, P1W.' });

const limit = z
  .union([
    z.string().transform((written) => ({ duration: written, calendar: 'wall' as const })),
    block({
      duration: z.string(),
      calendar: oneOf(['wall', 'working']),
      firstDay: oneOf(['counted', 'excluded']).exactOptional(),
    }),
    block({ endOfDay: z.int() }),
  ])
  .superRefine((written, context) => {
    const problem = limitProblem(written);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({
    description:
      'A duration by the wall clock (PT30M), one with its calendar ({duration: P2D, calendar: working}), or {endOfDay: 0}.',
  });

const namedTime = block({ named: oneOf(['step', 'promise']) }).meta({
  description: 'The time that a step of the plan, or a promise, names itself.',
});

const happening = oneOf(HAPPENINGS);
const holderRole = oneOf(HOLDER_ROLES);
const recipients = z.array(oneOf(RECIPIENTS));

const trigger = z.union([
  happening,
  block({ on: z.literal('log-contact'), substantive: z.literal(true) }),
  block({ on: happening, by: holderRole }),
  block({ on: happening, in: oneOf(STAGES) }),
]);

const rungs = z
  .array(
    block({
      at: z.int().min(1).max(1000).meta({ description: 'Percent of the limit; 100 is the breach.' }),
      tell: recipients,
      escalate: holderRole.exactOptional(),
    }),
  )
  .superRefine((written, context) => {
    const unordered = written.findIndex(({ at }, index) => index > 0 && at <= (written[index - 1]?.at ?? 0));
    if (unordered < 0) return;
    context.addIssue({
      code: 'custom',
      path: [unordered, 'at'],
      message: 'Rungs go upwards: write each percent once, the smallest first.',
    });
  });

const clockShape = {
  clause: clause.exactOptional().meta({ description: 'The clause it serves; pack/id unless given.' }),
  title: text,
  from: z.array(trigger).min(1).meta({ description: 'What starts it.' }),
  until: z.array(trigger).min(1).meta({ description: 'What ends it; closing the case always does.' }),
  limit: z.union([limit, namedTime]),
  when: block({ urgency: z.array(oneOf(URGENCIES)).min(1) })
    .exactOptional()
    .meta({ description: 'Only cases of this class have the clock.' }),
  since: z.literal('receipt').exactOptional().meta({
    description: 'Measured from receipt, or from a later rise in urgency; otherwise from what starts it.',
  }),
  once: z.boolean().exactOptional().meta({ description: 'What it asks for is asked once a case.' }),
  holder: holderRole.meta({ description: 'Who answers for it.' }),
  rungs,
  facesCustomer: z
    .boolean()
    .exactOptional()
    .meta({ description: 'The customer waits for it: an extension is agreed with the customer.' }),
  extension: block({ cap: limit.exactOptional(), authority: limit.exactOptional() })
    .exactOptional()
    .meta({ description: 'How it may be extended; without it, not at all.' }),
  pausable: z.boolean().exactOptional(),
  default: z.boolean().exactOptional().meta({ description: 'The source leaves the value open.' }),
} as const;

export const clockSchema = block({ id, ...clockShape });

const packShape = {
  title: text,
  clocks: z.array(clockSchema).min(1),
  notices: z
    .array(block({ on: happening, tell: recipients.min(1), template: z.string().min(1) }))
    .default([]),
  routing: z.partialRecord(oneOf(CONTENT_TYPES), department).default({}),
  arbitrateAfterReturns: z.int().min(1),
  group: z.array(department).default([]),
  supervision: block({
    always: z.array(holderRole).default([]),
    byLevel: z.partialRecord(oneOf(LEVELS), z.array(holderRole)).default({}),
    byRound: z.array(block({ round: z.int().min(2), call: z.array(holderRole).min(1) })).default([]),
  }),
  planBeforeResult: z.boolean().default(false),
  pause: z.boolean().default(false),
  closing: block({
    unsettledGrounds: z
      .array(oneOf(['not-understood', 'no-liability', 'no-settlement', 'unreachable']))
      .default([]),
    attempts: block({ count: z.int().min(1), spacing: duration }).exactOptional(),
    reopenWindow: duration,
  }),
  titles: z.partialRecord(oneOf(ROLES), text).default({}),
  retention: duration.exactOptional(),
} as const;

/** A pack that stands for itself. */
export const packSchema = block({ id: packId, ...packShape });

/** A pack on top of another: what it says replaces what the other says, clock by clock and field by field. */
export const extendingPackSchema = block({
  id: packId,
  extends: packId,
  ...packSchema.omit({ id: true, clocks: true }).partial().shape,
  clocks: z.array(block({ id, ...clockSchema.omit({ id: true }).partial().shape })).exactOptional(),
});

export type Pack = z.output<typeof packSchema>;

/** The rules of a pack, before a version is given to them. */
export type Rules = Omit<Policy, 'version'>;

/** The pack as the rules see it; a clock without a clause serves the one it is named after. */
export function rulesOf(pack: Pack): Rules {
  return {
    ...pack,
    clocks: pack.clocks.map((clock) => ({ ...clock, clause: clock.clause ?? `${pack.id}/${clock.id}` })),
  };
}
