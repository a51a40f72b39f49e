import { mongo } from 'mongoose';
import type { CheckedRow, WaitingRow } from '../../models/imports';
import { entryOwner, type Sealing } from '../../models/sealing';
import type { SecretTexts } from '../../platform/codec';
import { filingSchema, type Filing } from '../complaints/submit';
import type { LookedAt } from './check';

/** The rows of imports as they lie in the database until they are filed: nobody reads a customer's name there. */
export interface SealedRows {
  /** Each with a key of its own, which is forgotten with its import. */
  seal(id: string, rows: readonly LookedAt[], expiresAt: Date): Promise<readonly CheckedRow[]>;
  /**
   * Undefined if it was erased.
   *
   * @throws {WrongMasterKeyError} if an earlier version sealed it with another master key
   */
  open(row: Pick<WaitingRow, 'id' | 'sealed'>): Promise<Filing | undefined>;
  /** Fetches the keys of these rows at once. */
  prepare(rows: readonly Pick<WaitingRow, 'id'>[]): Promise<void>;
}

/** @param secrets opens what earlier versions sealed with the key of the system; it is forgotten after two weeks */
export function createSealedRows(sealing: Sealing, secrets: SecretTexts): SealedRows {
  return {
    seal: async (id, rows, expiresAt) => {
      const good = rows.flatMap((one) => ('filing' in one ? [one] : []));
      const contents = await sealing.sealEach(
        good.map(({ row, filing }) => {
          const content = Buffer.from(JSON.stringify(filing), 'utf8');
          return { owner: ownerOf(`${id}/${row}`), content, bound: BOUND };
        }),
        expiresAt,
      );
      const sealed = new Map(good.map(({ row }, index) => [row, contents[index]]));
      return rows.flatMap((one): CheckedRow[] => {
        if ('problems' in one) return [one];
        const content = sealed.get(one.row);
        return content ? [{ row: one.row, sealed: new mongo.Binary(content) }] : [];
      });
    },
    open: async ({ id, sealed }) => {
      if (typeof sealed === 'string') return filingIn(secrets.open(sealed, `import ${id}`));
      const content = await sealing.open(ownerOf(id), sealed.value(), BOUND);
      return content && filingIn(Buffer.from(content).toString('utf8'));
    },
    prepare: (rows) => sealing.prepare(rows.map(({ id }) => ownerOf(id))),
  };
}

/** What is sealed: the owner says which row. */
const BOUND = 'import row';

function ownerOf(rowId: string): string {
  return entryOwner('import-row', rowId);
}

function filingIn(text: string): Filing {
  return filingSchema.parse(JSON.parse(text));
}
