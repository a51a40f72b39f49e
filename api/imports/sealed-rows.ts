import type { SecretTexts } from '../../platform/codec';
import { filingSchema, type Filing } from '../complaints/submit';

/** The rows of imports as they lie in the database until they are filed: nobody reads a customer's name there. */
export interface SealedRows {
  seal(id: string, row: number, body: Filing): string;
  /** @throws {WrongMasterKeyError} if it was sealed with another master key */
  open(id: string, row: number, sealed: string): Filing;
}

/** Seals with the master key. */
export function createSealedRows(secrets: SecretTexts): SealedRows {
  return {
    seal: (id, row, body) => secrets.seal(JSON.stringify(body), ownerOf(id, row)),
    open: (id, row, sealed) => filingSchema.parse(JSON.parse(secrets.open(sealed, ownerOf(id, row)))),
  };
}

function ownerOf(id: string, row: number): string {
  return `import ${id}/${row}`;
}
