import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { REFUSAL_CODES } from '../../domain/case/refusal';
import type { Body, Stamp } from '../../domain/task/events';
import type { Task, TaskCommand, TaskRefusal } from '../../domain/task/task';
import type { SentCommandStore } from '../../models/sent-commands';
import type { TaskVerdict } from '../../workflows/messages';
import { canonical } from '../commands/command';
import { ok, type Reply } from '../http/reply';
import { Problem, problemOfRefusal } from '../problems';
import type { TaskDesk } from './desk';

/**
 * The answer that a command got, or would have got, by the record; undefined if there is none yet.
 *
 * @param command the command as it has come now; the id may stand for nothing else
 * @throws {Problem} what it was refused with, or `used-otherwise`
 */
export async function answerOnRecord<S extends Task, C extends Body>(
  desk: TaskDesk<S, C>,
  id: string,
  commandId: string,
  command?: TaskCommand<C>,
): Promise<Reply | undefined> {
  const events = await desk.eventsOf(id);
  const made = events.find((event) => event.commandId === commandId);
  if (!made) return undefined;
  if (command && !isMadeBy(made, command)) throw usedOtherwise();
  const refusal = refusalIn(made);
  if (refusal) throw problemOfRefusal({ ...refusal, stage: await desk.stageAt(id, made.seq) });
  const revision = endOfTurn(events, made);
  const verdict: TaskVerdict = { id, revision, stage: await desk.stageAt(id, revision) };
  return ok(verdict);
}

/**
 * As `answerOnRecord`, or that there is no answer yet.
 *
 * @throws {Problem} also `not-found` if no such command was sent
 */
export async function verdictOf<S extends Task, C extends Body>(
  desk: TaskDesk<S, C>,
  sentCommands: Pick<SentCommandStore, 'find'>,
  id: string,
  commandId: string,
): Promise<Reply> {
  // Looked at first: between the two, the command may be recorded, but what was recorded stays.
  const sent = await sentCommands.find(id, commandId);
  const answer = await answerOnRecord(desk, id, commandId);
  if (answer) return answer;
  if (!sent) throw new Problem('not-found', `No command of this id was sent to this ${desk.name}.`);
  const status = sent.acknowledged ? 'open' : 'unconfirmed';
  return {
    status: 202,
    headers: { 'Retry-After': '1' },
    body: { id, commandId, command: sent.command, status },
  };
}

/** Stands for what a command says, so that another one under its id is noticed before it is recorded. */
export function digestOf({ actor, body }: TaskCommand<Body>): string {
  return createHash('sha256')
    .update(canonical({ ...body, user: actor.user }))
    .digest('base64url');
}

/** For a command id that came before with something else. */
export function usedOtherwise(): Problem {
  const message =
    'This commandId stands for another command, or the same with another payload. Take a new one.';
  return new Problem('used-otherwise', message, { errors: [{ field: 'commandId', message }] });
}

function isMadeBy(event: Body & Stamp, { actor, body }: TaskCommand<Body>): boolean {
  if (event.actor.user !== actor.user) return false;
  if (event.type === 'refused') {
    return 'command' in event.payload && event.payload.command === body.type;
  }
  return event.type === body.type && isDeepStrictEqual(event.payload, body.payload);
}

function refusalIn({ type, payload }: Body): TaskRefusal | undefined {
  if (type !== 'refused' || !('code' in payload) || !('message' in payload)) return undefined;
  const code = REFUSAL_CODES.find((known) => known === payload.code) ?? 'rule';
  return { code, message: String(payload.message) };
}

/** A command is answered when everything is recorded that it has led to: what it did to the clocks. */
function endOfTurn(events: readonly (Body & Stamp)[], made: Stamp): number {
  let last = made.seq;
  for (const { seq, type, at } of events) {
    if (seq <= made.seq) continue;
    if (at !== made.at || (type !== 'clock-ended' && type !== 'clock-started')) break;
    last = seq;
  }
  return last;
}
