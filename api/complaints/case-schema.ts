import { z } from 'zod';
import { COMMAND_NAMES } from '../../domain/case/admission';
import { CONTENT_TYPES, LEVELS, SUBTYPES, URGENCIES } from '../../domain/case/classification';
import { ORDER_OUTCOMES } from '../../domain/case/case';
import { KINDS } from '../../domain/case/intake';
import { STAGES } from '../../domain/case/stage';
import { HOLDER_ROLES } from '../../domain/policy/policy';
import { DECISIONS } from '../../models/cases';
import { CONTACT_FIELDS } from './contacts/mask';
import { summaryExample } from './examples';
import { holderSchema } from './clock-view';
import { instant, money } from './fields';
import { intakeSchema } from './intake-schema';
import { payloadSchemas } from './command-schemas';

const at = instant;
const by = z.string().meta({ description: 'User id' });

/** What lists show of a case. What there is not yet is null. */
export const summarySchema = z
  .object({
    number: z.string(),
    kind: z.enum(KINDS),
    policy: z.string().meta({ description: 'Id of the policy pack that it runs under' }),
    policyVersion: z.int(),
    stage: z.enum(STAGES),
    round: z.int().meta({ description: 'One pass from plan to the customer’s word; counts from 1' }),
    revision: z.int().meta({ description: 'Rises with every event; 0 until the procedure has started' }),
    department: z.string().nullable().meta({ description: 'To which it is assigned' }),
    handler: z.string().nullable(),
    owner: z.string().nullable().meta({
      description:
        'User id of the agent who filed it and owns it from start to end; null until an agent takes what somebody else filed',
    }),
    supervisors: z.array(z.string()),
    contentType: z.enum(CONTENT_TYPES).nullable(),
    urgency: z.enum(URGENCIES).nullable(),
    level: z.enum(LEVELS).nullable(),
    tag: z.string().nullable().meta({ description: 'Its class, such as product-quality-urgent' }),
    widespread: z.string().nullable().meta({ description: 'The group of similar complaints it belongs to' }),
    priority: z.number().meta({ description: 'The higher, the sooner it is to be handled' }),
    dueAt: at
      .nullable()
      .meta({ description: 'The earliest due time of the clocks that run, passed ones included' }),
    nextClock: z
      .object({
        clause: z.string(),
        rule: z.string().meta({ description: 'The rule of the pack; GET /company has its title' }),
        startedAt: at,
        dueAt: at,
        rung: z
          .number()
          .meta({ description: 'The highest of its rungs that have fired, in percent; 0: none' }),
        holder: holderSchema,
      })
      .nullable()
      .meta({ description: 'The clock that is due at dueAt' }),
    decisions: z
      .array(z.enum(DECISIONS))
      .meta({ description: 'Which decisions of somebody above it waits for' }),
    matter: z.string().meta({ description: 'In lists the beginning of its first line' }),
    channel: z.string(),
    customerName: z.string(),
    createdAt: at,
    updatedAt: at,
    closedAt: at.nullable(),
  })
  .meta({ id: 'CaseSummary' });

export type Summary = z.input<typeof summarySchema>;

const plan = z.object({
  owner: z.string(),
  steps: z.array(
    z.object({
      step: z.int().meta({ description: 'The number by which complete-step names it' }),
      what: z.string(),
      owner: z.string(),
      due: at,
      doneAt: at.exactOptional(),
      result: z.string().exactOptional(),
    }),
  ),
  expectedCompletion: at,
  preliminary: z.boolean(),
  madeAt: at,
});

const round = z.object({
  round: z.int(),
  team: payloadSchemas['form-team'].exactOptional(),
  finding: payloadSchemas.find.extend({ at }).exactOptional(),
  plan: plan.exactOptional(),
  result: payloadSchemas.resolve.extend({ at, by: z.string() }).exactOptional(),
  dissatisfaction: z
    .object({ reason: z.string(), demand: z.string().exactOptional(), at })
    .exactOptional()
    .meta({ description: 'Why the customer was not satisfied with this round, or why it was reopened' }),
});

const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('satisfied'),
    rating: z.int(),
    comment: z.string().exactOptional(),
    suggestions: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('unsettled'), ground: z.string(), statement: z.string() }),
  z.object({ kind: z.literal('withdrawn'), reason: z.string() }),
  z.object({ kind: z.literal('responded'), outcome: z.string() }),
  z.object({ kind: z.literal('answered'), adopted: z.enum(['yes', 'no', 'partly']).exactOptional() }),
]);

/** The facts of the intake, under the names by which they were filed. */
const { channel, channelDetail, customer, matter, occurredAt, occurredText, expectation, mood, firstReply } =
  intakeSchema.shape;
const { aboutDepartment, persons, receivedBy, origin, route, replyDue } = intakeSchema.shape;

/** A complaint with everything that is known of it. */
export const caseSchema = summarySchema
  .extend({
    heldBy: z.string().meta({ description: 'The department in whose hands it is now' }),
    subtype: z.enum(SUBTYPES).nullable(),
    receivedAt: at,
    enteredAt: at.meta({ description: 'When it was filed here' }),
    stageSince: at,
    channel,
    channelDetail,
    customer,
    maskedFields: z
      .array(z.enum(CONTACT_FIELDS))
      .exactOptional()
      .meta({ description: 'Of the customer, what is made unreadable for you; “reveal” shows it' }),
    matter,
    occurredAt,
    occurredText,
    expectation,
    mood,
    firstReply,
    aboutDepartment,
    persons,
    receivedBy,
    origin,
    route,
    replyDue,
    lead: z.string().nullable(),
    returns: z.int().meta({ description: 'How often departments have returned it in this round' }),
    arbitrated: z.boolean().meta({ description: 'A supervisor has decided who is responsible' }),
    rounds: z.array(round),
    evidence: z.array(
      z.object({
        title: z.string(),
        kind: z.string(),
        note: z.string().exactOptional(),
        attachment: z.string().exactOptional(),
        originalAt: z.string().exactOptional(),
        at,
        by,
      }),
    ),
    contacts: z.array(
      z.object({
        at,
        by,
        method: z.string(),
        content: z.string(),
        reaction: z.string(),
        substantive: z.boolean(),
      }),
    ),
    attempts: z.array(z.object({ at, by, method: z.string(), outcome: z.string(), stage: z.enum(STAGES) })),
    answerable: z.enum(['yes', 'no', 'unclear']).nullable(),
    script: z.string().nullable().meta({ description: 'By which it is explained that nobody is answerable' }),
    transfer: payloadSchemas['set-transfer']
      .extend({ reply: payloadSchemas['reply-to-body'].exactOptional() })
      .nullable()
      .meta({ description: 'The body that passed it on, and what it was told' }),
    orders: z.array(
      payloadSchemas['order-work'].extend({
        id: z.string(),
        by,
        at,
        ended: z.object({ outcome: z.enum(ORDER_OUTCOMES), text: z.string(), at }).exactOptional(),
      }),
    ),
    claims: z.array(
      payloadSchemas.claim.extend({
        claim: z.int(),
        by,
        at,
        rung: z.int().meta({ description: 'Where it is on the ladder of authority, from 0' }),
        deciders: z.array(z.enum(HOLDER_ROLES)).meta({ description: 'Who may decide now' }),
        decisions: z.array(payloadSchemas['decide-claim'].extend({ by, at })),
        decided: z
          .object({ decision: z.enum(['grant', 'refuse']), amount: money.exactOptional(), at })
          .exactOptional(),
      }),
    ),
    difficult: z
      .object({
        reason: z.string(),
        followUpAt: at.exactOptional(),
        proposedBy: by,
        at,
        agreed: z.object({ by, at }).exactOptional(),
      })
      .nullable(),
    correctiveActions: z.array(z.string()),
    incidents: z.array(
      z.object({
        incident: z.enum(['passed-on', 'delay']),
        department: z.string(),
        clause: z.string().exactOptional(),
        at,
      }),
    ),
    decision: payloadSchemas['decide-suggestion'].extend({ by, at }).nullable(),
    answers: z.array(z.object({ text: z.string(), by, at })),
    callbacks: z.array(payloadSchemas.callback.extend({ by })),
    inspections: z.array(payloadSchemas.inspect.extend({ by, at })),
    keptLonger: payloadSchemas['keep-longer'].extend({ by }).nullable(),
    held: z
      .record(z.string(), z.number())
      .meta({ description: 'Milliseconds that each department has held it, across returns and rounds' }),
    closing: z
      .object({
        closedAt: at,
        reopenUntil: at,
        keepUntil: at
          .exactOptional()
          .meta({ description: 'Until when the record is kept; absent where the pack leaves it open' }),
        outcome,
      })
      .nullable(),
    reviews: z.array(
      z.object({
        at,
        by,
        rootCause: z.string(),
        lessons: z.array(z.string()),
        countermeasures: z.array(z.string()),
        share: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Case', example: summaryExample });

export type CaseView = z.input<typeof caseSchema>;

export const admittedSchema = z
  .object({ items: z.array(z.object({ name: z.enum(COMMAND_NAMES) })) })
  .meta({ id: 'AdmittedCommands' });
