import type { Collection, Connection, mongo } from 'mongoose';
import type { Actor } from '../../domain/people/actor';
import { isInHand, notInHand, type EntryStanding, type ErasableEntries } from '../erasure';
import { seal, unseal, type Plan, type Sealing } from '../sealing';
import { SAFE } from '../write-concern';
import { importRowSchema, importSchema, KEPT_MS } from './documents';
import type { ImportDocument, ImportRowDocument, RowProblem, SealedRow } from './documents';

/** What was looked at, before anything of it is filed. */
export type Checked = Pick<ImportDocument, '_id' | 'filename' | 'sha256' | 'uploadedBy' | 'at'> & {
  readonly rows: readonly CheckedRow[];
};

export type CheckedRow =
  | { readonly row: number; readonly sealed: mongo.Binary }
  | { readonly row: number; readonly problems: readonly RowProblem[] };

/** A row that waits to be filed. */
export interface WaitingRow {
  readonly id: string;
  readonly import: string;
  readonly row: number;
  readonly sealed: SealedRow;
}

export interface Progress {
  readonly filed: number;
  readonly failed: number;
  readonly erased: number;
}

/** Files of complaints, and how far each has come. Every time is given by the caller. */
export interface ImportStore {
  /** The import is there only when all its rows are. */
  add(checked: Checked): Promise<ImportDocument>;
  find(id: string): Promise<ImportDocument | undefined>;
  /** The newest first. @param uploadedBy a user id; absent: everybody's */
  latest(limit: number, uploadedBy?: string): Promise<readonly ImportDocument[]>;
  /** When a file of the same content was filed, or is being filed. */
  filedBefore(sha256: string, except: string): Promise<Date | undefined>;
  progress(id: string): Promise<Progress>;
  /** Rows that were not or could not be filed, in their order, after the row that is given. */
  problemRows(id: string, after: number, limit: number): Promise<readonly ImportRowDocument[]>;
  /** Has it filed as this actor; false if that was said before. */
  begin(id: string, filedBy: Actor, at: Date): Promise<boolean>;
  /** Takes or keeps the filing in one's own hands; false while it is in another's, or over. */
  lease(id: string, holder: string, now: Date, until: Date): Promise<boolean>;
  release(id: string, holder: string): Promise<void>;
  /** Imports whose filing nobody has in hand. */
  abandoned(now: Date): Promise<readonly string[]>;
  waiting(id: string, limit: number): Promise<readonly WaitingRow[]>;
  /** The rows of all imports that wait. */
  unfiledRows(): AsyncIterable<WaitingRow>;
  /** Undefined once it is filed, or its import is forgotten. */
  unfiledRow(id: string): Promise<WaitingRow | undefined>;
  /** The rows that a case was filed from. */
  rowsFiledAs(number: string): Promise<readonly { readonly import: string; readonly row: number }[]>;
  /** Before a row is filed; false if it waits no more, as it was erased. */
  takeUp(id: string, row: number, at: Date): Promise<boolean>;
  /** Of rows, by their ids. */
  readonly rows: ErasableEntries;
  noteFiled(id: string, row: number, number: string): Promise<void>;
  noteFailed(id: string, row: number, problems: readonly RowProblem[]): Promise<void>;
  finish(id: string, at: Date): Promise<void>;
}

const FILING_STATES = ['filed', 'failed', 'erased'] as const;
const BATCH = 1_000;

/**
 * Opens the imports on a connection.
 *
 * @param sealing seals the names of files, with the key of the system; rows come sealed
 */
export function createImportStore(connection: Connection, sealing: Sealing): ImportStore {
  connection.model('Import', importSchema);
  connection.model('ImportRow', importRowSchema);
  const imports: Collection<ImportDocument> = connection.collection<ImportDocument>('imports');
  const rows: Collection<ImportRowDocument> = connection.collection<ImportRowDocument>('importRows');
  const opened = (stored: ImportDocument): Promise<ImportDocument> =>
    unseal(sealing, placeOf(stored), stored);

  return {
    add: (checked) => add(imports, rows, checked, sealing),
    find: async (id) => {
      const stored = await imports.findOne({ _id: id });
      return stored ? opened(stored) : undefined;
    },
    latest: async (limit, uploadedBy) => {
      const stored = await imports
        .find(uploadedBy === undefined ? {} : { 'uploadedBy.user': uploadedBy })
        .sort({ at: -1 })
        .limit(limit)
        .toArray();
      return Promise.all(stored.map(opened));
    },
    filedBefore: async (sha256, except) =>
      (await imports.findOne({ sha256, _id: { $ne: except }, state: { $ne: 'checked' } }))?.filingSince,
    progress: async (id) => {
      const [filed = 0, failed = 0, erased = 0] = await Promise.all(
        FILING_STATES.map((state) => rows.countDocuments({ import: id, state })),
      );
      return { filed, failed, erased };
    },
    problemRows: (id, after, limit) =>
      rows
        .find({ import: id, state: { $in: ['bad', 'failed'] }, row: { $gt: after } })
        .sort({ row: 1 })
        .limit(limit)
        .toArray(),
    begin: async (id, filedBy, at) => {
      const begun = await imports.updateOne(
        { _id: id, state: 'checked' },
        { $set: { state: 'filing', filedBy, filingSince: at, lease: { holder: '', until: at } } },
        { writeConcern: SAFE },
      );
      return begun.modifiedCount === 1;
    },
    lease: async (id, holder, now, until) => {
      const taken = await imports.updateOne(
        { _id: id, state: 'filing', $or: [{ 'lease.until': { $lte: now } }, { 'lease.holder': holder }] },
        { $set: { lease: { holder, until } } },
      );
      return taken.matchedCount === 1;
    },
    release: async (id, holder) => {
      await imports.updateOne(
        { _id: id, 'lease.holder': holder },
        { $set: { 'lease.until': new Date(0), 'lease.holder': '' } },
      );
    },
    abandoned: async (now) => {
      const found = await imports.find({ state: 'filing', 'lease.until': { $lte: now } }).toArray();
      return found.map(({ _id }) => _id);
    },
    waiting: async (id, limit) => {
      const found = await rows.find({ import: id, state: 'good' }).sort({ row: 1 }).limit(limit).toArray();
      return found.map(unfiledOf);
    },
    unfiledRows: () => unfiled(rows.find({ state: 'good' })),
    unfiledRow: async (id) => {
      const found = await rows.findOne({ _id: id, state: 'good' });
      return found ? unfiledOf(found) : undefined;
    },
    rowsFiledAs: async (number) => {
      const found = await rows.find({ number }).sort({ _id: 1 }).toArray();
      return found.map(({ import: file, row }) => ({ import: file, row }));
    },
    takeUp: async (id, row, at) => {
      const { matchedCount } = await rows.updateOne(
        { _id: rowId(id, row), state: 'good' },
        { $set: { takenAt: at } },
      );
      return matchedCount === 1;
    },
    rows: {
      standingOf: async (id) => standingOf(await rows.findOne({ _id: id }), new Date()),
      takeOut: async (id, at) => {
        const { modifiedCount } = await rows.updateOne(
          {
            _id: id,
            state: 'good',
            ...notInHand(at),
          },
          { $set: { state: 'erased' }, $unset: { sealed: '' } },
          { writeConcern: SAFE },
        );
        return modifiedCount === 1;
      },
    },
    noteFiled: async (id, row, number) => {
      await rows.updateOne(
        { _id: rowId(id, row) },
        { $set: { state: 'filed', number }, $unset: { sealed: '' } },
      );
    },
    noteFailed: async (id, row, problems) => {
      await rows.updateOne(
        { _id: rowId(id, row) },
        { $set: { state: 'failed', problems }, $unset: { sealed: '' } },
      );
    },
    finish: async (id, at) => {
      await imports.updateOne(
        { _id: id, state: 'filing' },
        { $set: { state: 'filed', filedAt: at }, $unset: { lease: '' } },
      );
    },
  };
}

function standingOf(stored: ImportRowDocument | null, now: Date): EntryStanding {
  const { state = 'failed', number, takenAt } = stored ?? {};
  if (number !== undefined) return { kind: 'of-case', number };
  if (state === 'erased') return { kind: 'erased' };
  if (state !== 'good') return { kind: 'gone' };
  return { kind: isInHand(takenAt, now) ? 'being-filed' : 'erasable' };
}

async function* unfiled(found: AsyncIterable<ImportRowDocument>): AsyncGenerator<WaitingRow> {
  for await (const row of found) yield unfiledOf(row);
}

function unfiledOf({ _id: id, import: file, row, sealed = '' }: ImportRowDocument): WaitingRow {
  return { id, import: file, row, sealed };
}

async function add(
  imports: Collection<ImportDocument>,
  rows: Collection<ImportRowDocument>,
  { rows: checked, ...facts }: Checked,
  sealing: Sealing,
): Promise<ImportDocument> {
  const expiresAt = new Date(facts.at.getTime() + KEPT_MS);
  const documents = checked.map((row) => rowDocument(facts._id, row, expiresAt));
  for (let from = 0; from < documents.length; from += BATCH) {
    await rows.insertMany(documents.slice(from, from + BATCH), { ordered: false });
  }
  const good = checked.filter((row) => 'sealed' in row).length;
  const document: ImportDocument = {
    ...facts,
    rows: checked.length,
    good,
    bad: checked.length - good,
    state: 'checked',
    expiresAt,
  };
  const stored = await seal(sealing, placeOf(document), document, PLAN);
  await imports.insertOne(stored, { writeConcern: SAFE });
  return document;
}

function rowDocument(id: string, checked: CheckedRow, expiresAt: Date): ImportRowDocument {
  const document = { _id: rowId(id, checked.row), import: id, row: checked.row, expiresAt };
  return 'sealed' in checked
    ? { ...document, state: 'good', sealed: checked.sealed }
    : { ...document, state: 'bad', problems: checked.problems };
}

function rowId(id: string, row: number): string {
  return `${id}/${row}`;
}

const PLAN = {
  _id: 'plain',
  filename: 'sealed',
  sha256: 'plain',
  uploadedBy: 'plain',
  at: 'plain',
  rows: 'plain',
  good: 'plain',
  bad: 'plain',
  state: 'plain',
  filedBy: 'plain',
  filingSince: 'plain',
  filedAt: 'plain',
  lease: 'plain',
  expiresAt: 'plain',
} as const satisfies Plan<ImportDocument>;

function placeOf({ _id }: ImportDocument) {
  return { owner: 'imports', as: `import ${_id}` };
}
