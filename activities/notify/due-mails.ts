import { createHash } from 'node:crypto';
import type { NoticeStore, WaitingMail } from '../../models/notices';
import { bilingual, moment } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import type { Logger } from '../../platform/logging';
import { GIVE_UP_AFTER_MS } from './create-notify';
import { codeOf } from './deliver';
import { isAddress, RefusedForGood, type Mailer } from '../../platform/mail';
import type { Directory, Person } from './ports';

export interface DueMailDependencies {
  readonly notices: NoticeStore;
  readonly directory: Pick<Directory, 'person'>;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
  /** Where staff find what is told to them. */
  readonly linkToNotices: string;
}

/** One mail: a notice, or a digest of several. */
interface Bundle {
  readonly reader: string;
  readonly mails: readonly [WaitingMail, ...WaitingMail[]];
}

const AT_ONCE = 500;
const TRY_AGAIN_AFTER_MS = 5 * 60_000;
const BETWEEN_LANGUAGES = '\n\n――――――――――\n\n';

/**
 * Sends the mails whose waiting is over, those for a digest in one.
 *
 * @param now epoch milliseconds
 */
export async function sendDueMails(dependencies: DueMailDependencies, now: number): Promise<number> {
  const due = await dependencies.notices.dueMails(new Date(now).toISOString(), AT_ONCE);
  const bundles = bundled(due);
  for (const bundle of bundles) await sendBundle(bundle, dependencies, now);
  return bundles.length;
}

function bundled(due: readonly WaitingMail[]): Bundle[] {
  const digests = new Map<string, Bundle>();
  const alone: Bundle[] = [];
  for (const mail of due) {
    const { reader } = mail;
    const begun = digests.get(reader);
    if (!mail.digest) alone.push({ reader, mails: [mail] });
    else digests.set(reader, { reader, mails: begun ? [...begun.mails, mail] : [mail] });
  }
  return [...alone, ...digests.values()];
}

async function sendBundle(bundle: Bundle, dependencies: DueMailDependencies, now: number): Promise<void> {
  const { notices, directory, mailer, logger } = dependencies;
  const ids = bundle.mails.map(({ id }) => id);
  const at = new Date(now).toISOString();
  const person = await directory.person(bundle.reader);
  const address = person?.email;
  if (!person || address === undefined) return notices.markWaitingGivenUp(ids, at, 'no-address');
  if (!isAddress(address)) return notices.markWaitingGivenUp(ids, at, 'refused', 'malformed-address');
  try {
    await mailer.send({ ...letterOf(bundle, person, dependencies), to: { name: person.name, address } });
  } catch (error) {
    const code = codeOf(error);
    logger.warn({ notices: ids.length, code }, 'A mail that had waited could not be sent yet');
    const isTooOld = now - Date.parse(bundle.mails[0].notBefore) > GIVE_UP_AFTER_MS;
    if (error instanceof RefusedForGood) return notices.markWaitingGivenUp(ids, at, 'refused', code);
    if (isTooOld) return notices.markWaitingGivenUp(ids, at, 'too-old', code);
    return notices.postpone(ids, new Date(now + TRY_AGAIN_AFTER_MS).toISOString(), code);
  }
  return notices.markWaitingSent(ids, at);
}

function letterOf({ mails }: Bundle, { name }: Person, { zone, linkToNotices }: DueMailDependencies) {
  const [first] = mails;
  if (!first.digest) {
    const { zh, en } = first.said;
    return {
      id: first.id,
      subject: `${zh.subject} / ${en.subject}`,
      text: `${zh.text}${BETWEEN_LANGUAGES}${en.text}`,
      date: first.writtenAt,
    };
  }
  const { subject, text: words } = bilingual((language) => {
    const items = mails.map(({ said, writtenAt }) =>
      text(language, 'digest.item', {
        at: moment(language, zone, writtenAt),
        subject: said[language].subject,
      }),
    );
    const values = { name, count: String(mails.length), items: items.join('\n'), link: linkToNotices };
    return {
      subject: text(language, 'digest.subject', values),
      text: text(language, 'digest.layout', values),
    };
  });
  return { id: digestId(mails), subject, text: words, date: first.notBefore };
}

/** The same for the same notices, so that the receiver can drop a repeat. */
function digestId(mails: readonly WaitingMail[]): string {
  const ids = mails.map(({ id }) => id).sort();
  return createHash('sha256').update(ids.join('/')).digest('hex');
}
