import type { Model } from 'mongoose';
import type { NoticeDocument } from './schema';
import type { NoticeStore, WaitingMail } from './store';

type WaitingMails = Pick<
  NoticeStore,
  'hold' | 'dueMails' | 'markWaitingSent' | 'postpone' | 'markWaitingGivenUp'
>;

/** The mails that wait for the end of quiet hours, or for their digest. */
export function createWaitingMails(model: Model<NoticeDocument>): WaitingMails {
  return {
    hold: async (id, notBefore, digest) => {
      const at = new Date(notBefore);
      await model.updateOne(
        { _id: id, status: 'unsent' },
        { $set: { status: 'waiting', notBefore: at, tryAt: at, ...(digest && { digest }) } },
      );
    },
    dueMails: async (now, atMost) => {
      const due = await model
        .find({ status: 'waiting' })
        .where('tryAt')
        .lte(Date.parse(now))
        .sort({ tryAt: 1 })
        .limit(atMost)
        .lean();
      return due.flatMap((document) => toWaiting(document) ?? []);
    },
    markWaitingSent: async (ids, at) => {
      await model.updateMany(
        { _id: { $in: ids } },
        { $set: { status: 'sent', settledAt: new Date(at) }, $inc: { attempts: 1 } },
      );
    },
    postpone: async (ids, tryAt, code) => {
      await model.updateMany(
        { _id: { $in: ids }, status: 'waiting' },
        { $set: { tryAt: new Date(tryAt), lastError: code }, $inc: { attempts: 1 } },
      );
    },
    markWaitingGivenUp: async (ids, at, reason, code) => {
      const error = code !== undefined && { lastError: code };
      await model.updateMany(
        { _id: { $in: ids }, status: 'waiting' },
        { $set: { status: 'given-up', settledAt: new Date(at), reason, ...error } },
      );
    },
  };
}

function toWaiting(document: NoticeDocument): WaitingMail | undefined {
  const { _id, number, reader, said, digest, writtenAt, notBefore } = document;
  // One is held only after it was shown.
  if (!reader || !said?.zh || !said.en || !notBefore) return undefined;
  return {
    id: _id,
    number,
    reader,
    said: { zh: said.zh, en: said.en },
    digest: digest === true,
    writtenAt: writtenAt.toISOString(),
    notBefore: notBefore.toISOString(),
  };
}
