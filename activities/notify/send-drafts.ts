import { ApplicationFailure } from '@temporalio/common';
import { noticeId, type Notice, type NoticeDraft, type NoticeStore } from '../../models/notices';
import type { NotifyResult } from '../contract';
import type { Standing } from './deliver';

interface Drafted {
  readonly notice: NoticeDraft;
}

interface Batch<D extends Drafted> {
  /** What the notices are about: the number of a case, the id of a task. */
  readonly about: string;
  /** When they were called for (ISO 8601). */
  readonly at: string;
  readonly drafts: readonly D[];
  readonly send: (draft: D, notice: Notice) => Promise<Standing>;
}

/**
 * Writes the notices that are not there yet, and sends what is unsent side by side.
 *
 * @throws ApplicationFailure `NoticesUnsent` (retryable) while a notice is neither sent nor given up
 */
export async function sendDrafts<D extends Drafted>(
  notices: Pick<NoticeStore, 'write'>,
  { about, at, drafts: drafted, send }: Batch<D>,
): Promise<NotifyResult> {
  const drafts = eachOnce(drafted);
  const written = await notices.write(
    drafts.map(({ notice }) => notice),
    at,
  );
  const standing = new Map(written.map((notice) => [notice.id, notice]));
  const outcomes = await Promise.all(
    drafts.map(async (draft): Promise<Standing> => {
      const notice = standing.get(noticeId(draft.notice));
      if (!notice) return 'unsent';
      return notice.status === 'unsent' ? send(draft, notice) : notice.status;
    }),
  );
  const unsent = outcomes.filter((outcome) => outcome === 'unsent').length;
  if (unsent > 0) throw unsentYet(about, unsent, drafts.length);
  return {
    givenUp: drafts
      .filter((_, index) => outcomes[index] === 'given-up')
      .map(({ notice: { template, recipient } }) => ({ template, recipient })),
  };
}

/** Two rules of a pack may tell the same person the same thing. */
function eachOnce<D extends Drafted>(drafts: readonly D[]): readonly D[] {
  return [...new Map(drafts.map((draft) => [noticeId(draft.notice), draft])).values()];
}

function unsentYet(about: string, unsent: number, all: number): ApplicationFailure {
  return ApplicationFailure.retryable(
    `${unsent} of ${all} notices of ${about} could not be sent yet; the next attempt sends only these. ` +
      'If this goes on, check that the mail server (SMTP_URL) can be reached; the log has the codes.',
    'NoticesUnsent',
  );
}
