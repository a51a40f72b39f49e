import { z } from 'zod';
import { readDuration } from '../../domain/calendar/duration';
import { limitProblem } from '../../domain/calendar/limit';
import { CONTENT_TYPES, LEVELS, URGENCIES } from '../../domain/case/classification';
import { ADOPTIONS, FINDINGS } from '../../domain/case/commands';
import { KINDS, ORIGINS } from '../../domain/case/intake';
import { DECIMAL } from '../../domain/case/money';
import { STAGES } from '../../domain/case/stage';
import { sensitivePatternProblem } from '../../domain/guard/sensitive-patterns';
import { FOLLOW_UP_REASONS } from '../../domain/duties/entries';
import { DUTY_KINDS, DUTY_ROLES, INTERVALS } from '../../domain/policy/duty';
import { ROLES } from '../../domain/people/actor';
import { HOLDER_ROLES, RECIPIENTS, type Policy } from '../../domain/policy/policy';
import { block, oneOf } from './schema-words';
import { HAPPENINGS } from './vocabulary';

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

const namedTime = block({
  named: oneOf(['step', 'promise', 'transfer', 'reply']),
  otherwise: limit.exactOptional(),
}).meta({
  description:
    'The time that a step of the plan, a promise, a transfer, or the intake (replyDue) names itself; otherwise the other limit.',
});

const happening = oneOf(HAPPENINGS);
const holderRole = oneOf(HOLDER_ROLES);
const recipients = z.array(oneOf(RECIPIENTS));

const findings = z.array(oneOf(FINDINGS)).min(1);

const trigger = z.union([
  happening,
  block({
    on: happening,
    substantive: z.literal(true).exactOptional(),
    by: holderRole.exactOptional(),
    in: oneOf(STAGES).exactOptional(),
    method: z.string().min(1).exactOptional(),
    finding: findings.exactOptional(),
    answerable: oneOf(['yes', 'no']).exactOptional(),
  }),
]);

const condition = block({
  kind: z.array(oneOf(KINDS)).min(1).exactOptional(),
  urgency: z.array(oneOf(URGENCIES)).min(1).exactOptional(),
  level: z.array(oneOf(LEVELS)).min(1).exactOptional(),
  channel: z.array(z.string().min(1)).min(1).exactOptional(),
  origin: z.array(oneOf(ORIGINS)).min(1).exactOptional(),
  route: oneOf(['normal', 'direct']).exactOptional(),
  transferred: z.boolean().exactOptional(),
  finding: findings.exactOptional(),
  adopted: z.array(oneOf(ADOPTIONS)).min(1).exactOptional(),
}).meta({
  description: 'Which cases it is about; all that is named must hold. Complaints unless kind says so.',
});

const decimal = z.string().regex(DECIMAL, "Write a decimal in quotes, such as '200.00'.");

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
  when: condition.exactOptional(),
  since: z.literal('receipt').exactOptional().meta({
    description: 'Measured from receipt, or from a later rise in urgency; otherwise from what starts it.',
  }),
  once: z.boolean().exactOptional().meta({ description: 'What it asks for is asked once a case.' }),
  resumes: z.array(trigger).min(1).exactOptional().meta({
    description: 'What sets it going again after its end, with the time that it had left.',
  }),
  afterClosing: z
    .boolean()
    .exactOptional()
    .meta({ description: 'It runs on, or starts, after the case is closed; archiving ends it.' }),
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

const demand = block({
  requires: z
    .array(oneOf(['responsible', 'staffMeasure']))
    .min(1)
    .exactOptional(),
  apology: z.boolean().exactOptional(),
  gift: z.boolean().exactOptional(),
  call: z.array(holderRole).min(1).exactOptional(),
  order: department.exactOptional(),
  correctiveAction: limit.exactOptional(),
});

const claims = block({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write a currency code, such as CNY.')
    .default('CNY'),
  ladder: z.array(block({ role: holderRole, upTo: decimal.exactOptional() })).min(1),
  twoPeopleAbove: decimal.exactOptional(),
  standard: text.exactOptional(),
});

const record = block({
  required: z.array(z.string().min(1)).default([]),
  vague: z.array(z.string().min(1)).default([]),
  shortestMatter: z.int().min(1).exactOptional(),
  judging: z.array(z.string().min(1)).default([]),
  negating: z.array(z.string().min(1)).default([]),
});

const sensitivePattern = z.string().superRefine((written, context) => {
  const problem = sensitivePatternProblem(written);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

const dutyShape = {
  clause: clause.exactOptional().meta({ description: 'The clause it serves; pack/id unless given.' }),
  title: text,
  what: oneOf(DUTY_KINDS),
  every: oneOf(INTERVALS),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write hours and minutes in quotes, such as "08:30".')
    .meta({ description: 'Local time of the company.' }),
  tell: z
    .array(oneOf(DUTY_ROLES))
    .default([])
    .meta({ description: 'Everybody with one of these roles; lead: the leads of all departments.' }),
  atLeast: z.int().min(1).exactOptional().meta({ description: 'Call-backs: the fewest of a period.' }),
  target: z.number().min(0).max(100).exactOptional().meta({ description: 'Satisfaction, in percent.' }),
  channels: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .meta({ description: 'Media check: what is looked through, each a task of its own.' }),
  reason: oneOf(FOLLOW_UP_REASONS)
    .exactOptional()
    .meta({ description: 'Follow-up: the contacts that count; any unless given.' }),
  default: z.boolean().exactOptional(),
} as const;

const duty = block({ id, ...dutyShape }).superRefine((written, context) => {
  if (written.what !== 'target' || written.target !== undefined) return;
  const message = 'Write the satisfaction aimed at, in percent, such as target: 99.8.';
  context.addIssue({ code: 'custom', path: ['target'], message });
});

const working = (days: number) => ({ duration: `P${days}D`, calendar: 'working' }) as const;

const packShape = {
  title: text,
  kinds: z
    .array(oneOf(KINDS))
    .min(1)
    .default(['complaint'])
    .meta({ description: 'What it takes in; complaints alone unless it says so.' }),
  defaults: z.array(z.string().min(1)).default([]).meta({
    description:
      'The places of values that the source leaves open, such as closing.reopenWindow, clocks.*.rungs.',
  }),
  clocks: z.array(clockSchema).min(1),
  notices: z
    .array(
      block({
        on: happening,
        when: condition.exactOptional(),
        tell: recipients.min(1),
        template: z.string().min(1),
      }),
    )
    .default([]),
  routing: z.partialRecord(oneOf(CONTENT_TYPES), department).default({}),
  arbitrateAfterReturns: z.int().min(1),
  group: z.array(department).default([]),
  channels: z.array(block({ id, title: text })).default([]),
  record: record.prefault({}),
  sensitive: z
    .array(sensitivePattern)
    .default([])
    .meta({ description: 'Regular expressions of further numbers that are never kept.' }),
  ownedBy: z.literal('specialist').exactOptional(),
  triage: block({ scripts: z.array(block({ id, title: text, text })).min(1) })
    .exactOptional()
    .meta({ description: 'It is decided first whether the company is answerable.' }),
  levels: z.partialRecord(oneOf(LEVELS), text).default({}),
  findings: z.partialRecord(oneOf(FINDINGS), demand).default({}),
  claims: claims.exactOptional(),
  latestPromise: duration.exactOptional(),
  widespread: block({ count: z.int().min(2), within: duration }).exactOptional(),
  workOrders: block({ accept: limit, finish: limit }).default({
    accept: { duration: 'PT1H', calendar: 'wall' },
    finish: working(2),
  }),
  correctiveActions: block({ accept: limit, plan: limit, check: limit, repeatWithin: duration }).default({
    accept: working(1),
    plan: working(3),
    check: working(5),
    repeatWithin: 'P90D',
  }),
  recordIncidents: z.boolean().default(false),
  duties: z.array(duty).default([]),
  supervision: block({
    always: z.array(holderRole).default([]),
    byLevel: z.partialRecord(oneOf(LEVELS), z.array(holderRole)).default({}),
    calls: z.array(block({ when: condition, call: z.array(holderRole).min(1) })).default([]),
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
    finalResponse: z
      .array(block({ id, title: text }))
      .min(1)
      .exactOptional()
      .meta({ description: 'The outcomes of a final response: the result closes the case.' }),
  }),
  titles: z.partialRecord(oneOf(ROLES), text).default({}),
  retention: block({
    normal: duration,
    important: duration.exactOptional(),
    importantFrom: oneOf(LEVELS).exactOptional(),
  }).exactOptional(),
} as const;

/** A pack that stands for itself. */
export const packSchema = block({ id: packId, ...packShape });

/** A pack on top of another: what it says replaces what the other says, clock by clock and field by field. */
export const extendingPackSchema = block({
  id: packId,
  extends: packId,
  ...packSchema.omit({ id: true, clocks: true, duties: true }).partial().shape,
  clocks: z.array(block({ id, ...clockSchema.omit({ id: true }).partial().shape })).exactOptional(),
  duties: z.array(block({ id, ...block(dutyShape).partial().shape })).exactOptional(),
});

export type Pack = z.output<typeof packSchema>;

/** The rules of a pack, before a version is given to them. */
export type Rules = Omit<Policy, 'version'>;

/** The pack as the rules see it; a clock or a duty without a clause serves the one it is named after. */
export function rulesOf(pack: Pack): Rules {
  return {
    ...pack,
    clocks: pack.clocks.map((clock) => ({ ...clock, clause: clock.clause ?? `${pack.id}/${clock.id}` })),
    duties: pack.duties.map((duty) => ({ ...duty, clause: duty.clause ?? `${pack.id}/${duty.id}` })),
  };
}
