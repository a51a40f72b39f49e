import { refuseErased } from '../complaints/refuse-erased';
import { randomUUID } from 'node:crypto';
import { admit } from '../../domain/case/admission';
import type { Command, CommandName } from '../../domain/case/commands';
import type { Actor } from '../../domain/people/actor';
import type { CaseDocument, CaseStore } from '../../models/cases';
import type { KeepingStore } from '../../models/keeping';
import type { PolicyStore } from '../../models/policies';
import type { SentCommandStore } from '../../models/sent-commands';
import type { Logger } from '../../platform/logging';
import type { ArchivedCaseStart } from '../../workflows/messages';
import { findCase, type CaseFinder } from '../complaints/find-case';
import { isDatabaseAway } from '../http/database-away';
import { refusePersonalNumbers } from '../http/fields';
import { ok, type Reply } from '../http/reply';
import { Problem, problemOfRefusal, unavailable } from '../problems';
import { commandOf, digestOf, isMadeBy, readBody } from './command';
import { checkRevision, type Condition } from './condition';
import type { CaseDoor, Delivery, Parcel } from './door';
import { checkNamed, type Existing } from './existing';
import { LaneFullError, type Lanes } from './lanes';
import { recordedAnswer, WHOLE_CASE } from './recorded-answer';

export interface CommandServices extends CaseFinder, Existing {
  readonly cases: CaseStore;
  readonly keeping: Pick<KeepingStore, 'find'>;
  readonly policies: Pick<PolicyStore, 'find'>;
  readonly sentCommands: SentCommandStore;
  readonly door: CaseDoor;
  readonly lanes: Lanes;
  readonly logger: Logger;
}

/** A command as the API received it. */
export interface CommandRequest {
  readonly number: string;
  readonly command: CommandName;
  readonly actor: Actor;
  /** Has passed the command's schema. */
  readonly body: Record<string, unknown>;
  readonly condition: Condition | undefined;
  /** `Prefer: respond-async`. */
  readonly withoutWaiting: boolean;
}

/** How long an update may take; then the same command goes as a signal. */
const VERDICT_WITHIN_MS = 5_000;
/** How long Temporal may take to acknowledge a signal. */
const SIGNAL_WITHIN_MS = 2_000;

/**
 * Carries out a command on a case. A command that the record or the rules refuse is never sent; one that was sent is
 * never called failed while it may still happen.
 *
 * @throws {Problem} for everything but a verdict or an acknowledgement
 */
export async function carryOut(services: CommandServices, request: CommandRequest): Promise<Reply> {
  const { number, actor } = request;
  return carryOutOn(services, await findCase(services, number, actor), request);
}

/**
 * The same on a case that the caller has found already, and has made sure that the actor may see.
 *
 * @throws {Problem} for everything but a verdict or an acknowledgement
 */
export async function carryOutOn(
  services: CommandServices,
  found: CaseDocument,
  request: CommandRequest,
): Promise<Reply> {
  const { number, actor, body } = request;
  await refuseErased(services, found);
  const { commandId, happenedAt, payload } = readBody(request.command, body);
  const sentAt = new Date();
  const command = commandOf(request.command, {
    commandId: commandId ?? randomUUID(),
    actor,
    sentAt: sentAt.toISOString(),
    ...(happenedAt !== undefined && { happenedAt }),
    payload,
  });
  if (commandId !== undefined) {
    const known = await knownAnswer(services, number, command);
    if (known) return known;
  }
  await checkRevision(services.cases, found, request.condition, actor);
  const parcel = await parcelOf(services, found, command, sentAt);
  await checkNamed(services, request.command, body);
  try {
    return request.withoutWaiting
      ? await sendOn(services, parcel, command, { 'Preference-Applied': 'respond-async' })
      : await deliver(services, parcel, command, commandId !== undefined);
  } catch (error) {
    // From here on it may have happened, so that nothing may be told but that, or its verdict.
    if (isDatabaseAway(error)) throw unconfirmed(command.commandId, error);
    // Whoever has erased the case meanwhile has taken its procedure away with it.
    await refuseErased(services, found);
    throw error;
  }
}

/** The answer to a command whose id the record, or what is on its way, knows already. */
async function knownAnswer(
  { cases, sentCommands }: CommandServices,
  number: string,
  command: Command,
): Promise<Reply | undefined> {
  const answer = await answerOnRecord(cases, number, command);
  if (answer) return answer;
  const sent = await sentCommands.find(number, command.commandId);
  if (sent && sent.digest !== digestOf(command)) throw usedOtherwise();
  return undefined;
}

/** @throws {Problem} if the command was refused, or its id stands for another command */
async function answerOnRecord(
  cases: CaseStore,
  number: string,
  command: Command,
): Promise<Reply | undefined> {
  const made = await cases.eventOfCommand(number, command.commandId);
  if (!made) return undefined;
  if (!isMadeBy(made, command)) throw usedOtherwise();
  const answer = recordedAnswer(number, await cases.eventsOf(number, 0, WHOLE_CASE), made);
  if ('refusal' in answer) throw problemOfRefusal(answer.refusal);
  return ok(answer.verdict);
}

function usedOtherwise(): Problem {
  const message =
    'This commandId stands for another command, or the same with another payload. Take a new one.';
  return new Problem('used-otherwise', message, { errors: [{ field: 'commandId', message }] });
}

/**
 * What is sent to the case. What the record does not admit is not sent at all: the workflow's own verdict could only
 * be the same, and a refusal needs neither worker nor Temporal.
 */
async function parcelOf(
  { policies }: CommandServices,
  { _id: number, state }: CaseDocument,
  command: Command,
  sentAt: Date,
): Promise<Parcel> {
  const { id, version } = state.policy;
  const policy = await policies.find(id, version);
  if (!policy)
    throw new Error(`Version ${version} of the pack ${id}, under which ${number} runs, is not stored.`);
  refusePersonalNumbers(command.payload, policy.sensitive);
  const refusal = admit(policy, state, command, sentAt.getTime());
  if (refusal) throw problemOfRefusal(refusal);
  const { type, ...envelope } = command;
  const archived: ArchivedCaseStart | undefined = state.stage === 'archived' ? { state, policy } : undefined;
  return { number, command: type, envelope, ...(archived && { archived }) };
}

async function deliver(
  services: CommandServices,
  parcel: Parcel,
  command: Command,
  idIsGiven: boolean,
): Promise<Reply> {
  const delivery = await updateInTurn(services, parcel);
  switch (delivery.kind) {
    case 'verdict':
      // Two requests with one id may have been under way at once; the record says whose it is.
      if (idIsGiven) await checkOwner(services, parcel.number, command);
      return ok(delivery.verdict);
    case 'refused':
      throw problemOfRefusal(delivery.refusal);
    case 'undecided': {
      const answer = await answerOnRecord(services.cases, parcel.number, command);
      if (answer) return answer;
      if (parcel.archived) await refuseErased(services, { _id: parcel.number, stage: 'archived' });
      return sendOn(services, parcel, command);
    }
    case 'not-running':
      return endedMeanwhile(services, parcel, command);
  }
}

async function updateInTurn({ door, lanes }: CommandServices, parcel: Parcel): Promise<Delivery> {
  const deadline = Date.now() + VERDICT_WITHIN_MS;
  try {
    return (
      (await lanes.run(parcel.number, deadline, () => door.update(parcel, deadline))) ?? { kind: 'undecided' }
    );
  } catch (error) {
    if (!(error instanceof LaneFullError)) throw error;
    throw unavailable('Too many commands wait for this case. Nothing was sent: send it again.', 1);
  }
}

async function checkOwner({ cases }: CommandServices, number: string, command: Command): Promise<void> {
  const made = await cases.eventOfCommand(number, command.commandId);
  if (made && !isMadeBy(made, command)) throw usedOtherwise();
}

/** The workflow has ended since the record was read, by being archived: then the record takes the command. */
async function endedMeanwhile(services: CommandServices, parcel: Parcel, command: Command): Promise<Reply> {
  const document = await services.cases.find(parcel.number);
  if (document?.stage !== 'archived' || parcel.archived) throw notRunning(services.logger, parcel);
  const anew = await parcelOf(services, document, command, new Date());
  const delivery = await updateInTurn(services, anew);
  if (delivery.kind === 'verdict') return ok(delivery.verdict);
  if (delivery.kind === 'refused') throw problemOfRefusal(delivery.refusal);
  return sendOn(services, anew, command);
}

function notRunning(logger: Logger, { number }: Parcel): Problem {
  logger.error({ number }, 'The record has an open case, but Temporal knows no running workflow of it');
  return unavailable(
    'The procedure of this case is not running. Nothing was changed. Operators have been told: try again later.',
    30,
  );
}

/** Sends the command as a signal, which Temporal keeps; its verdict appears at its own address. */
async function sendOn(
  { door, sentCommands, logger }: CommandServices,
  parcel: Parcel,
  command: Command,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { number } = parcel;
  const { commandId, type, actor } = command;
  await sentCommands.note({
    number,
    commandId,
    command: type,
    sentBy: actor.user,
    sentAt: new Date(command.sentAt ?? Date.now()),
    digest: digestOf(command),
  });
  const outcome = await door.signal(parcel, Date.now() + SIGNAL_WITHIN_MS);
  if (outcome === 'not-running') throw notRunning(logger, parcel);
  if (outcome === 'unsure') throw unconfirmed(commandId);
  await sentCommands.acknowledge(number, commandId);
  return {
    status: 202,
    headers: { ...headers, Location: `/api/v1/complaints/${number}/commands/${commandId}` },
    body: { number, commandId, command: type, status: 'open' },
  };
}

function unconfirmed(commandId: string, cause?: unknown): Problem {
  return unavailable(
    'A part of the system is out of reach. Whether the command was carried out is not known: repeat it with this commandId, and it is carried out once only.',
    2,
    { members: { commandId }, cause },
  );
}
