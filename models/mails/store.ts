import { mongo, type Collection, type Connection } from 'mongoose';
import { z } from 'zod';
import { cursorText, positionIn } from '../cursor-text';
import { mailSchema, type MailDocument, type MailOutcome } from './documents';

/** What became of a mail, to be written down. */
export type MailNote = Omit<MailDocument, 'expiresAt' | 'movedAt'>;

export interface MailPage {
  readonly items: readonly MailDocument[];
  readonly next?: string;
}

/** What became of the mails that came. Every time is given by the caller. */
export interface MailStore {
  find(id: string): Promise<MailDocument | undefined>;
  /** Written down by the majority before it returns; what was noted of the mail before is replaced. */
  note(mail: MailNote): Promise<void>;
  noteMoved(id: string, at: Date): Promise<void>;
  /** How many mails of a sender became complaints since then. */
  filedSince(sender: string, since: Date): Promise<number>;
  /** How many mails of a sender were rejected since then. */
  rejectedSince(sender: string, since: Date): Promise<number>;
  /** The newest first; undefined if the cursor is none of this list. */
  list(limit: number, outcome?: MailOutcome, cursor?: string): Promise<MailPage | undefined>;
}

/** Longer than anybody keeps a mail in the inbox. */
const KEPT_MS = 400 * 86_400_000;
const SAFE = new mongo.WriteConcern('majority', undefined, true);

const place = z.tuple([z.int(), z.string().max(100)]);

/** Opens the mails on a connection. */
export function createMailStore(connection: Connection): MailStore {
  connection.model('IncomingMail', mailSchema);
  const mails: Collection<MailDocument> = connection.collection<MailDocument>('incomingMails');

  const countSince = (sender: string, outcome: MailOutcome, since: Date): Promise<number> =>
    mails.countDocuments({ sender, outcome, at: { $gt: since } });

  return {
    find: async (id) => (await mails.findOne({ _id: id })) ?? undefined,
    note: async (mail) => {
      const document = { ...mail, expiresAt: new Date(mail.at.getTime() + KEPT_MS) };
      await mails.replaceOne({ _id: mail._id }, document, {
        upsert: true,
        ignoreUndefined: true,
        writeConcern: SAFE,
      });
    },
    noteMoved: async (id, at) => {
      await mails.updateOne({ _id: id }, { $set: { movedAt: at } });
    },
    filedSince: (sender, since) => countSince(sender, 'filed', since),
    rejectedSince: (sender, since) => countSince(sender, 'rejected', since),
    list: async (limit, outcome, cursor) => {
      const after = cursor === undefined ? undefined : positionIn(place, cursor);
      if (cursor !== undefined && !after) return undefined;
      const found = await mails
        .find({ ...(outcome && { outcome }), ...(after && olderThan(after)) })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const more = last !== undefined && found.length > limit;
      return { items, ...(more && { next: cursorText([last.at.getTime(), last._id]) }) };
    },
  };
}

function olderThan([time, id]: readonly [number, string]): mongo.Filter<MailDocument> {
  const at = new Date(time);
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
}
