import type { Connection } from 'mongoose';
import { createImportStore } from '../../models/imports';
import type { Sealing } from '../../models/sealing';
import { createImportFiling, type FilingServices } from './filing';

/** What is needed to take complaints in from files. */
export function composeImports(
  connection: Connection,
  sealing: Sealing,
  services: Omit<FilingServices, 'imports'>,
) {
  const imports = createImportStore(connection, sealing);
  return { imports, importFiling: createImportFiling({ ...services, imports }) };
}
