import { z } from 'zod';
import type { CommandName } from '../../domain/case/commands';
import { CUSTOMER } from '../../domain/people/actor';
import { STAGES } from '../../domain/case/stage';
import { carryOutOn } from '../commands/carry-out';
import { instant, text } from '../complaints/fields';
import { BY_CODE } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import type { Caller } from '../http/credentials';
import { ok, type Reply } from '../http/reply';
import { noParts, route, type Call, type Route } from '../http/route';
import { caseByLink } from './case-of-link';
import { ROOT, TAG } from './place';
import type { CustomerServices } from './services';

/** What a customer may send themselves (the command contract’s “customer’s link”, and messages). */
export const CUSTOMER_COMMANDS = [
  'note',
  'customer-satisfied',
  'customer-unsatisfied',
  'customer-in-doubt',
  'withdraw',
  'reopen',
] as const satisfies readonly CommandName[];
export type CustomerCommand = (typeof CUSTOMER_COMMANDS)[number];

/** Whether a customer may send a command of this name at all. */
export function isCustomerCommand(name: string): name is CustomerCommand {
  const names: readonly string[] = CUSTOMER_COMMANDS;
  return names.includes(name);
}

/** How a withdrawal reached us, for its record. */
const BY_THE_LINK = 'customer-link';
/** When a customer who is in doubt is called back, if they don't say. */
const NEXT_CONTACT_MS = 24 * 3_600_000;

const commandId = z.uuid().meta({ description: 'Repeating it repeats the answer, not the effect.' });
const ID = '7d9f0f3e-6f0c-4d8a-9b1e-2f6f1c1f0a11';

export const takenSchema = z
  .object({
    taken: z.enum(['done', 'sent']).meta({
      description: 'done: it is carried out. sent: it is safe, and will be within moments.',
    }),
    stage: z.enum(STAGES).exactOptional(),
  })
  .meta({ id: 'CustomerCommandTaken' });

/** What the customer fills in, and the command that becomes of it. */
interface Form<B extends { readonly commandId: string }> {
  readonly command: CustomerCommand;
  readonly summary: string;
  readonly body: z.ZodType<B>;
  readonly example: object;
  /** @param at when the server took it in */
  readonly payload: (body: Omit<B, 'commandId'>, at: Date) => Record<string, unknown>;
}

/** What the customer says through their link: each becomes a command to the case. */
export function customerCommandRoutes(services: CustomerServices): Route[] {
  return [
    formRoute(services, {
      command: 'note',
      summary: 'Write to us',
      body: z.strictObject({ commandId, text }),
      example: { text: 'It happened again this morning.' },
      payload: ({ text: said }) => ({ text: said, visibility: 'customer' }),
    }),
    formRoute(services, {
      command: 'customer-satisfied',
      summary: 'Say that one is satisfied',
      body: z.strictObject({
        commandId,
        rating: z.int().min(1).max(5),
        comment: text.exactOptional(),
        suggestions: text.exactOptional(),
      }),
      example: { rating: 5, comment: 'Quick' },
      payload: (body) => body,
    }),
    formRoute(services, {
      command: 'customer-unsatisfied',
      summary: 'Say that one is not satisfied: the next round',
      body: z.strictObject({ commandId, reason: text, demand: text.exactOptional() }),
      example: { reason: 'It restarts again' },
      payload: (body) => body,
    }),
    formRoute(services, {
      command: 'customer-in-doubt',
      summary: 'Ask something before one decides',
      body: z.strictObject({ commandId, doubt: text, nextContactAt: instant.exactOptional() }),
      example: { doubt: 'Is the new board of the same batch?' },
      payload: ({ doubt, nextContactAt }, at) => ({
        doubt,
        nextContactAt: nextContactAt ?? new Date(at.getTime() + NEXT_CONTACT_MS).toISOString(),
      }),
    }),
    formRoute(services, {
      command: 'withdraw',
      summary: 'Withdraw the case',
      body: z.strictObject({ commandId, reason: text }),
      example: { reason: 'It was settled in the shop' },
      payload: ({ reason }, at) => ({
        reason,
        statement: { at: at.toISOString(), method: BY_THE_LINK, text: reason },
      }),
    }),
    formRoute(services, {
      command: 'reopen',
      summary: 'Have a closed case handled again',
      body: z.strictObject({ commandId, reason: text }),
      example: { reason: 'The fault is back' },
      payload: (body) => body,
    }),
  ];
}

function formRoute<B extends { readonly commandId: string }>(
  services: CustomerServices,
  { command, summary, body, example, payload }: Form<B>,
): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/${command}`,
      allow: BY_CODE,
      id: operationOf(command),
      tag: TAG,
      summary,
      takes: 'json',
      body,
      bodyExample: { commandId: ID, ...example },
      answers: { 200: { description: 'We have it.', body: takenSchema, example: { taken: 'done' } } },
      problems: [
        ...BODY_PROBLEMS,
        'personal-number',
        'not-admitted',
        'not-yet',
        'used-otherwise',
        ...LINK_PROBLEMS,
      ],
    },
    async (call) => {
      const { commandId: id, ...fields } = call.body;
      return sendCommand(services, call, { command, commandId: id, payload: payload(fields, new Date()) });
    },
  );
}

/** What every request with a link may be answered with. */
export const LINK_PROBLEMS = ['bad-link', 'link-over', 'code-needed'] as const;

/** `customer-satisfied` is `customerSatisfied`: what staff send has the name of the command itself. */
function operationOf(command: CustomerCommand): string {
  const words = `customer-${command.replace(/^customer-/, '')}`;
  return words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A command of the customer. */
export interface Sent {
  readonly command: CustomerCommand | 'add-evidence';
  readonly commandId: string;
  readonly payload: Record<string, unknown>;
}

/** Carries out a command of the customer on the case of their link, and puts it on the access record. */
export async function sendCommand(
  services: CustomerServices,
  {
    caller,
    request,
  }: Pick<Call<unknown, unknown, unknown, unknown>, 'request'> & { readonly caller: Caller },
  { command, commandId: id, payload }: Sent,
): Promise<Reply> {
  const document = await caseByLink(services, caller);
  const { _id: number } = document;
  // What holds the time of the first attempt is sent with that of the second: it is the same command.
  const made = await services.cases.eventOfCommand(number, id);
  const said = made?.type === command ? made.payload : payload;
  const reply = await carryOutOn(services, document, {
    number,
    command,
    actor: CUSTOMER,
    body: { ...said, commandId: id },
    condition: undefined,
    withoutWaiting: false,
  });
  await accountFor(services.accessRecord, request, CUSTOMER, { action: command, number });
  return ok(takenOf(reply));
}

/** The answer to staff names where the verdict appears, which is theirs to read. */
function takenOf(reply: Reply): z.input<typeof takenSchema> {
  if ('write' in reply || reply.status !== 200) return { taken: 'sent' };
  const { data } = z.object({ stage: z.enum(STAGES) }).safeParse(reply.body);
  return { taken: 'done', ...(data && { stage: data.stage }) };
}
