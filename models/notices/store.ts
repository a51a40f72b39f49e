import { createHash } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import type { PassedOver } from '../../domain/people/standing-in';
import { noticeSchema } from './schema';
import { createNoticeSettings, type NoticeSettingsStore } from './settings';
import { createShownNotices } from './shown';
import { createWaitingMails } from './waiting';
import type { GIVEN_UP_REASONS, NoticeDocument, NoticeProgress } from './schema';

export type GivenUpReason = (typeof GIVEN_UP_REASONS)[number];

/** What makes a notice the one it is: a repeat of these is the same notice. */
export interface NoticeKey {
  readonly number: string;
  readonly seq: number;
  readonly template: string;
  readonly recipient: string;
  readonly channel: 'email' | 'sms';
}

/** A notice to be written, with whom it goes to while its recipient is away. */
export interface NoticeDraft extends NoticeKey {
  /** User id; absent: the recipient. */
  readonly to?: string;
  /** Everybody passed over, the recipient first; absent: nobody was. */
  readonly via?: readonly PassedOver[];
}

export interface Notice extends NoticeDraft {
  readonly id: string;
  /** `waiting`: until the quiet hours of its reader are over, or for their digest. */
  readonly status: 'unsent' | 'waiting' | 'sent' | 'given-up';
  readonly attempts: number;
  /** ISO 8601, workflow time. */
  readonly writtenAt: string;
  /** ISO 8601: when it was sent or given up. */
  readonly settledAt?: string;
  readonly reason?: GivenUpReason;
  readonly lastError?: string;
}

/** A mail that waits for its time. */
export interface WaitingMail {
  readonly id: string;
  readonly number: string;
  /** User id. */
  readonly reader: string;
  readonly said: Said;
  readonly digest: boolean;
  /** ISO 8601. */
  readonly writtenAt: string;
  readonly notBefore: string;
}

/** A notice as its reader finds it in the console. */
export interface ShownNotice {
  readonly id: string;
  readonly number: string;
  readonly seq: number;
  readonly template: string;
  readonly said: Said;
  /** ISO 8601. */
  readonly writtenAt: string;
  readonly readAt?: string;
}

/** What a notice says in each language. */
export type Said = Readonly<Record<'zh' | 'en', { readonly subject: string; readonly text: string }>>;

/** The last notice of a page. */
export interface NoticePlace {
  /** ISO 8601. */
  readonly writtenAt: string;
  readonly id: string;
}

/** The notices of all cases. Every time is given by the caller (ISO 8601), as nothing here reads a clock. */
export interface NoticeStore {
  /**
   * Writes the notices that are not there yet, and returns all of them as they stand: one that is there goes to whom it
   * went to when it was first written.
   */
  write(drafts: readonly NoticeDraft[], at: string): Promise<readonly Notice[]>;
  markSent(id: string, at: string): Promise<void>;
  /** Counts a failed attempt; the notice stays unsent. */
  markFailed(id: string, code: string): Promise<void>;
  markGivenUp(id: string, at: string, reason: GivenUpReason, code?: string): Promise<void>;
  /** Puts it before its reader in the console, once; from then on it is theirs to read. */
  show(id: string, reader: string, said: Said): Promise<void>;
  /** Lets an unsent one wait: nothing is sent before that time (ISO 8601). */
  hold(id: string, notBefore: string, digest: boolean): Promise<void>;
  /** The mails that wait and whose time has come, the oldest first. */
  dueMails(now: string, atMost: number): Promise<readonly WaitingMail[]>;
  /** Settles waiting mails as sent. */
  markWaitingSent(ids: readonly string[], at: string): Promise<void>;
  /** Counts a failed attempt at waiting mails; they are tried again at that time. */
  postpone(ids: readonly string[], tryAt: string, code: string): Promise<void>;
  markWaitingGivenUp(ids: readonly string[], at: string, reason: GivenUpReason, code?: string): Promise<void>;
  /** What somebody reads in the console, the newest first, from after a place on. */
  shownTo(
    reader: string,
    page: { readonly unreadOnly: boolean; readonly after?: NoticePlace; readonly limit: number },
  ): Promise<readonly ShownNotice[]>;
  countUnread(reader: string, countedAtMost: number): Promise<number>;
  /** Returns whether there is such a notice of theirs; a repeat changes nothing. */
  markRead(reader: string, id: string, at: string): Promise<boolean>;
  /** Returns how many were unread. */
  markAllRead(reader: string, at: string): Promise<number>;
  settings: NoticeSettingsStore;
  /** The notices of a case in the order of its events. */
  ofCase(number: string): Promise<readonly Notice[]>;
  /**
   * How many notices of all cases stand so.
   *
   * @param countedAtMost where counting ends, so that asking costs little however many there are
   */
  count(status: 'unsent' | 'given-up', countedAtMost: number): Promise<number>;
}

/** The id of a notice: the same for every repeat, and meaningless to whoever sees it in a mail. */
export function noticeId({ number, seq, template, recipient, channel }: NoticeKey): string {
  return createHash('sha256').update(`${number}/${seq}/${template}/${recipient}/${channel}`).digest('hex');
}

/** Opens the store on a connection. */
export function createNoticeStore(connection: Connection): NoticeStore {
  const model = connection.model<NoticeDocument>('Notice', noticeSchema);
  // What every notice goes through is written by the driver: it is checked before, and there is much of it.
  const notices: Collection<NoticeProgress> = connection.collection<NoticeProgress>('notices');

  async function write(drafts: readonly NoticeDraft[], at: string): Promise<readonly Notice[]> {
    if (drafts.length === 0) return [];
    const writtenAt = new Date(at);
    const { upsertedCount } = await model.bulkWrite(
      drafts.map(({ via, ...draft }) => ({
        updateOne: {
          filter: { _id: noticeId(draft) },
          update: {
            $setOnInsert: {
              ...draft,
              ...(via && { via: [...via] }),
              status: 'unsent',
              attempts: 0,
              writtenAt,
            },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    if (upsertedCount === drafts.length) return drafts.map((draft) => justWritten(draft, at));
    const documents = await model.find({ _id: { $in: drafts.map(noticeId) } }).lean();
    return documents.map(toNotice);
  }

  async function markSent(id: string, at: string): Promise<void> {
    await notices.updateOne(
      { _id: id },
      { $set: { status: 'sent', settledAt: new Date(at) }, $inc: { attempts: 1 } },
    );
  }

  async function markFailed(id: string, code: string): Promise<void> {
    // A parallel attempt may have sent it meanwhile.
    await model.updateOne(
      { _id: id, status: 'unsent' },
      { $set: { lastError: code }, $inc: { attempts: 1 } },
    );
  }

  async function markGivenUp(id: string, at: string, reason: GivenUpReason, code?: string): Promise<void> {
    await model.updateOne(
      { _id: id, status: 'unsent' },
      {
        $set: {
          status: 'given-up',
          settledAt: new Date(at),
          reason,
          ...(code !== undefined && { lastError: code }),
        },
        $inc: { attempts: code === undefined ? 0 : 1 },
      },
    );
  }

  async function ofCase(number: string): Promise<readonly Notice[]> {
    const documents = await model.find({ number }).sort({ seq: 1, _id: 1 }).lean();
    return documents.map(toNotice);
  }

  async function count(status: 'unsent' | 'given-up', countedAtMost: number): Promise<number> {
    return model.countDocuments({ status }).limit(countedAtMost);
  }

  return {
    write,
    markSent,
    markFailed,
    markGivenUp,
    ...createWaitingMails(model),
    ...createShownNotices(model, notices),
    settings: createNoticeSettings(connection),
    ofCase,
    count,
  };
}

function justWritten(draft: NoticeDraft, at: string): Notice {
  const writtenAt = new Date(at).toISOString();
  return { ...draft, id: noticeId(draft), status: 'unsent', attempts: 0, writtenAt };
}

function toNotice(document: NoticeDocument): Notice {
  const { _id, number, seq, template, recipient, channel, status, attempts } = document;
  const { to, via, writtenAt, settledAt, reason, lastError } = document;
  return {
    id: _id,
    number,
    seq,
    template,
    recipient,
    ...(to && { to }),
    ...(via && { via }),
    channel,
    status,
    attempts,
    writtenAt: writtenAt.toISOString(),
    ...(settledAt && { settledAt: settledAt.toISOString() }),
    ...(reason && { reason }),
    ...(lastError && { lastError }),
  };
}
