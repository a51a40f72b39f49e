import { z } from 'zod';
import { NOT_ASSIGNED_CODES, type BulkAssignment, type BulkProgress } from '../../models/bulk-assignments';
import { instant } from '../complaints/fields';

const refusedSchema = z.object({
  number: z.string(),
  reason: z.object({
    code: z.enum(NOT_ASSIGNED_CODES).meta({
      description:
        'As a command is refused; not-found: there is no such complaint; not-allowed: you may not see it; not-running: its procedure is not running; unanswered: it did not answer, look at it',
    }),
    message: z.string(),
  }),
});

export const bulkSchema = z
  .object({
    id: z.string(),
    status: z.enum(['waiting', 'under-way', 'finished']),
    department: z.string(),
    handler: z.string().nullable(),
    reason: z.string().nullable(),
    by: z.string().meta({ description: 'The user id of whoever asked' }),
    at: instant,
    finishedAt: instant.nullable(),
    of: z.int().meta({ description: 'How many cases' }),
    done: z.int().meta({ description: 'Of these, how many are assigned' }),
    refused: z.array(refusedSchema).meta({ description: 'Those that were not, and why' }),
  })
  .meta({ id: 'BulkAssignment' });

export const BULK_ID = 'bulk-assign-6f0c2a3e-2f63-4a44-9be5-1c7f2e0f8a51';

export const bulkExample = {
  id: BULK_ID,
  status: 'finished',
  department: 'technical',
  handler: null,
  reason: 'The same fault after the update of Friday',
  by: 'agent',
  at: '2026-11-24T01:00:00.000Z',
  finishedAt: '2026-11-24T01:00:04.000Z',
  of: 3,
  done: 2,
  refused: [
    {
      number: 'C20261122-000042',
      reason: { code: 'stage', message: "'assign' is admitted in assigning; this case is in planning." },
    },
  ],
};

/** A bulk assignment and how far it has come. */
export function bulkView(bulk: BulkAssignment, { done, refused }: BulkProgress): z.input<typeof bulkSchema> {
  const { _id, department, handler, reason, by, at, finishedAt, numbers } = bulk;
  return {
    id: _id,
    status: statusOf(bulk),
    department,
    handler: handler ?? null,
    reason: reason ?? null,
    by: by.user,
    at: at.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    of: numbers.length,
    done,
    refused: refused.map(({ number, reason: why }) => ({ number, reason: { ...why } })),
  };
}

function statusOf({ startedAt, finishedAt }: BulkAssignment): 'waiting' | 'under-way' | 'finished' {
  if (finishedAt) return 'finished';
  return startedAt ? 'under-way' : 'waiting';
}
