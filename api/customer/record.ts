import { z } from 'zod';
import { admittedCommands } from '../../domain/case/admission';
import type { Case, Evidence } from '../../domain/case/case';
import type { CaseEvent } from '../../domain/case/events';
import { STAGES } from '../../domain/case/stage';
import { CUSTOMER } from '../../domain/people/actor';
import type { CaseDocument } from '../../models/cases';
import { instant } from '../complaints/fields';
import { pinnedPolicy } from '../complaints/pinned-policy';
import { WHOLE_CASE } from '../commands/recorded-answer';
import { CUSTOMER_COMMANDS, isCustomerCommand } from './commands';
import type { CustomerServices } from './services';

const SIDES = ['customer', 'company'] as const;
type Side = (typeof SIDES)[number];

const fileSchema = z.object({
  id: z.string(),
  filename: z.string(),
  type: z.string(),
  size: z.int().meta({ description: 'Bytes' }),
  at: instant,
  from: z.enum(SIDES),
});

export const recordSchema = z
  .object({
    name: z.string(),
    matter: z.string(),
    expectation: z.string().nullable(),
    steps: z
      .array(z.object({ stage: z.enum(STAGES), at: instant }))
      .meta({ description: 'The stages that it has entered, in their order' }),
    messages: z.array(z.object({ text: z.string(), at: instant, from: z.enum(SIDES) })),
    files: z.array(fileSchema),
    results: z
      .array(z.object({ round: z.int(), text: z.string(), at: instant }))
      .meta({ description: 'What was reported as the result of each round' }),
    answers: z.array(z.object({ text: z.string(), at: instant })),
    outcome: z
      .object({ kind: z.string(), rating: z.int().nullable() })
      .nullable()
      .meta({ description: 'How it ended' }),
    admitted: z
      .array(z.enum([...CUSTOMER_COMMANDS, 'file']))
      .meta({ description: 'What the customer may send now' }),
  })
  .meta({ id: 'CustomerRecord' });

export type CustomerRecord = z.input<typeof recordSchema>;

/** Everything of a case that its customer sees: what they sent, and what was written or sent to them. */
export async function recordFor(services: CustomerServices, document: CaseDocument): Promise<CustomerRecord> {
  const { _id: number, state } = document;
  const { intake, rounds, answers, closing } = state;
  const events = await services.cases.eventsOf(number, 0, WHOLE_CASE);
  return {
    name: intake.customer.name,
    matter: intake.matter,
    expectation: intake.expectation ?? null,
    steps: events.flatMap((event) =>
      event.type === 'stage-entered' ? [{ stage: event.payload.stage, at: event.at }] : [],
    ),
    messages: events.flatMap(messageOf),
    files: await filesOf(services, state),
    results: rounds.flatMap(({ round, result }) =>
      result && isTold(state, round) ? [{ round, text: result.result, at: result.at }] : [],
    ),
    answers: answers.map(({ text, at }) => ({ text, at })),
    outcome: closing
      ? { kind: closing.outcome.kind, rating: 'rating' in closing.outcome ? closing.outcome.rating : null }
      : null,
    admitted: await admittedTo(services, document),
  };
}

/** A result is a draft until the case is before its customer. */
function isTold({ stage, round: current }: Case, round: number): boolean {
  return round < current || stage === 'confirming' || stage === 'closed' || stage === 'archived';
}

function messageOf(event: CaseEvent): CustomerRecord['messages'] {
  if (event.type !== 'note' || event.payload.visibility !== 'customer') return [];
  return [{ text: event.payload.text, at: event.at, from: sideOf(event.actor.user) }];
}

function sideOf(user: string): Side {
  return user === CUSTOMER.user ? 'customer' : 'company';
}

/** The files that the customer sees: theirs, and those that were put on the record for them. */
export function filesForCustomer({
  evidence,
}: Case): readonly (Evidence & { readonly attachment: string })[] {
  return evidence.flatMap((one) => {
    const { attachment, by, visibility } = one;
    const isTheirs = by === CUSTOMER.user || visibility === 'customer';
    return attachment !== undefined && isTheirs ? [{ ...one, attachment }] : [];
  });
}

async function filesOf({ attachments }: CustomerServices, state: Case): Promise<CustomerRecord['files']> {
  const files = await Promise.all(
    filesForCustomer(state).map(async ({ attachment, at, by }) => {
      const known = await attachments.find(attachment);
      if (!known) return [];
      const { id, filename, type, size } = known;
      return [{ id, filename, type, size, at, from: sideOf(by) }];
    }),
  );
  return files.flat();
}

async function admittedTo(
  services: CustomerServices,
  document: CaseDocument,
): Promise<CustomerRecord['admitted']> {
  const policy = await pinnedPolicy(services, document);
  const names = admittedCommands(policy, document.state, CUSTOMER, Date.now());
  return names.flatMap((name) => {
    if (name === 'add-evidence') return ['file' as const];
    return isCustomerCommand(name) ? [name] : [];
  });
}
