import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { DutyReportDocument, DutyReportStore } from '../../models/duties';
import { noticeId, type Notice, type NoticeDraft, type NoticeStore } from '../../models/notices';
import type { Logger } from '../../platform/logging';
import type { Mailer } from '../notify';
import { GIVE_UP_AFTER_MS } from '../notify';
import { deliver, type Standing } from '../notify/deliver';
import type { DutyTold } from './contract';
import { templateOf, writeDutyLetter } from './letter';
import { recipientsOf, type Company, type DutyRecipient } from './recipients';

export interface TellDependencies {
  readonly reports: Pick<DutyReportStore, 'find'>;
  readonly company: Company;
  readonly notices: NoticeStore;
  readonly mailer: Mailer;
  readonly logger: Logger;
  /** IANA zone of the company. */
  readonly zone: string;
  /** The address at which staff open a report. */
  readonly linkToReport: (id: string) => string;
  /** How long after it was written a notice is still tried, in milliseconds. Three days unless told. */
  readonly giveUpAfterMs?: number;
}

interface Draft {
  readonly to: DutyRecipient;
  readonly notice: NoticeDraft;
}

/** A notice of a duty is about no event of a case: it bears the report's id for a number, and this for a seq. */
const NO_EVENT = 0;

/**
 * Makes the `tellOfDuty` activity: as `notify` for cases, with the report's id in place of a case's number. Each attempt
 * writes the notices that are not there yet, and sends what is unsent.
 */
export function createTell(dependencies: TellDependencies): (report: string) => Promise<DutyTold> {
  const { reports, company, notices, mailer, logger, zone, linkToReport } = dependencies;
  const giveUpAfterMs = dependencies.giveUpAfterMs ?? GIVE_UP_AFTER_MS;

  return async (id) => {
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const report = await reports.find(id);
    if (!report) throw notRecorded(id);
    const at = new Date(now).toISOString();
    const recipients = await recipientsOf(report, company);
    const drafts = await Promise.all(recipients.map((to) => draft(report, to, at)));
    const written = await notices.write(
      drafts.map(({ notice }) => notice),
      at,
    );
    const standing = new Map(written.map((notice) => [notice.id, notice]));
    const outcomes = await Promise.all(
      drafts.map(async ({ to, notice: key }): Promise<Standing> => {
        const notice = standing.get(noticeId(key));
        if (!notice) return 'unsent';
        return notice.status === 'unsent' ? send(report, to, notice, now) : notice.status;
      }),
    );
    const count = (wanted: Standing) => outcomes.filter((outcome) => outcome === wanted).length;
    if (count('unsent') > 0) throw unsentYet(id, count('unsent'), drafts.length);
    return { sent: count('sent'), givenUp: count('given-up') };
  };

  async function draft(report: DutyReportDocument, to: DutyRecipient, at: string): Promise<Draft> {
    const template = templateOf(report, to.kind === 'part');
    const key = { number: report._id, seq: NO_EVENT, template, channel: 'email' as const };
    if (to.kind === 'nobody') return { to, notice: { ...key, recipient: to.role } };
    const standIn = await company.standInFor(to.user, at);
    const away = standIn.via.length > 0 && { to: standIn.user, via: standIn.via };
    return { to, notice: { ...key, recipient: to.user, ...away } };
  }

  async function send(
    report: DutyReportDocument,
    to: DutyRecipient,
    notice: Notice,
    now: number,
  ): Promise<Standing> {
    if (to.kind === 'nobody') {
      logger.warn({ number: notice.number, role: to.role }, 'Nobody has the role that is to be told');
      await notices.markGivenUp(notice.id, new Date(now).toISOString(), 'nobody');
      return 'given-up';
    }
    const reader = notice.to ?? to.user;
    const person = await company.person(reader);
    const name = person?.name ?? reader;
    const letter = writeDutyLetter({
      report,
      name,
      inPlaceOf: await Promise.all((notice.via ?? []).map(called)),
      link: linkToReport(report._id),
      zone,
      ...(to.kind === 'part' && { departments: await titled(to.departments) }),
    });
    const { email } = person ?? {};
    return deliver(
      { notice, name, letter, ...(email !== undefined && { address: email }) },
      { notices, mailer, logger, now, giveUpAfterMs },
    );
  }

  async function called<T extends { readonly user: string }>({ user, ...way }: T) {
    return { ...way, name: (await company.person(user))?.name ?? user };
  }

  async function titled(departments: readonly string[]) {
    const known = await company.departments();
    return departments.map((id) => ({
      id,
      title: known.find(({ _id }) => _id === id)?.title ?? { zh: id, en: id },
    }));
  }
}

function unsentYet(id: string, unsent: number, all: number): ApplicationFailure {
  return ApplicationFailure.retryable(
    `${unsent} of ${all} notices of ${id} could not be sent yet; the next attempt sends only these. ` +
      'If this goes on, check that the mail server (SMTP_URL) can be reached; the log has the codes.',
    'NoticesUnsent',
  );
}

function notRecorded(id: string): ApplicationFailure {
  return ApplicationFailure.retryable(
    `There is no report ${id}. Nothing was sent; check that the database was restored whole.`,
    'ReportNotRecorded',
  );
}
