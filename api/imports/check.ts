import { setImmediate } from 'node:timers/promises';
import type { RowProblem } from '../../models/imports';
import type { Directory } from '../../models/people';
import { checkFiling, filingSchema, type CheckServices, type Filing } from '../complaints/submit';
import { problemsOf } from '../http/fields';
import { Problem, type FieldError } from '../problems';
import { columnsOf, type Column } from './columns';
import { isEmpty, readRow, type Names } from './row';
import { refusedFile, type Sheet } from './sheet';

export interface ImportCheckServices extends CheckServices {
  readonly directory: Pick<Directory, 'departments'>;
  /** IANA zone of the company. */
  readonly zone: string;
}

/** A row that can be filed now, or why not. */
export type LookedAt =
  | { readonly row: number; readonly filing: Filing }
  | { readonly row: number; readonly problems: readonly RowProblem[] };

/** Rows between two pauses, in which other requests have their turn. */
const AT_A_TIME = 100;

/**
 * Looks at every row as if it were filed now, and stores nothing.
 *
 * @throws {Problem} `invalid` if the titles are not right, or there is nothing under them
 */
export async function checkSheet(services: ImportCheckServices, sheet: Sheet): Promise<readonly LookedAt[]> {
  const [titles = [], ...rows] = sheet;
  const columns = columnsOf(titles);
  const lately = remembering(services);
  const names = await namesOf(lately);
  const checked: LookedAt[] = [];
  for (const [index, cells] of rows.entries()) {
    if (isEmpty(cells)) continue;
    if (index % AT_A_TIME === 0) await setImmediate();
    // The titles are row 1.
    const row = index + 2;
    const { body, problems } = readRow(cells, columns, names);
    const all = problems.length > 0 ? problems : await problemsOfFiling(lately, body, columns);
    checked.push(all.length > 0 ? { row, problems: all } : { row, filing: filingSchema.parse(body) });
  }
  if (checked.length === 0)
    throw refusedFile('Has titles and nothing under them: write one complaint a row.');
  return checked;
}

/** What keeps a row from being filed now, by its columns. */
async function problemsOfFiling(
  services: CheckServices,
  body: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
): Promise<readonly RowProblem[]> {
  const formal = problemsOf(filingSchema, body);
  const errors = formal.length > 0 ? formal : await refusalsOf(services, filingSchema.parse(body));
  return errors.map((error) => inColumn(error, columns));
}

async function refusalsOf(services: CheckServices, body: Filing): Promise<readonly FieldError[]> {
  try {
    await checkFiling(services, body, new Date());
    return [];
  } catch (error) {
    if (error instanceof Problem && error.errors) return error.errors;
    throw error;
  }
}

/** Where a field is not in the file, its column is unknown. */
export function inColumn(
  { field, message }: FieldError,
  columns: readonly Pick<Column, 'field' | 'name'>[],
): RowProblem {
  const column = columns.find((one) => one.field === field);
  return { column: column?.name ?? '', field, message };
}

/** Departments and packs are read once for all rows. */
function remembering(services: ImportCheckServices): ImportCheckServices {
  const { directory, packs } = services;
  const departments = once(() => directory.departments());
  const current = new Map<string, ReturnType<typeof packs.current>>();
  return {
    ...services,
    directory: { departments },
    packs: {
      ids: () => packs.ids(),
      current: (id) => {
        const known = current.get(id) ?? packs.current(id);
        current.set(id, known);
        return known;
      },
    },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => (known ??= read());
}

async function namesOf({ directory, packs, defaultPolicy, zone }: ImportCheckServices): Promise<Names> {
  const departments = await directory.departments();
  const channels = (await packs.current(defaultPolicy))?.channels ?? [];
  const departmentIds = new Map(
    departments.flatMap(({ _id, title }) =>
      [_id, title.zh, title.en].map((word) => [plain(word), _id] as const),
    ),
  );
  const channelIds = new Map(
    channels.flatMap(({ id, title }) => [id, title.zh, title.en].map((word) => [plain(word), id] as const)),
  );
  return {
    zone,
    department: (text) => departmentIds.get(plain(text)),
    departments: departments.map(({ _id, title }) => `${title.zh} (${_id})`).join(', '),
    channel: (text) => channelIds.get(plain(text)) ?? text,
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
