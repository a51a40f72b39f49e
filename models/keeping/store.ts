import type { Collection, Connection } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key';
import {
  caseKeepingSchema,
  type CaseKeepingDocument,
  type Decided,
  type Erasure,
  type LegalHold,
} from './documents';

/** What keeps a case, and whether it was erased. */
export type CaseKeeping = Omit<CaseKeepingDocument, '_id' | 'standing'>;

/** A hold that stands, with its case. */
export interface StandingHold {
  readonly number: string;
  readonly hold: LegalHold;
}

/** What came of beginning an erasure. */
export type Begun =
  /** Nothing can hold it any more. `first`: nobody had begun it before. */
  | { readonly kind: 'begun'; readonly erasure: Erasure; readonly first: boolean }
  /** It was carried out before. */
  | { readonly kind: 'erased'; readonly erasure: Erasure }
  | { readonly kind: 'held'; readonly holds: readonly LegalHold[] };

/** Legal holds and erasures of cases. A hold and an erasure of one case rule each other out, whichever comes first. */
export interface KeepingStore {
  find(number: string): Promise<CaseKeeping>;
  /** `erased`: nothing was placed, as the case is erased or about to be. */
  placeHold(number: string, hold: LegalHold): Promise<'placed' | 'erased'>;
  /** `none`: the case has no such hold, or it was lifted before. */
  liftHold(number: string, id: string, lifted: Decided): Promise<'lifted' | 'none'>;
  /** Decides that the case is erased, unless a hold stands. One that was begun before stays as it was decided. */
  beginErasure(number: string, decided: Decided): Promise<Begun>;
  finishErasure(number: string, at: Date): Promise<void>;
  /** The numbers of cases whose erasure was decided before a time and not carried out. */
  unfinishedErasures(decidedBefore: Date, limit: number): Promise<readonly string[]>;
  /** The holds that stand, in the order of their cases' numbers, after one. */
  standingHolds(page: { readonly after?: string; readonly limit: number }): Promise<readonly StandingHold[]>;
}

/** Opens the store on a connection. */
export function createKeepingStore(connection: Connection): KeepingStore {
  connection.model('CaseKeeping', caseKeepingSchema);
  const keeping: Collection<CaseKeepingDocument> = connection.collection<CaseKeepingDocument>('caseKeeping');

  async function find(number: string): Promise<CaseKeeping> {
    const found = await keeping.findOne({ _id: number });
    return { holds: found?.holds ?? [], ...(found?.erasure && { erasure: found.erasure }) };
  }

  async function placeHold(number: string, hold: LegalHold): Promise<'placed' | 'erased'> {
    return excluding<'placed' | 'erased'>(
      async () => {
        await keeping.updateOne(
          { _id: number, erasure: { $exists: false } },
          { $push: { holds: hold }, $inc: { standing: 1 } },
          { upsert: true },
        );
        return 'placed';
      },
      async () => ((await find(number)).erasure ? 'erased' : undefined),
    );
  }

  async function liftHold(number: string, id: string, lifted: Decided): Promise<'lifted' | 'none'> {
    const { matchedCount } = await keeping.updateOne(
      { _id: number, holds: { $elemMatch: { id, lifted: { $exists: false } } } },
      { $set: { 'holds.$.lifted': lifted }, $inc: { standing: -1 } },
    );
    return matchedCount === 0 ? 'none' : 'lifted';
  }

  async function beginErasure(number: string, decided: Decided): Promise<Begun> {
    return excluding<Begun>(
      async () => {
        await keeping.updateOne(
          { _id: number, erasure: { $exists: false }, standing: { $not: { $gt: 0 } } },
          { $set: { erasure: decided }, $setOnInsert: { holds: [], standing: 0 } },
          { upsert: true },
        );
        return { kind: 'begun', erasure: decided, first: true };
      },
      async () => {
        const { holds, erasure } = await find(number);
        if (erasure?.finishedAt) return { kind: 'erased', erasure };
        if (erasure) return { kind: 'begun', erasure, first: false };
        const standing = holds.filter(({ lifted }) => lifted === undefined);
        return standing.length > 0 ? { kind: 'held', holds: standing } : undefined;
      },
    );
  }

  return {
    find,
    placeHold,
    liftHold,
    beginErasure,
    finishErasure: async (number, at) => {
      await keeping.updateOne(
        { _id: number, 'erasure.finishedAt': { $exists: false } },
        { $set: { 'erasure.finishedAt': at } },
      );
    },
    unfinishedErasures: async (decidedBefore, limit) => {
      const found = await keeping
        .find({
          'erasure.at': { $exists: true, $lt: decidedBefore },
          'erasure.finishedAt': { $exists: false },
        })
        .project<{ readonly _id: string }>({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    standingHolds: async ({ after = '', limit }) => {
      const found = await keeping
        .find({ _id: { $gt: after }, standing: { $gt: 0 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.flatMap(({ _id: number, holds }) =>
        holds.filter(({ lifted }) => lifted === undefined).map((hold) => ({ number, hold })),
      );
    },
  };
}

/** How often a write is tried whose hindrance has gone by the time it is looked at. */
const TRIES = 5;

/**
 * Writes to the one document of a case, or makes it. Where the condition of the write doesn't hold, MongoDB refuses to
 * make a second document; then it is looked at what stands in the way.
 */
async function excluding<T>(write: () => Promise<T>, hindrance: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const found = await hindrance();
      if (found !== undefined) return found;
      if (tried === TRIES) throw error;
    }
  }
}
