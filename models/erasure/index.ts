import type { AttachmentUse } from '../attachment-use';
import type { CaseKeyStore } from '../case-keys';
import type { CaseStore } from '../cases';
import { fileOwner } from '../sealing';

export interface ErasureParts {
  readonly keys: Pick<CaseKeyStore, 'find' | 'destroy'>;
  readonly cases: Pick<CaseStore, 'find' | 'forgetTexts'>;
  readonly attachmentUse: Pick<AttachmentUse, 'casesWith'>;
}

/** The procedure of the case has not come to its end: what it still has to write could not be read by anybody. */
export class NotArchivedError extends Error {
  override readonly name = 'NotArchivedError';

  constructor(number: string, stage: string) {
    super(`${number} is ${stage}: only an archived case can be erased.`);
  }
}

/**
 * Makes everything personal of a case unreadable for ever, wherever it is kept: records, files, histories, archives, and
 * backups of the data. Nothing that is stored of it changes. Repeating it changes nothing.
 */
export type Erase = (number: string) => Promise<void>;

/**
 * Destroys the keys of a case and of its files, and what it is found by. A file that is evidence in another case stays
 * until that is erased as well.
 *
 * @returns what throws {NotArchivedError} if the case is not archived
 */
export function createErasure({ keys, cases, attachmentUse }: ErasureParts): Erase {
  return async (number) => {
    const found = await cases.find(number);
    if (found && found.stage !== 'archived') throw new NotArchivedError(number, found.stage);
    const files = found?.state.evidence.flatMap(({ attachment }) => attachment ?? []) ?? [];
    await keys.destroy(number);
    await cases.forgetTexts(number);
    for (const file of files) if (!(await isReadElsewhere(file))) await keys.destroy(fileOwner(file));
  };

  async function isReadElsewhere(file: string): Promise<boolean> {
    for (const number of await attachmentUse.casesWith(file)) {
      if ((await keys.find(number)).state === 'present') return true;
    }
    return false;
  }
}
