import type { Connection } from 'mongoose';
import { createImportStore } from '../../models/imports';
import type { Sealing } from '../../models/sealing';
import type { SecretTexts } from '../../platform/codec';
import { createImportFiling, type FilingServices } from './filing';
import { createSealedRows } from './sealed-rows';

/** What is needed to take complaints in from files. */
export function composeImports(
  connection: Connection,
  sealing: Sealing,
  secrets: SecretTexts,
  services: Omit<FilingServices, 'imports' | 'sealedRows'>,
) {
  const imports = createImportStore(connection, sealing);
  const sealedRows = createSealedRows(sealing, secrets);
  return { imports, sealedRows, importFiling: createImportFiling({ ...services, imports, sealedRows }) };
}
