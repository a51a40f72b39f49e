import type { Connection } from 'mongoose';
import { createImportStore } from '../../models/imports';
import { createMailStore } from '../../models/mails';
import { createImportFiling, type FilingServices } from './filing';

/** What is needed to take complaints in from files, and to show what came by mail. */
export function composeIntakeFromOutside(connection: Connection, services: Omit<FilingServices, 'imports'>) {
  const imports = createImportStore(connection);
  return {
    imports,
    importFiling: createImportFiling({ ...services, imports }),
    mails: createMailStore(connection),
  };
}
