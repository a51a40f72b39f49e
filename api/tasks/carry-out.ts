import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/people/actor';
import type { Body } from '../../domain/task/events';
import type { Task, TaskCommand } from '../../domain/task/task';
import type { SentCommandStore } from '../../models/sent-commands';
import type { Logger } from '../../platform/logging';
import type { Condition } from '../commands/condition';
import { LaneFullError, type Lanes } from '../commands/lanes';
import { isDatabaseAway } from '../http/database-away';
import { parsed, refusePersonalNumbers } from '../http/fields';
import { ok, type Reply } from '../http/reply';
import { Problem, problemOfRefusal, unavailable } from '../problems';
import { findTask, type TaskDesk } from './desk';
import type { TaskDelivery, TaskDoor, TaskParcel } from './door';
import { answerOnRecord, digestOf, usedOtherwise } from './verdict';

export interface TaskServices {
  readonly sentCommands: SentCommandStore;
  readonly taskDoor: TaskDoor;
  readonly lanes: Lanes;
  readonly logger: Logger;
}

/** A command to a work order or a corrective action as the API received it. */
export interface TaskRequest {
  readonly id: string;
  readonly command: string;
  readonly actor: Actor;
  readonly commandId: string | undefined;
  readonly payload: object;
  readonly condition: Condition | undefined;
  /** `Prefer: respond-async`. */
  readonly withoutWaiting: boolean;
}

/** How long an update may take; then the same command goes as a signal. */
const VERDICT_WITHIN_MS = 5_000;
/** How long Temporal may take to acknowledge a signal. */
const SIGNAL_WITHIN_MS = 2_000;

/**
 * Carries out a command as on a case: what the record doesn't admit is never sent, and what was sent is never called
 * failed while it may still happen.
 *
 * @throws {Problem} for everything but a verdict or an acknowledgement
 */
export async function carryOutTask<S extends Task, C extends Body>(
  services: TaskServices,
  desk: TaskDesk<S, C>,
  request: TaskRequest,
): Promise<Reply> {
  const { id, actor, payload, condition } = request;
  const state = await findTask(desk, id, actor);
  refusePersonalNumbers(payload, state.sensitive);
  const sentAt = new Date().toISOString();
  const commandId = request.commandId ?? randomUUID();
  const body = parsed(desk.commands, { type: request.command, payload });
  const command: TaskCommand<C> = { commandId, actor, sentAt, body };
  if (request.commandId !== undefined) {
    const known = await knownAnswer(services, desk, id, command);
    if (known) return known;
  }
  await checkRevision(desk, state, condition);
  const refusal = desk.admit(state, command, Date.parse(sentAt));
  if (refusal) throw problemOfRefusal(refusal);
  const parcel = { id, command: body.type, envelope: { commandId, actor, sentAt, payload: body.payload } };
  const work = { services, desk, parcel, command };
  try {
    return request.withoutWaiting
      ? await sendOn(work, { 'Preference-Applied': 'respond-async' })
      : await deliver(work, request.commandId !== undefined);
  } catch (error) {
    // From here on it may have happened, so that nothing may be told but that, or its verdict.
    throw isDatabaseAway(error) ? unconfirmed(commandId, error) : error;
  }
}

interface Work<S extends Task, C extends Body> {
  readonly services: TaskServices;
  readonly desk: TaskDesk<S, C>;
  readonly parcel: TaskParcel;
  readonly command: TaskCommand<C>;
}

/** The answer to a command whose id the record, or what is on its way, knows already. */
async function knownAnswer<S extends Task, C extends Body>(
  { sentCommands }: TaskServices,
  desk: TaskDesk<S, C>,
  id: string,
  command: TaskCommand<C>,
): Promise<Reply | undefined> {
  const answer = await answerOnRecord(desk, id, command.commandId, command);
  if (answer) return answer;
  const sent = await sentCommands.find(id, command.commandId);
  if (sent && sent.digest !== digestOf(command)) throw usedOtherwise();
  return undefined;
}

/** @throws {Problem} `changed` with what has happened since, if it is at another revision */
async function checkRevision<S extends Task, C extends Body>(
  desk: TaskDesk<S, C>,
  { id, revision, stage }: S,
  condition: Condition | undefined,
): Promise<void> {
  if (condition === undefined || condition === 'any' || condition.revision === revision) return;
  const since = condition.revision;
  const events = (await desk.eventsOf(id)).filter(({ seq }) => seq > since);
  throw new Problem('changed', `The ${desk.name} is at revision ${revision} now, ${stage}.`, {
    headers: { ETag: `"${revision}"` },
    members: { revision, stage, events },
  });
}

async function deliver<S extends Task, C extends Body>(work: Work<S, C>, idIsGiven: boolean): Promise<Reply> {
  const { desk, parcel, command } = work;
  const delivery = await updateInTurn(work);
  switch (delivery.kind) {
    case 'verdict':
      // Two requests with one id may have been under way at once; the record says whose it is.
      if (idIsGiven) await answerOnRecord(desk, parcel.id, command.commandId, command);
      return ok(delivery.verdict);
    case 'refused':
      throw problemOfRefusal(delivery.refusal);
    case 'undecided':
      return (await answerOnRecord(desk, parcel.id, command.commandId, command)) ?? sendOn(work);
    case 'not-running':
      throw await endedMeanwhile(work);
  }
}

async function updateInTurn<S extends Task, C extends Body>({
  services: { lanes, taskDoor },
  parcel,
}: Work<S, C>): Promise<TaskDelivery> {
  const deadline = Date.now() + VERDICT_WITHIN_MS;
  try {
    return (
      (await lanes.run(parcel.id, deadline, () => taskDoor.update(parcel, deadline))) ?? { kind: 'undecided' }
    );
  } catch (error) {
    if (!(error instanceof LaneFullError)) throw error;
    throw unavailable('Too many commands wait here. Nothing was sent: send it again.', 1);
  }
}

/** The workflow has ended since the record was read: what the record says now is why nothing was done. */
async function endedMeanwhile<S extends Task, C extends Body>({
  services,
  desk,
  parcel,
  command,
}: Work<S, C>): Promise<Problem> {
  const state = await desk.find(parcel.id);
  const refusal = state && desk.admit(state, command, Date.now());
  if (refusal) return problemOfRefusal(refusal);
  services.logger.error(
    { id: parcel.id },
    'The record has an open task, but Temporal knows no workflow of it',
  );
  return unavailable(
    `The procedure of this ${desk.name} is not running. Nothing was changed. Operators have been told: try again later.`,
    30,
  );
}

/** Sends the command as a signal, which Temporal keeps; its verdict appears at its own address. */
async function sendOn<S extends Task, C extends Body>(
  work: Work<S, C>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { services, desk, parcel, command } = work;
  const { sentCommands, taskDoor } = services;
  const { id } = parcel;
  const { commandId, actor, body } = command;
  await sentCommands.note({
    number: id,
    commandId,
    command: body.type,
    sentBy: actor.user,
    sentAt: new Date(command.sentAt ?? Date.now()),
    digest: digestOf(command),
  });
  const arrival = await taskDoor.signal(parcel, Date.now() + SIGNAL_WITHIN_MS);
  if (arrival === 'not-running') throw await endedMeanwhile(work);
  if (arrival === 'unsure') throw unconfirmed(commandId);
  await sentCommands.acknowledge(id, commandId);
  return {
    status: 202,
    headers: { ...headers, Location: `${desk.root}/${id}/commands/${commandId}` },
    body: { id, commandId, command: body.type, status: 'open' },
  };
}

function unconfirmed(commandId: string, cause?: unknown): Problem {
  return unavailable(
    'A part of the system is out of reach. Whether the command was carried out is not known: repeat it with this commandId, and it is carried out once only.',
    2,
    { members: { commandId }, cause },
  );
}
