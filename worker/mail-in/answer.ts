import type { CaseDocument } from '../../models/cases';
import type { IncomingMail } from './incoming-mail';
import { letterOf } from './letter';
import { MAILBOX, NotYet, type MailDesk } from './ports';
import { remark } from './remarks';
import { storeFiles, type StoredFiles } from './stored-files';
import { toCase, type Standing } from './to-case';
import { saidIn, withoutQuotedEnd } from './what-it-says';

/** What became of an answer; `over`: the case takes nothing any more. */
export type Answered = 'added' | 'unverified' | 'over' | 'unknown';

/**
 * Adds an answer to its case: as the customer's word if it comes from the address on record, otherwise for agents to look
 * at, as a token can be forwarded.
 *
 * @throws {NotYet} while the case has not begun
 */
export async function answerCase(
  desk: MailDesk,
  key: string,
  number: string,
  mail: IncomingMail,
): Promise<Answered> {
  const found = await desk.cases.find(number);
  if (!found) {
    if (await desk.intakes.find(number)) throw new NotYet(`The procedure of ${number} has not begun yet.`);
    return 'unknown';
  }
  if (found.state.stage === 'archived') return 'over';
  const standing = standingOf(mail, found);
  const { files, remarks } = await filesFor(desk, key, found, mail);
  const said = await saidFor(desk, found, mail);
  const sender = said.sender;
  const about = standing === 'unverified' ? [remark('unverified', { sender })] : [];
  const { text, whole } = letterOf(said, [...about, ...remarks]);
  const rest = whole ? await storeFiles(desk.attachments, `${key} whole`, [whole], MAILBOX) : { files: [] };
  const send = toCase(desk, number, key, standing);
  await send.note(text);
  await send.files([...files, ...rest.files]);
  return standing === 'customer' ? 'added' : 'unverified';
}

function standingOf({ from }: IncomingMail, { state }: CaseDocument): Standing {
  return state.intake.customer.email?.trim().toLowerCase() === from.address ? 'customer' : 'unverified';
}

/** After closing, a case takes words and no files. */
function filesFor(
  { attachments }: MailDesk,
  key: string,
  { state }: CaseDocument,
  { files }: IncomingMail,
): Promise<StoredFiles> {
  if (state.stage !== 'closed') return storeFiles(attachments, key, files, MAILBOX);
  return Promise.resolve({ files: [], remarks: files.length > 0 ? [remark('files-after-closing')] : [] });
}

async function saidFor(
  { policies }: MailDesk,
  { state }: CaseDocument,
  { subject, text, from }: IncomingMail,
) {
  const { id, version } = state.policy;
  const patterns = (await policies.find(id, version))?.sensitive ?? [];
  const said = saidIn({ subject, text: withoutQuotedEnd(text) }, patterns);
  return { ...said, sender: saidIn({ subject: '', text: from.address }, patterns).text };
}
