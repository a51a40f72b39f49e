import { z } from 'zod';
import { CONTENT_TYPES, SUBTYPES, URGENCIES } from '../../domain/case/classification';
import { KINDS, type Amendment, type Intake } from '../../domain/case/intake';
import { instant, line, text } from './fields';

const customer = z.strictObject({
  name: line,
  company: line.exactOptional(),
  phone: line.exactOptional(),
  email: z.email().max(200).exactOptional(),
  account: line.exactOptional(),
});

const correctable = {
  channel: line,
  channelDetail: line.exactOptional(),
  customer,
  matter: text,
  occurredAt: instant.exactOptional(),
  occurredText: line.exactOptional(),
  expectation: text.exactOptional(),
  mood: text.exactOptional(),
  firstReply: text.exactOptional(),
  aboutDepartment: line.exactOptional(),
  persons: z.array(line).max(50).exactOptional(),
};

/** The body of `POST /complaints`, without its `policy`; `receivedAt` is the time of the request unless given. */
export const intakeSchema = z.strictObject({
  kind: z.enum(KINDS),
  ...correctable,
  receivedAt: instant.exactOptional(),
  receivedBy: line.exactOptional(),
  contentType: z.enum(CONTENT_TYPES).exactOptional(),
  subtype: z.enum(SUBTYPES).exactOptional(),
  urgency: z.enum(URGENCIES).exactOptional(),
  route: z.enum(['normal', 'direct']).exactOptional(),
  transferredBy: z
    .strictObject({ body: line, reference: line, limit: instant.exactOptional() })
    .exactOptional(),
  department: line.exactOptional(),
  origin: z.enum(['onsite', 'higher']).exactOptional(),
  replyDue: instant.exactOptional(),
}) satisfies z.ZodType<Omit<Intake, 'receivedAt'> & Partial<Pick<Intake, 'receivedAt'>>>;

/** What `amend` may correct: one field at least. */
export const amendment = z
  .strictObject({
    channel: correctable.channel.exactOptional(),
    channelDetail: correctable.channelDetail,
    customer: correctable.customer.exactOptional(),
    matter: correctable.matter.exactOptional(),
    occurredAt: correctable.occurredAt,
    occurredText: correctable.occurredText,
    expectation: correctable.expectation,
    mood: correctable.mood,
    firstReply: correctable.firstReply,
    aboutDepartment: correctable.aboutDepartment,
    persons: correctable.persons,
  })
  .refine(
    (fields) => Object.keys(fields).length > 0,
    'name at least one field to correct',
  ) satisfies z.ZodType<Amendment>;
