import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { CaseStore } from '../../models/cases';
import type { IntakeDocument } from '../../models/intakes';
import { invalidField, Problem } from '../problems';
import { instant } from './fields';
import { findComplaint, type CaseFinder, type FoundCase } from './find-case';

export interface TimeMachine extends CaseFinder {
  readonly cases: Pick<CaseStore, 'find' | 'findAt' | 'revisionAt'>;
}

/** A moment in the past; absent: now. */
export const asOf = instant.exactOptional().meta({
  description:
    'As it stood at this moment: what was on the record by then, and nothing later. Who may see it, and how much of it, is decided as of now',
  example: '2026-11-22T16:30:00+08:00',
});

export const asOfQuery = z.strictObject({ asOf });

/** A complaint as it stood, and as it is now: who sees it is decided by the latter. */
export interface ComplaintThen {
  readonly then: FoundCase;
  readonly now: FoundCase;
}

/**
 * The complaint of a number as it stood at a moment, if the actor may see it now.
 *
 * @param moment ISO 8601; absent: now
 * @throws {Problem} `not-found` if there is none or it had not been entered by then, `not-allowed`, or `invalid` for a
 *   moment that is yet to come
 */
export async function complaintThen(
  services: TimeMachine,
  number: string,
  actor: Actor,
  moment: string | undefined,
): Promise<ComplaintThen> {
  const now = await findComplaint(services, number, actor);
  if (moment === undefined) return { then: now, now };
  return { then: await asItStood(services, now, momentOf('asOf', moment)), now };
}

/**
 * The complaint as it stood at a moment: by its events or, before the first was recorded, as it had been filed.
 *
 * @throws {Problem} `not-found` if it had not been entered by then
 */
export async function asItStood(services: TimeMachine, now: FoundCase, moment: Date): Promise<FoundCase> {
  const number = now.document._id;
  const document = await services.cases.findAt(number, await services.cases.revisionAt(number, moment));
  if (document) return { kind: 'case', document };
  const intake = await intakeOfRecord(services, now);
  if (intake && intake.enteredAt <= moment) return { kind: 'intake', document: intake };
  const entered = (await enteredAt(services, now)).toISOString();
  throw new Problem('not-found', `${number} had not been entered then. It was entered at ${entered}.`, {
    members: { enteredAt: entered },
  });
}

/** When a complaint was entered; of one whose intake is gone, when its first event happened. */
export async function enteredAt(services: TimeMachine, now: FoundCase): Promise<Date> {
  const intake = await intakeOfRecord(services, now);
  if (intake) return intake.enteredAt;
  return now.kind === 'intake' ? now.document.enteredAt : now.document.createdAt;
}

async function intakeOfRecord({ intakes }: TimeMachine, now: FoundCase): Promise<IntakeDocument | undefined> {
  return now.kind === 'intake' ? now.document : intakes.find(now.document._id);
}

/**
 * A moment that has passed.
 *
 * @param field its name in the query
 * @throws {Problem} `invalid` if it is yet to come
 */
export function momentOf(field: string, text: string): Date {
  const moment = new Date(text);
  if (moment.getTime() > Date.now()) {
    throw invalidField(
      field,
      'Lies in the future. What will be is not on record; name a moment that has passed.',
    );
  }
  return moment;
}
