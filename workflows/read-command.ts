import type { Command, CommandName, Envelope } from '../domain/case/commands';
import type { FieldError, Refusal } from '../domain/case/refusal';
import { personalNumberFields } from '../domain/guard/personal-numbers';
import { isCommand, isEnvelope, type Errors } from './generated/validators';
import { UNREADABLE } from './messages';

/** Who sent a command that can't be carried out, as far as that can be read. */
export type Sender = Pick<Command, 'commandId' | 'actor'>;

export type Reading<T = Command> =
  { readonly command: T } | { readonly refusal: Refusal; readonly sender?: Sender };

/** A well-formed envelope whose payload has not been looked at. */
export type Sealed = Omit<Envelope, 'payload'> & { readonly payload: unknown };

/** What a payload turns out to be. */
export type Opening<T> = { readonly command: T } | { readonly errors: Errors };

/**
 * Reads what came through a signal or an update; whatever it is, the answer is a command or a refusal.
 *
 * @param sensitive the pack's patterns of numbers that are never kept
 */
export function readCommand(name: CommandName, envelope: unknown, sensitive: readonly string[]): Reading {
  return readSealed(envelope, sensitive, (sealed) => {
    const command = { ...sealed, type: name };
    return isCommand(command) ? { command } : { errors: isCommand.errors };
  });
}

/** As `readCommand`, for whatever `open` makes of the payload. */
export function readSealed<T>(
  envelope: unknown,
  sensitive: readonly string[],
  open: (sealed: Sealed) => Opening<T>,
): Reading<T> {
  if (isUnreadable(envelope)) {
    return {
      refusal: {
        code: 'plaintext',
        message: 'The payload was not encrypted with the key of this case: send it through the API.',
      },
    };
  }
  if (!isEnvelope(envelope)) return { refusal: invalidFields(isEnvelope.errors) };
  const sender: Sender = { commandId: envelope.commandId, actor: envelope.actor };
  const opening = open(envelope);
  if ('errors' in opening) return { refusal: invalidFields(opening.errors), sender };
  const found = personalNumberFields(envelope.payload, sensitive);
  return found.length > 0 ? { refusal: personalNumbers(found), sender } : { command: opening.command };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it stands in the place of something that could not be decrypted. */
export function isUnreadable(value: unknown): boolean {
  return isRecord(value) && UNREADABLE in value;
}

function invalidFields(errors: Errors): Refusal {
  const fields: FieldError[] = (errors ?? []).map(({ instancePath, message }) => ({
    field: fieldOf(instancePath),
    message: message ?? 'is not valid',
  }));
  const [first] = fields;
  return {
    code: 'invalid',
    message: `The command is not well-formed: ${first?.field ?? ''} ${first?.message ?? ''}.`,
    fields,
  };
}

/** `/payload/steps/0/due` is `steps[0].due`. */
function fieldOf(instancePath: string): string {
  return instancePath
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/^\//, '')
    .replace(/\//g, '.');
}

function personalNumbers(found: readonly { readonly path: string; readonly kind: string }[]): Refusal {
  return {
    code: 'personal-number',
    message: `ID-card and bank-card numbers are never kept: leave the number out of ${found.map(({ path }) => path).join(', ')}.`,
    fields: found.map(({ path, kind }) => ({
      field: path,
      message: `holds what looks like an ${kind} number`,
    })),
  };
}
