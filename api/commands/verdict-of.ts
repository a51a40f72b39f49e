import type { CaseStore } from '../../models/cases';
import type { SentCommandStore } from '../../models/sent-commands';
import { ok, type Reply } from '../http/reply';
import { Problem, problemOfRefusal } from '../problems';
import { recordedAnswer, WHOLE_CASE } from './recorded-answer';

/** What the records know of commands. */
export interface CommandRecords {
  readonly cases: Pick<CaseStore, 'eventOfCommand' | 'eventsOf'>;
  readonly sentCommands: Pick<SentCommandStore, 'find'>;
}

/**
 * The answer to a command by its id, or that there is none yet.
 *
 * @throws {Problem} what the command was refused with, or `not-found` if no such command was sent
 */
export async function verdictOf(
  { cases, sentCommands }: CommandRecords,
  number: string,
  commandId: string,
): Promise<Reply> {
  // Looked at first: between the two, the command may be recorded, but what was recorded stays.
  const sent = await sentCommands.find(number, commandId);
  const made = await cases.eventOfCommand(number, commandId);
  if (made) {
    const answer = recordedAnswer(number, await cases.eventsOf(number, 0, WHOLE_CASE), made);
    if ('refusal' in answer) throw problemOfRefusal(answer.refusal);
    return ok(answer.verdict);
  }
  if (!sent) throw new Problem('not-found', 'No command of this id was sent to this complaint.');
  const status = sent.acknowledged ? 'open' : 'unconfirmed';
  return {
    status: 202,
    headers: { 'Retry-After': '1' },
    body: { number, commandId, command: sent.command, status },
  };
}
