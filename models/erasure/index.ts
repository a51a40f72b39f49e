import type { AttachmentUse } from '../attachment-use';
import type { BulkAssignmentStore } from '../bulk-assignments';
import type { CaseKeyStore } from '../case-keys';
import type { CaseStore } from '../cases';
import type { MailStore } from '../mails';
import { entryOwner, fileOwner, sharedOwner } from '../sealing';
import { destroyPresent } from './destroy-present';

export { ENTRY_KINDS, createEntryErasure } from './entries';
export type { EntryErasure, EntryKind, EntryOutcome } from './entries';
export { isInHand, notInHand } from './erasable-entries';
export type { EntryStanding, ErasableEntries } from './erasable-entries';

export interface ErasureParts {
  readonly keys: Pick<CaseKeyStore, 'find' | 'destroy'>;
  readonly cases: Pick<CaseStore, 'find' | 'forgetTexts' | 'casesOfGroup'>;
  readonly attachmentUse: Pick<AttachmentUse, 'casesWith'>;
  readonly bulkAssignments: Pick<BulkAssignmentStore, 'reasonsFor'>;
  readonly mails: Pick<MailStore, 'ofCase' | 'forgetSenders'>;
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
 * Destroys the keys of a case and of its files, and what it is found by. What another case needs as well, a file that is
 * evidence in it or the solution of their group, goes with the last of them; the reason of a bulk assignment goes with the
 * first, as each of the others has it on its own record.
 *
 * @returns what throws {NotArchivedError} if the case is not archived
 */
export function createErasure({ keys, cases, attachmentUse, bulkAssignments, mails }: ErasureParts): Erase {
  return async (number) => {
    const found = await cases.find(number);
    if (found && found.stage !== 'archived') throw new NotArchivedError(number, found.stage);
    const files = found?.state.evidence.flatMap(({ attachment }) => attachment ?? []) ?? [];
    await keys.destroy(number);
    await cases.forgetTexts(number);
    await forgetMails(number);
    for (const bulk of await bulkAssignments.reasonsFor(number)) await keys.destroy(sharedOwner(bulk));
    for (const file of files) {
      if (!(await anyIsReadable(await attachmentUse.casesWith(file)))) await keys.destroy(fileOwner(file));
    }
    if (found?.widespread !== undefined) await forgetSolution(found.widespread);
  };

  /** One that was held before it became the case had a key of its own until then. */
  async function forgetMails(number: string): Promise<void> {
    for (const { _id } of await mails.ofCase(number)) {
      await destroyPresent(keys, entryOwner('mail', _id));
    }
    await mails.forgetSenders(number);
  }

  async function forgetSolution(group: string): Promise<void> {
    const owner = sharedOwner(group);
    if ((await keys.find(owner)).state !== 'present') return;
    if (!(await anyIsReadable(await cases.casesOfGroup(group)))) await keys.destroy(owner);
  }

  async function anyIsReadable(numbers: readonly string[]): Promise<boolean> {
    for (const number of numbers) {
      if ((await keys.find(number)).state === 'present') return true;
    }
    return false;
  }
}
