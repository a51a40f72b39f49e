import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { SUBTYPES_OF } from '../../domain/case/classification';
import type { Intake, Kind } from '../../domain/case/intake';
import { recordProblems } from '../../domain/case/record-quality';
import { hasRole, type Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { Filed, IntakeStore } from '../../models/intakes';
import type { Directory } from '../../models/people';
import { canonical } from '../commands/command';
import { departmentErrors } from '../commands/existing';
import { refusePersonalNumbers } from '../http/fields';
import type { Reply } from '../http/reply';
import { invalidField, invalidFields, type FieldError, type Problem } from '../problems';
import { viewFor } from './view-for';
import { line } from './fields';
import { intakeSchema } from './intake-schema';
import type { Starter } from './starter';

/** The packs by which complaints are handled. */
export interface Packs {
  current(id: string): Promise<Policy | undefined>;
  ids(): Promise<readonly string[]>;
}

export interface SubmitServices {
  readonly intakes: Pick<IntakeStore, 'file'>;
  readonly directory: Pick<Directory, 'departments'>;
  readonly packs: Packs;
  readonly start: Starter;
  /** The pack of a complaint that names none. */
  readonly defaultPolicy: string;
}

/** The body of `POST /complaints`. */
export const filingSchema = intakeSchema
  .extend({ policy: line.exactOptional().meta({ description: 'Id of a policy pack' }) })
  .meta({ id: 'Filing' });

export type Filing = z.output<typeof filingSchema>;

/** How far the clock of a caller may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000;
/** The general limitation period of the Civil Code (art. 188): what is older is a mistyped year. */
const OLDEST_YEARS = 3;

/** What an intake is checked against. */
export type CheckServices = Pick<SubmitServices, 'directory' | 'packs' | 'defaultPolicy'>;

/**
 * Files a case, and answers with it.
 *
 * @throws {Problem} if a field is not valid; then nothing was stored
 */
export async function submit(
  services: SubmitServices,
  actor: Actor,
  body: Filing,
  idempotencyKey: string | undefined,
): Promise<Reply> {
  const { intake: filed, repeated } = await fileOnce(services, actor, body, idempotencyKey);
  return {
    status: 201,
    headers: {
      Location: `/api/v1/complaints/${filed._id}`,
      ETag: '"0"',
      ...(repeated && { 'Idempotency-Replayed': 'true' }),
    },
    body: viewFor(actor, { kind: 'intake', document: filed }),
  };
}

/**
 * Files a case: stores it safely, and only then tries to start its procedure. With a key, the same request again stores
 * nothing more.
 *
 * @throws {Problem} if a field is not valid; then nothing was stored
 */
export async function fileOnce(
  services: SubmitServices,
  actor: Actor,
  body: Filing,
  idempotencyKey: string | undefined,
): Promise<Filed> {
  const now = new Date();
  const { intake, policy } = await checkFiling(services, body, now, actor);
  const filed = await services.intakes.file({
    intake,
    policy: { id: policy.id, version: policy.version },
    filedBy: actor,
    enteredAt: now,
    ...(idempotencyKey !== undefined && {
      idempotency: { caller: actor.user, key: idempotencyKey, digest: digestOf(body) },
    }),
  });
  if (!filed.repeated) await services.start(filed.intake, policy);
  return filed;
}

/**
 * What would be filed at this moment, and under which rules.
 *
 * @param filedBy a customer who files themselves is not asked for what only staff can say
 * @throws {Problem} if a field is not valid
 */
export async function checkFiling(
  services: CheckServices,
  body: Filing,
  now: Date,
  filedBy?: Actor,
): Promise<{ readonly intake: Intake; readonly policy: Policy }> {
  const { policy: packId = services.defaultPolicy, ...fields } = body;
  const errors = [
    ...classErrors(body),
    ...timeErrors(body, now.getTime()),
    ...(await departmentErrors(services.directory, body, ['department', 'aboutDepartment'])),
  ];
  if (errors.length > 0) throw invalidFields(errors);
  const policy = await packOf(services.packs, packId);
  if (!policy.kinds.includes(body.kind)) throw kindNotTaken(policy, body.kind);
  refusePersonalNumbers(body, policy.sensitive);
  const intake = intakeOf(fields, now);
  const lacking = recordProblems(policy.record, intake).filter(({ field }) => mayBeAsked(filedBy, field));
  if (lacking.length > 0) throw invalidFields(lacking);
  return { intake, policy };
}

/** What a pack wants recorded, and a customer who files themselves can say. Staff add the rest. */
const CUSTOMERS_SAY: readonly string[] = [
  'matter',
  'customer.phone',
  'customer.email',
  'occurredAt',
  'occurredText',
  'expectation',
];

function mayBeAsked(filedBy: Actor | undefined, field: string): boolean {
  return !filedBy || !hasRole(filedBy, 'customer') || CUSTOMERS_SAY.includes(field);
}

/** A receipt that is ahead by no more than another machine's clock is now. */
function intakeOf(fields: Omit<Filing, 'policy'>, now: Date): Intake {
  const given = fields.receivedAt;
  const receivedAt = given === undefined || Date.parse(given) > now.getTime() ? now.toISOString() : given;
  return { ...fields, receivedAt };
}

/** @throws {Problem} `invalid` if there is no such pack */
export async function packOf(packs: Packs, id: string): Promise<Policy> {
  const policy = await packs.current(id);
  if (policy) return policy;
  throw invalidField('policy', `There is no such policy pack. There are: ${(await packs.ids()).join(', ')}.`);
}

function kindNotTaken({ id, kinds }: Policy, kind: Kind): Problem {
  return invalidField('kind', `The rules of '${id}' don't take in a ${kind}, only: ${kinds.join(', ')}.`);
}

/** What is wrong with the class: a subtype belongs to one content type. */
export function classErrors({ contentType, subtype }: Pick<Filing, 'contentType' | 'subtype'>): FieldError[] {
  if (subtype === undefined) return [];
  if (contentType === undefined) {
    return [{ field: 'subtype', message: 'Send contentType with it: the subtype belongs to one.' }];
  }
  const possible = SUBTYPES_OF[contentType];
  if (possible.includes(subtype)) return [];
  return [
    { field: 'subtype', message: `Does not belong to ${contentType}: choose one of ${possible.join(', ')}.` },
  ];
}

/** What is wrong with the times: nothing was received or happened in the future. `now` in epoch milliseconds. */
export function timeErrors(body: Pick<Filing, 'receivedAt' | 'occurredAt'>, now: number): FieldError[] {
  const oldest = new Date(now);
  oldest.setUTCFullYear(oldest.getUTCFullYear() - OLDEST_YEARS);
  const errors: FieldError[] = [];
  for (const field of ['receivedAt', 'occurredAt'] as const) {
    const at = body[field];
    if (at !== undefined && Date.parse(at) > now + CLOCK_SKEW_MS) {
      errors.push({ field, message: 'Must not lie in the future: write when it happened.' });
    }
  }
  if (body.receivedAt !== undefined && Date.parse(body.receivedAt) < oldest.getTime()) {
    errors.push({
      field: 'receivedAt',
      message: `Lies more than ${OLDEST_YEARS} years back: check the year.`,
    });
  }
  return errors;
}

function digestOf(body: Filing): string {
  return createHash('sha256').update(canonical(body)).digest('base64url');
}
