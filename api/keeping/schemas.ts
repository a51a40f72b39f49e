import { z } from 'zod';
import type { CaseKeeping, Erasure, LegalHold } from '../../models/keeping';
import { NUMBER } from '../complaints/examples';
import { instant } from '../complaints/fields';

/** Why it is done, for whoever asks years later. It stays when the case is erased. */
export const reasonBody = z.strictObject({
  reason: z.string().trim().min(5, 'say in a few words why').max(500).meta({
    description: 'Why; without the customer’s name or contacts, as it is kept when the case is erased',
  }),
});

export const numberParams = z.object({ number: z.string().meta({ example: NUMBER }) });

const decided = z.object({ by: z.string(), at: instant, reason: z.string() });

export const holdSchema = decided
  .extend({ id: z.string(), lifted: decided.nullable() })
  .meta({ id: 'LegalHold' });

export const erasureSchema = decided
  .extend({ finishedAt: instant.nullable().meta({ description: 'null: it is still being carried out' }) })
  .meta({ id: 'Erasure' });

export const keepingSchema = z
  .object({
    number: z.string(),
    keptUntil: instant.nullable().meta({
      description: 'By the pack and “keep-longer”; null: the case is open, or the pack leaves it open',
    }),
    holds: z
      .array(holdSchema)
      .meta({ description: 'In the order in which they were placed, lifted ones too' }),
    erasure: erasureSchema.nullable(),
  })
  .meta({ id: 'CaseKeeping' });

/** A legal hold as the API shows it. */
export function holdView({ lifted, at, ...hold }: LegalHold) {
  return { ...hold, at: at.toISOString(), lifted: lifted ? decidedView(lifted) : null };
}

/** An erasure as the API shows it. */
export function erasureView({ by, at, reason, finishedAt }: Erasure) {
  return { by, at: at.toISOString(), reason, finishedAt: finishedAt?.toISOString() ?? null };
}

/** How long a case is kept, and what keeps it or has erased it. */
export function keepingView(number: string, keptUntil: string | undefined, keeping: CaseKeeping) {
  return {
    number,
    keptUntil: keptUntil ?? null,
    holds: keeping.holds.map(holdView),
    erasure: keeping.erasure ? erasureView(keeping.erasure) : null,
  };
}

function decidedView({ by, at, reason }: NonNullable<LegalHold['lifted']>) {
  return { by, at: at.toISOString(), reason };
}

export const holdExample = {
  id: '3b0a2f1c-6f0e-4f4e-9d5b-0d7a1f6f2b11',
  by: 'quinn',
  at: '2026-11-22T02:00:00.000Z',
  reason: 'A court asked for the record.',
  lifted: null,
};
