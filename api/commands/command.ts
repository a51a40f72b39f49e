import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Command, CommandName, CommandPayloads, Envelope } from '../../domain/case/commands';
import type { CaseEvent } from '../../domain/case/events';
import { payloadSchemas } from '../complaints/command-schemas';
import { instant } from '../complaints/fields';
import { parsed } from '../http/fields';

type PayloadSchemas = { readonly [N in CommandName]: z.ZodType<CommandPayloads[N]> };

const schemas: PayloadSchemas = payloadSchemas;

const commandId = z
  .uuid()
  .exactOptional()
  .meta({ description: 'Repeating it repeats the answer, not the effect.' });
const happenedAt = instant.exactOptional().meta({
  description:
    'When it happened, where that was earlier (a phone call). It is shown; clocks stop by server time.',
});

/** Whether the command has a time of its own in its payload, so that `at` is not the envelope's. */
function hasOwnTime(name: CommandName): boolean {
  const schema: z.ZodType = schemas[name];
  return schema instanceof z.ZodObject && Object.hasOwn(schema.shape, 'at');
}

/** The body of a command: the fields of its payload and, beside them, its id and when it happened. */
export function bodySchema(name: CommandName): z.ZodType<Record<string, unknown>> {
  const schema: z.ZodType = schemas[name];
  return withEnvelope(schema, { commandId, ...(!hasOwnTime(name) && { at: happenedAt }) });
}

function withEnvelope(
  schema: z.core.$ZodType,
  envelope: z.core.$ZodLooseShape,
): z.ZodType<Record<string, unknown>> {
  if (schema instanceof z.ZodObject) return schema.extend(envelope);
  if (schema instanceof z.ZodUnion) {
    return z.union(schema.options.map((option) => withEnvelope(option, envelope)));
  }
  return z.strictObject(envelope);
}

/** What a body says, parted into envelope and payload. */
export type CommandBody = Pick<Envelope, 'payload' | 'happenedAt'> & { readonly commandId?: string };

/** Reads a body that the command's `bodySchema` has passed. */
export function readBody(name: CommandName, body: Readonly<Record<string, unknown>>): CommandBody {
  const { commandId: id, ...rest } = body;
  const schema: z.ZodType<Envelope['payload']> = schemas[name];
  const given = id === undefined ? {} : { commandId: parsed(z.uuid(), id) };
  if (hasOwnTime(name)) return { ...given, payload: parsed(schema, rest) };
  const { at, ...payload } = rest;
  const happened = at === undefined ? {} : { happenedAt: parsed(instant, at) };
  return { ...given, ...happened, payload: parsed(schema, payload) };
}

/**
 * A command as the domain judges it.
 *
 * @throws {TypeError} if the payload is not one of this command
 */
export function commandOf(type: CommandName, envelope: Envelope): Command {
  const command = { type, ...envelope };
  if (!isCommand(command)) throw new TypeError(`This is not the payload of '${type}'.`);
  return command;
}

function isCommand(value: { readonly type: CommandName } & Envelope): value is Command {
  const schema: z.ZodType = schemas[value.type];
  return schema.safeParse(value.payload).success;
}

/** Whether the event is what this very command has made, and not another one under its id. */
export function isMadeBy(event: CaseEvent, command: Command): boolean {
  if (event.type === 'refused') {
    return event.payload.command === command.type && event.actor.user === command.actor.user;
  }
  return (
    event.type === command.type &&
    event.actor.user === command.actor.user &&
    event.happenedAt === command.happenedAt &&
    isDeepStrictEqual(event.payload, command.payload)
  );
}

/** Stands for what a command says, so that another one under its id is noticed before it is recorded. */
export function digestOf({ type, actor, happenedAt, payload }: Command): string {
  const said = canonical({ type, user: actor.user, happenedAt, payload });
  return createHash('sha256').update(said).digest('base64url');
}

/** JSON with the keys in order, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
