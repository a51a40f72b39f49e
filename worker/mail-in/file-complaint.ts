import { CUSTOMER } from '../../domain/people/actor';
import type { IntakeDocument } from '../../models/intakes';
import type { IncomingMail } from './incoming-mail';
import { letterOf } from './letter';
import { complaintOf } from './new-complaint';
import { MAILBOX, type MailDesk } from './ports';
import { storeFiles, type StoredFile } from './stored-files';
import { toCase } from './to-case';
import { saidIn } from './what-it-says';

/** Whose idempotency keys they are; no user id has a colon. */
const CALLER = 'mailbox:imap';

/** A mail that becomes a complaint. */
export interface ComplaintMail {
  readonly key: string;
  readonly mail: IncomingMail;
  readonly receivedAt: Date;
  /** What agents have to know of it besides. */
  readonly remarks: readonly string[];
}

/**
 * Files a mail as a complaint, once however often it is tried, and adds its files as evidence.
 *
 * @returns the number
 * @throws {NotYet} while its files can't be added, as Temporal is away
 */
export async function fileComplaint(desk: MailDesk, complaint: ComplaintMail): Promise<string> {
  const { key, mail, receivedAt, remarks } = complaint;
  const policy = await desk.policies.current(desk.settings.defaultPolicy);
  if (!policy) throw new Error('The default policy pack is not published yet: start the API once.');
  const said = saidIn(mail, policy.sensitive);
  const stored = await storeFiles(desk.attachments, key, mail.files, MAILBOX);
  const { text, whole } = letterOf(
    { ...said, text: [said.subject, said.text].filter((part) => part !== '').join('\n\n') },
    [...stored.remarks, ...remarks],
  );
  const rest = whole ? await storeFiles(desk.attachments, `${key} whole`, [whole], MAILBOX) : { files: [] };
  const now = new Date();
  const { intake, repeated } = await desk.intakes.file({
    intake: complaintOf(
      {
        from: mail.from,
        matter: text,
        receivedAt: (receivedAt < now ? receivedAt : now).toISOString(),
        mailbox: desk.settings.address,
      },
      policy,
    ),
    policy: { id: policy.id, version: policy.version },
    filedBy: CUSTOMER,
    enteredAt: now,
    idempotency: { caller: CALLER, key, digest: key },
  });
  await begin(desk, intake, repeated, [...stored.files, ...rest.files], key);
  return intake._id;
}

async function begin(
  desk: MailDesk,
  filed: IntakeDocument,
  repeated: boolean,
  files: readonly StoredFile[],
  key: string,
): Promise<void> {
  const number = filed._id;
  try {
    // What has begun before must not begin again: Temporal forgets numbers after a while.
    if (!repeated || !(await desk.cases.find(number))) await desk.start(filed);
  } catch (error) {
    if (files.length > 0) throw error;
    desk.logger.warn({ err: error, number }, 'Not started at once; the sweep starts it');
  }
  await toCase(desk, number, key, 'customer').files(files);
}
