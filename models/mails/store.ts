import type { Collection, Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { cursorText, positionIn } from '../cursor-text';
import { isInHand, notInHand, type EntryStanding, type ErasableEntries } from '../erasure';
import { entryOwner, seal, unseal, type Plan, type SealedAs, type Sealing } from '../sealing';
import { SAFE } from '../write-concern';
import { FORGOTTEN, mailSchema, type MailDocument, type MailOutcome } from './documents';

/** What became of a mail, to be written down. */
export type MailNote = Omit<MailDocument, 'expiresAt' | 'movedAt' | 'takenAt' | 'ownKey'>;

export interface MailPage {
  readonly items: readonly MailDocument[];
  readonly next?: string;
}

/** What became of the mails that came. Every time is given by the caller. */
export interface MailStore extends ErasableEntries {
  find(id: string): Promise<MailDocument | undefined>;
  /** Written down by the majority before it returns; what was noted of the mail before is replaced. */
  note(mail: MailNote): Promise<void>;
  noteMoved(id: string, at: Date): Promise<void>;
  /** Before a case is made of one that was held; false if it was erased, and none may be. */
  takeUp(id: string, at: Date): Promise<boolean>;
  /** How many mails of a sender became complaints since then. */
  filedSince(sender: string, since: Date): Promise<number>;
  /** How many mails of a sender were rejected since then. */
  rejectedSince(sender: string, since: Date): Promise<number>;
  /** The mails that became a case or were added to it, the oldest first. */
  ofCase(number: string): Promise<readonly MailDocument[]>;
  /** The mails of a sender, the oldest first. */
  ofSender(sender: string): Promise<readonly MailDocument[]>;
  /** Nothing tells any more who sent the mails of a case. */
  forgetSenders(number: string): Promise<void>;
  /** The newest first; undefined if the cursor is none of this list. */
  list(limit: number, outcome?: MailOutcome, cursor?: string): Promise<MailPage | undefined>;
}

/** Longer than anybody keeps a mail in the inbox. */
const KEPT_MS = 400 * 86_400_000;

const place = z.tuple([z.int(), z.string().max(100)]);

/**
 * Opens the mails on a connection.
 *
 * @param sealing seals the senders, with the key of the case that a mail belongs to, or else with one of its own
 */
export function createMailStore(connection: Connection, sealing: Sealing): MailStore {
  connection.model('IncomingMail', mailSchema);
  const mails: Collection<MailDocument> = connection.collection<MailDocument>('incomingMails');

  const countSince = (sender: string, outcome: MailOutcome, since: Date): Promise<number> =>
    mails.countDocuments({ sender, outcome, at: { $gt: since } });

  const opened = (stored: MailDocument): Promise<MailDocument> => unseal(sealing, placeOf(stored), stored);

  async function inOrder(filter: mongo.Filter<MailDocument>): Promise<readonly MailDocument[]> {
    const found = await mails.find(filter).sort({ at: 1, _id: 1 }).toArray();
    return Promise.all(found.map(opened));
  }

  return {
    find: async (id) => {
      const stored = await mails.findOne({ _id: id });
      return stored ? opened(stored) : undefined;
    },
    note: async (mail) => {
      const document: MailDocument = {
        ...mail,
        ...(mail.number === undefined && { ownKey: true }),
        expiresAt: new Date(mail.at.getTime() + KEPT_MS),
      };
      const stored = await seal(sealing, placeOf(document), document, PLAN);
      await mails.replaceOne({ _id: mail._id }, stored, {
        upsert: true,
        ignoreUndefined: true,
        writeConcern: SAFE,
      });
    },
    noteMoved: async (id, at) => {
      await mails.updateOne({ _id: id }, { $set: { movedAt: at } });
    },
    takeUp: async (id, at) => {
      const { matchedCount } = await mails.updateOne({ _id: id, outcome: 'held' }, { $set: { takenAt: at } });
      return matchedCount === 1;
    },
    standingOf: async (id) => standingOf(await mails.findOne({ _id: id }), new Date()),
    takeOut: async (id, at) => {
      const { modifiedCount } = await mails.updateOne(
        {
          _id: id,
          number: { $exists: false },
          outcome: { $ne: 'erased' },
          ...notInHand(at),
        },
        { $set: { outcome: 'erased', sender: FORGOTTEN }, $unset: { sealed: '' } },
        { writeConcern: SAFE },
      );
      return modifiedCount === 1;
    },
    filedSince: (sender, since) => countSince(sender, 'filed', since),
    rejectedSince: (sender, since) => countSince(sender, 'rejected', since),
    ofCase: (number) => inOrder({ number }),
    ofSender: (sender) => inOrder({ sender }),
    forgetSenders: async (number) => {
      await mails.updateMany({ number }, { $set: { sender: FORGOTTEN } });
    },
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
      return {
        items: await Promise.all(items.map(opened)),
        ...(more && { next: cursorText([last.at.getTime(), last._id]) }),
      };
    },
  };
}

function standingOf(stored: MailDocument | null, now: Date): EntryStanding {
  if (!stored) return { kind: 'gone' };
  const { number, outcome, takenAt } = stored;
  if (number !== undefined) return { kind: 'of-case', number };
  if (outcome === 'erased') return { kind: 'erased' };
  return { kind: isInHand(takenAt, now) ? 'being-filed' : 'erasable' };
}

function olderThan([time, id]: readonly [number, string]): mongo.Filter<MailDocument> {
  const at = new Date(time);
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
}

const PLAN = {
  _id: 'plain',
  at: 'plain',
  outcome: 'plain',
  reason: 'plain',
  number: 'plain',
  sender: 'plain',
  shownSender: 'sealed',
  movedAt: 'plain',
  takenAt: 'plain',
  ownKey: 'plain',
  expiresAt: 'plain',
} as const satisfies Plan<MailDocument>;

function placeOf({ _id, number, ownKey }: MailDocument): SealedAs {
  return { owner: number ?? (ownKey ? entryOwner('mail', _id) : 'mailbox'), as: `mail ${_id}` };
}
