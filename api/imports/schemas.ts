import { z } from 'zod';
import type { ImportDocument, ImportRowDocument, Progress } from '../../models/imports';
import { IMPORT_STATES } from '../../models/imports';
import { instant } from '../complaints/fields';

export const importViewSchema = z
  .object({
    id: z.string(),
    filename: z.string(),
    uploadedBy: z.string(),
    at: instant,
    state: z.enum(IMPORT_STATES).meta({
      description:
        '`checked`: nothing is filed yet. `filing`: rows are being filed. `filed`: all that could be are.',
    }),
    rows: z.int().meta({ description: 'Rows under the titles that are not empty' }),
    good: z.int().meta({ description: 'Rows that can be filed' }),
    bad: z.int().meta({ description: 'Rows that can’t; …/problems says why' }),
    filed: z.int(),
    failed: z.int().meta({ description: 'Rows that could be filed when they were checked, and later not' }),
    erased: z.int().meta({ description: 'Rows that are not filed, as their customer had them erased' }),
    filedAt: instant.nullable(),
    filedBefore: instant
      .nullable()
      .meta({ description: 'When a file of the very same content was filed: is this one a mistake?' }),
  })
  .meta({ id: 'Import' });

export type ImportView = z.input<typeof importViewSchema>;

export const rowProblemsSchema = z
  .object({
    row: z.int().meta({ description: 'As a spreadsheet counts: the titles are row 1' }),
    problems: z.array(
      z.object({
        column: z.string().meta({ description: 'A, B, …; empty if the file has no such column' }),
        field: z.string().meta({ description: 'Of the complaint', example: 'customer.phone' }),
        message: z.string().meta({ description: 'What would be right' }),
      }),
    ),
  })
  .meta({ id: 'ImportRowProblems' });

/** An import as the API shows it. */
export function importView(
  document: ImportDocument,
  { filed, failed, erased }: Progress,
  filedBefore: Date | undefined,
): ImportView {
  const { _id: id, filename, uploadedBy, at, state, rows, good, bad, filedAt } = document;
  return {
    id,
    filename,
    uploadedBy: uploadedBy.user,
    at: at.toISOString(),
    state,
    rows,
    good,
    bad,
    filed,
    failed,
    erased,
    filedAt: filedAt?.toISOString() ?? null,
    filedBefore: filedBefore?.toISOString() ?? null,
  };
}

/** What is wrong with a row, as the API shows it. */
export function rowProblemsView({
  row,
  problems = [],
}: ImportRowDocument): z.input<typeof rowProblemsSchema> {
  return { row, problems: problems.map(({ column, field, message }) => ({ column, field, message })) };
}
