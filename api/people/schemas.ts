import { z } from 'zod';
import { ROLES } from '../../domain/people/actor';
import type { StandIn } from '../../domain/people/standing-in';
import type { AbsenceDocument, UserDocument } from '../../models/people';
import { instant, line, text } from '../complaints/fields';

export const absenceBody = z.strictObject({
  from: instant,
  to: instant.meta({ description: 'The first moment after it' }),
  reason: text.exactOptional(),
});

export const deputyBody = z.strictObject({
  deputy: line.nullable().meta({ description: 'A user id; null: nobody stands in any more' }),
});

export const absenceSchema = z
  .object({
    id: z.string(),
    from: instant,
    to: instant,
    reason: z.string().exactOptional(),
    enteredBy: z.string(),
  })
  .meta({ id: 'Absence' });

const standInSchema = z
  .object({
    user: z.string(),
    via: z.array(
      z.object({
        user: z.string(),
        awayUntil: instant,
        next: z.enum(['deputy', 'department-lead', 'nobody']).meta({
          description: 'Who was asked for then; after “nobody” it stays with whom it was meant for',
        }),
      }),
    ),
  })
  .meta({ id: 'StandIn' });

export const summarySchema = z
  .object({
    user: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    department: z.string().nullable(),
    email: z.string().nullable(),
    deputy: z.string().nullable().meta({ description: 'Stands in while they are away' }),
    absences: z.array(absenceSchema).meta({ description: 'Past, present and to come, the earliest first' }),
  })
  .meta({ id: 'PersonSummary' });

export const personSchema = summarySchema
  .extend({
    standIn: standInSchema
      .nullable()
      .meta({ description: 'Who is told in their place now, and the way there; null while they are here' }),
  })
  .meta({ id: 'Person' });

/** An absence as the API shows it. */
export function absenceView({ id, from, to, reason, enteredBy }: AbsenceDocument) {
  return { id, from, to, ...(reason !== undefined && { reason }), enteredBy };
}

/** A person as they stand in a list. */
export function summaryOf(user: UserDocument): z.input<typeof summarySchema> {
  const absences = [...(user.absences ?? [])].sort((one, other) => (one.from < other.from ? -1 : 1));
  return {
    user: user._id,
    name: user.name,
    roles: [...user.roles],
    department: user.department ?? null,
    email: user.email ?? null,
    deputy: user.deputy ?? null,
    absences: absences.map(absenceView),
  };
}

/** A person, with whoever stands in for them now. */
export function personOf(user: UserDocument, standIn: StandIn): z.input<typeof personSchema> {
  const way = standIn.via.length === 0 ? null : { user: standIn.user, via: [...standIn.via] };
  return { ...summaryOf(user), standIn: way };
}
