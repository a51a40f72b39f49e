import type { Collection, Model } from 'mongoose';
import type { NoticeDocument, NoticeProgress } from './schema';
import type { NoticePlace, NoticeStore, ShownNotice } from './store';

type ShownNotices = Pick<NoticeStore, 'show' | 'shownTo' | 'countUnread' | 'markRead' | 'markAllRead'>;

/** The notices as their readers find them in the console. */
export function createShownNotices(
  model: Model<NoticeDocument>,
  notices: Collection<NoticeProgress>,
): ShownNotices {
  return {
    show: async (id, reader, said) => {
      await notices.updateOne(
        { _id: id, reader: { $exists: false } },
        { $set: { reader, said, unread: true } },
      );
    },
    shownTo: async (reader, { unreadOnly, after, limit }) => {
      const found = await model
        .find({ reader, ...(unreadOnly && { unread: true }), ...(after && beyond(after)) })
        .sort({ writtenAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return found.flatMap((document) => toShown(document) ?? []);
    },
    countUnread: (reader, countedAtMost) =>
      model.countDocuments({ reader, unread: true }).limit(countedAtMost),
    markRead: async (reader, id, at) => {
      const known = await model.exists({ _id: id, reader });
      if (!known) return false;
      await model.updateOne({ _id: id, reader, unread: true }, read(at));
      return true;
    },
    markAllRead: async (reader, at) => {
      const { modifiedCount } = await model.updateMany({ reader, unread: true }, read(at));
      return modifiedCount;
    },
  };
}

function read(at: string) {
  return { $set: { readAt: new Date(at) }, $unset: { unread: 1 as const } };
}

function beyond({ writtenAt, id }: NoticePlace) {
  const time = new Date(writtenAt);
  return { $or: [{ writtenAt: { $lt: time } }, { writtenAt: time, _id: { $lt: id } }] };
}

function toShown({
  _id,
  number,
  seq,
  template,
  said,
  writtenAt,
  readAt,
}: NoticeDocument): ShownNotice | undefined {
  if (!said?.zh || !said.en) return undefined;
  return {
    id: _id,
    number,
    seq,
    template,
    said: { zh: said.zh, en: said.en },
    writtenAt: writtenAt.toISOString(),
    ...(readAt && { readAt: readAt.toISOString() }),
  };
}
