import type { Command, CommandName } from '../domain/case/commands';
import type { FieldError, Refusal } from '../domain/case/refusal';
import { personalNumberFields } from '../domain/guard/personal-numbers';
import { isCommand, isEnvelope, type Errors } from './generated/validators';
import { UNREADABLE } from './messages';

/** Who sent a command that can't be carried out, as far as that can be read. */
export type Sender = Pick<Command, 'commandId' | 'actor'>;

export type Reading = { readonly command: Command } | { readonly refusal: Refusal; readonly sender?: Sender };

/**
 * Reads what came through a signal or an update; whatever it is, the answer is a command or a refusal.
 *
 * @param sensitive the pack's patterns of numbers that are never kept
 */
export function readCommand(
  name: CommandName,
  envelope: unknown,
  sensitive: readonly string[],
): Reading {
  if (isUnreadable(envelope)) {
    return {
      refusal: {
        code: 'plaintext',
        message: 'The payload was not encrypted with the key of this case: send it through the API.',
      },
    };
  }
  if (!isEnvelope(envelope)) return { refusal: invalidFields(isEnvelope.errors) };
  const command = { ...envelope, type: name };
  const sender: Sender = { commandId: command.commandId, actor: command.actor };
  if (!isCommand(command)) return { refusal: invalidFields(isCommand.errors), sender };
  const found = personalNumberFields(command.payload, sensitive);
  return found.length > 0 ? { refusal: personalNumbers(found), sender } : { command };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUnreadable(value: unknown): boolean {
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
