import { createHash } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import { attemptsSchema, type AttemptsDocument } from './schema';

/** What is counted: attempts under a name, whether anybody has it or not, or from an address. */
export type Source =
  | { readonly kind: 'account'; readonly name: string }
  | { readonly kind: 'address'; readonly address: string };

export interface LockRule {
  /** Failures after which the first lock comes. */
  readonly free: number;
  readonly firstLockMs: number;
  readonly longestLockMs: number;
}

export interface SignInAttempts {
  /**
   * Counts an attempt as a failure before it is looked at, so that a thousand at once are not looked at all; `forgive`
   * takes it back if it was none.
   *
   * @returns until when the source is locked, and then nothing was counted; undefined: it may try
   */
  begin(source: Source, rule: LockRule, now: Date): Promise<Date | undefined>;
  /** Until when the source is locked. */
  lockOf(source: Source, now: Date): Promise<Date | undefined>;
  /** Forgets the failures of a source. */
  forgive(source: Source): Promise<void>;
}

const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** Opens the count of wrong attempts on a connection; every process of the API counts in the same one. */
export function createSignInAttempts(connection: Connection): SignInAttempts {
  connection.model('SignInAttempts', attemptsSchema);
  const attempts: Collection<AttemptsDocument> = connection.collection<AttemptsDocument>('signInAttempts');

  return {
    begin: async (source, rule, now) => {
      const before = await attempts.findOneAndUpdate({ _id: idOf(source) }, counting(rule, now), {
        upsert: true,
        returnDocument: 'before',
      });
      return lockAt(before, now);
    },
    lockOf: async (source, now) => lockAt(await attempts.findOne({ _id: idOf(source) }), now),
    forgive: async (source) => {
      await attempts.deleteOne({ _id: idOf(source) });
    },
  };
}

function lockAt(found: AttemptsDocument | null, now: Date): Date | undefined {
  return found && found.lockedUntil > now ? found.lockedUntil : undefined;
}

/** One step of the database: while it is locked nothing changes, otherwise one more failure and perhaps a lock. */
function counting({ free, firstLockMs, longestLockMs }: LockRule, now: Date): object[] {
  const isLocked = { $gt: [{ $ifNull: ['$lockedUntil', new Date(0)] }, now] };
  const isForgotten = { $lte: [{ $ifNull: ['$forgottenAt', new Date(0)] }, now] };
  const failures = { $cond: [isForgotten, 1, { $add: ['$failures', 1] }] };
  const doubled = {
    $multiply: [firstLockMs, { $pow: [2, { $min: [30, { $subtract: ['$failures', free] }] }] }],
  };
  const lock = { $toLong: { $min: [longestLockMs, doubled] } };
  return [
    { $set: { wasLocked: isLocked } },
    { $set: { failures: { $cond: ['$wasLocked', '$failures', failures] } } },
    {
      $set: {
        lockedUntil: {
          $cond: [
            '$wasLocked',
            '$lockedUntil',
            { $cond: [{ $gte: ['$failures', free] }, { $add: [now, lock] }, new Date(0)] },
          ],
        },
        forgottenAt: {
          $cond: ['$wasLocked', '$forgottenAt', new Date(now.getTime() + FORGOTTEN_AFTER_MS)],
        },
      },
    },
    { $unset: 'wasLocked' },
  ];
}

function idOf(source: Source): string {
  const written = source.kind === 'account' ? source.name.normalize('NFKC').toLowerCase() : source.address;
  return `${source.kind}:${createHash('sha256').update(written).digest('hex')}`;
}
