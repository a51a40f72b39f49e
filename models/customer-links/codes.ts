import { timingSafeEqual } from 'node:crypto';
import type { Collection } from 'mongoose';
import type { CustomerLinkDocument } from './schema';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A code opens the case for so long. */
export const CODE_LIFETIME_MS = 10 * MINUTE_MS;
/** Wrong tries of one code. */
export const TRIES = 5;
/** A mail or message takes a while: a second code sooner helps nobody. */
export const PAUSE_MS = MINUTE_MS;
/** Codes of one link in an hour and in a day: a mailbox is not to be filled by whoever was forwarded the link. */
const MOST_AN_HOUR = 5;
const MOST_A_DAY = 10;
/** Wrong codes of one link in a day: fifteen of a million is one chance in 66,000. */
const MOST_WRONG_A_DAY = 15;
const DAY_MS = 24 * HOUR_MS;

/** What came of a try. */
export type Tried = 'right' | 'wrong' | 'over' | 'locked';

export interface CodeStore {
  /**
   * Keeps the digest of a code in place of an earlier one, and counts it.
   *
   * @returns from when on another may be asked for; then nothing was kept
   */
  put(link: string, digest: string, now: Date): Promise<Date | undefined>;
  /** Tries a code. It is counted before it is looked at, so that a thousand at once are no more than five. */
  attempt(link: string, digest: string, now: Date): Promise<Tried>;
  /** Forgets a code that could not be sent; it stays counted. */
  drop(link: string, digest: string): Promise<void>;
}

/** Opens the codes by which a customer shows that a link is theirs. */
export function createCodes(links: Collection<CustomerLinkDocument>): CodeStore {
  async function put(link: string, digest: string, now: Date): Promise<Date | undefined> {
    const found = await links.findOne({ _id: link }, { projection: { asked: 1 } });
    const asked = found?.asked ?? [];
    const free = freeAgain(asked, now);
    if (free) return free;
    const code = { digest, expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS), triesLeft: TRIES };
    // Counted by whoever comes first: one who has looked at the same list comes too late.
    const { matchedCount } = await links.updateOne(
      { _id: link, ...(asked.length === 0 ? { asked: { $exists: false } } : { asked: [...asked] }) },
      { $set: { code }, $push: { asked: { $each: [now], $slice: -MOST_A_DAY } } },
    );
    return matchedCount === 1 ? undefined : new Date(now.getTime() + PAUSE_MS);
  }

  async function attempt(link: string, digest: string, now: Date): Promise<Tried> {
    const found = await links.findOneAndUpdate(
      { _id: link, 'code.expiresAt': { $gt: now }, 'code.triesLeft': { $gt: 0 }, ...notLocked(now) },
      { $inc: { 'code.triesLeft': -1 } },
      { returnDocument: 'after' },
    );
    if (!found?.code) return (await isLocked(link, now)) ? 'locked' : 'over';
    if (isSame(found.code.digest, digest)) {
      // Good once: of two at the same time, one is let in.
      const { modifiedCount } = await links.updateOne(
        { _id: link, 'code.digest': digest },
        { $unset: { code: true, wrong: true } },
      );
      return modifiedCount === 1 ? 'right' : 'over';
    }
    await links.updateOne({ _id: link }, { $push: { wrong: { $each: [now], $slice: -MOST_WRONG_A_DAY } } });
    return 'wrong';
  }

  async function isLocked(link: string, now: Date): Promise<boolean> {
    return (await links.findOne({ _id: link, ...notLocked(now) }, { projection: { _id: 1 } })) === null;
  }

  return {
    put,
    attempt,
    drop: async (link, digest) => {
      await links.updateOne({ _id: link, 'code.digest': digest }, { $unset: { code: true } });
    },
  };
}

/** Locked is a link for which as many wrong codes have come as are kept, the oldest of them less than a day ago. */
function notLocked(now: Date) {
  const [last, first] = [`wrong.${MOST_WRONG_A_DAY - 1}`, 'wrong.0'];
  return { $or: [{ [last]: { $exists: false } }, { [first]: { $lte: new Date(now.getTime() - DAY_MS) } }] };
}

/** From when on another code may be asked for; undefined: now. */
function freeAgain(asked: readonly Date[], now: Date): Date | undefined {
  const limits = [
    [1, PAUSE_MS],
    [MOST_AN_HOUR, HOUR_MS],
    [MOST_A_DAY, DAY_MS],
  ] as const;
  const times = limits.flatMap(([most, within]) => {
    const oldest = asked.at(-most);
    return oldest === undefined ? [] : [oldest.getTime() + within];
  });
  const latest = Math.max(0, ...times);
  return latest > now.getTime() ? new Date(latest) : undefined;
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
