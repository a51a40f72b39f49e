import { z } from 'zod';
import { CONTENT_TYPES, LEVELS, SUBTYPES, URGENCIES } from '../../domain/case/classification';
import { FINDINGS, VISIBILITIES, type CommandName, type CommandPayloads } from '../../domain/case/commands';
import { actor, instant, line, money, text } from './fields';
import { amendment } from './intake-schema';

const nothing = () => z.strictObject({}).pipe(z.record(z.string(), z.never()));

/** The payload of every command, as the command contract has it. */
export const payloadSchemas = {
  amend: z.strictObject({ fields: amendment, reason: text }),
  classify: z.strictObject({
    contentType: z.enum(CONTENT_TYPES),
    subtype: z.enum(SUBTYPES),
    urgency: z.enum(URGENCIES),
    reason: text.exactOptional(),
  }),
  triage: z.strictObject({
    answerable: z.enum(['yes', 'no', 'unclear']),
    script: line.exactOptional(),
    note: text.exactOptional(),
  }),
  'set-transfer': z.strictObject({ body: line, reference: line, limit: instant.exactOptional() }),
  'set-level': z.strictObject({ level: z.enum(LEVELS), reason: text }),
  assign: z.strictObject({
    department: line,
    handler: line.exactOptional(),
    reason: text.exactOptional(),
  }),
  accept: nothing(),
  return: z.strictObject({ reason: text }),
  'form-team': z.strictObject({ members: z.array(line).min(1).max(50), lead: line }),
  'add-evidence': z.strictObject({
    title: line,
    kind: line,
    note: text.exactOptional(),
    attachment: line.exactOptional(),
    originalAt: line.exactOptional(),
    visibility: z.enum(VISIBILITIES).exactOptional(),
  }),
  note: z.strictObject({ text: text, visibility: z.enum(VISIBILITIES) }),
  find: z.strictObject({
    finding: z.enum(FINDINGS),
    rootCause: text,
    text: text,
    responsible: line.exactOptional(),
    staffMeasure: z.strictObject({ person: line, measure: text, rule: line }).exactOptional(),
  }),
  plan: z.strictObject({
    owner: line,
    steps: z
      .array(z.strictObject({ what: text, owner: line, due: instant }))
      .min(1)
      .max(100),
    expectedCompletion: instant,
    preliminary: z.boolean().exactOptional(),
  }),
  'complete-step': z.strictObject({ step: z.int().min(1).max(1000), result: text }),
  'log-contact': z.strictObject({
    method: line,
    at: instant,
    content: text,
    reaction: text,
    substantive: z.boolean().exactOptional(),
    promisedNextAt: instant.exactOptional(),
  }),
  'contact-attempt': z.strictObject({
    method: line,
    at: instant,
    outcome: z.enum(['no-answer', 'refused', 'wrong-number']),
  }),
  'promise-reply': z.strictObject({ by: instant, note: text.exactOptional() }),
  extend: z.strictObject({
    clock: line,
    until: instant,
    reason: text,
    agreedAt: instant.exactOptional(),
    agreedWith: line.exactOptional(),
  }),
  pause: z.strictObject({
    reason: z.enum(['waiting-for-customer', 'force-majeure']),
    until: instant.exactOptional(),
  }),
  resume: nothing(),
  'order-work': z.strictObject({ department: line, task: text, due: instant.exactOptional() }),
  claim: z.strictObject({ demand: text, grounds: text }),
  'decide-claim': z.strictObject({
    decision: z.enum(['grant', 'refuse', 'pass-on']),
    amount: money.exactOptional(),
    reason: text,
  }),
  resolve: z.strictObject({
    result: text,
    outcome: line.exactOptional(),
    measures: text.exactOptional(),
    apology: z.strictObject({ by: line, at: instant }).exactOptional(),
    gift: line.exactOptional(),
    customerContent: z.enum(['yes', 'no', 'unknown']),
  }),
  'customer-satisfied': z.strictObject({
    rating: z.int().min(1).max(5),
    comment: text.exactOptional(),
    suggestions: text.exactOptional(),
  }),
  'customer-unsatisfied': z.strictObject({ reason: text, demand: text.exactOptional() }),
  'customer-in-doubt': z.strictObject({ doubt: text, nextContactAt: instant }),
  'close-unsettled': z.strictObject({
    ground: z.enum(['not-understood', 'no-liability', 'no-settlement', 'unreachable']),
    statement: text,
  }),
  escalate: z.strictObject({
    to: z.enum(['supervisor', 'quality-manager', 'head-of-customer-service', 'executive']),
    reason: text,
  }),
  intervene: z.strictObject({ instruction: text, takeOver: z.boolean().exactOptional() }),
  'mark-widespread': z.strictObject({ group: line, reason: text }),
  'flag-difficult': z.union([
    z.strictObject({ reason: text, followUpAt: instant.exactOptional() }),
    z.strictObject({ agree: z.boolean() }),
  ]),
  'reply-to-body': z.strictObject({
    outcome: z.enum(['settled', 'not-settled']),
    statement: text,
    at: instant,
  }),
  'decide-suggestion': z.strictObject({ adopted: z.enum(['yes', 'no', 'partly']), reason: text }),
  answer: z.strictObject({ text: text }),
  callback: z.strictObject({
    at: instant,
    method: line,
    opinion: text,
    rating: z.int().min(1).max(5).exactOptional(),
  }),
  inspect: z.strictObject({
    verdict: z.enum(['done', 'not-done', 'not-confirmed']),
    criticism: text.exactOptional(),
    correctBy: instant.exactOptional(),
  }),
  'keep-longer': z.strictObject({ reason: text, until: instant }),
  withdraw: z.strictObject({
    reason: text,
    statement: z.strictObject({ at: instant, method: line, text: text }),
  }),
  reopen: z.strictObject({ reason: text }),
  review: z.strictObject({
    rootCause: text,
    lessons: z.array(text).max(50),
    countermeasures: z.array(text).max(50),
    share: z.boolean().exactOptional(),
  }),
} satisfies { readonly [N in CommandName]: z.ZodType<CommandPayloads[N]> };

/** What every command carries besides its payload, as it travels to its case by signal or by update. */
export const envelopeSchema = z.strictObject({
  commandId: z.uuid(),
  actor,
  sentAt: instant.exactOptional(),
  happenedAt: instant.exactOptional(),
  payload: z.unknown(),
});
