import { randomUUID } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import { digestOf, isToken, newToken } from '../session-token';
import { sessionSchema, type SessionDocument, type SignInWay } from './schema';

export interface NewSession {
  readonly user: string;
  readonly way: SignInWay;
  readonly mustChangePassword?: boolean;
  readonly browser?: string;
}

export interface SessionLimits {
  /** Milliseconds without use after which a session is over. */
  readonly idleMs: number;
  /** Milliseconds after signing in at which it is over at the latest. */
  readonly longestMs: number;
}

/** Who has signed in. Nothing is kept in memory, so that an ended session is over everywhere at once. */
export interface SessionStore {
  /** Starts a session and returns its token: the one time that it can be seen. */
  start(session: NewSession, now: Date): Promise<string>;
  /** The session of a token; undefined for one that is unknown, ended, or over. */
  find(token: string, now: Date): Promise<SessionDocument | undefined>;
  /** Notes that the session is in use, so that it goes on; not more than a few times before it would be over. */
  noteUse(session: SessionDocument, now: Date): Promise<void>;
  /** Those of a user that are not over, the latest first. */
  ofUser(user: string, now: Date): Promise<SessionDocument[]>;
  /** How many each user has that are not over. */
  counts(now: Date): Promise<ReadonlyMap<string, number>>;
  end(digest: string): Promise<void>;
  /** Ends every session of a user, but one if it is named by its digest; returns how many. */
  endAll(user: string, but?: string): Promise<number>;
}

const LONGEST_BROWSER = 200;
/** Use is noted when this part of the idle time has gone by since it was noted last. */
const NOTED_EVERY = 1 / 20;

/** Opens the store on a connection. */
export function createSessionStore(connection: Connection, limits: SessionLimits): SessionStore {
  connection.model('Session', sessionSchema);
  const sessions: Collection<SessionDocument> = connection.collection<SessionDocument>('sessions');

  async function start({ user, way, mustChangePassword, browser }: NewSession, now: Date): Promise<string> {
    const token = newToken();
    const endsAt = new Date(now.getTime() + limits.longestMs);
    await sessions.insertOne({
      _id: digestOf(token),
      id: randomUUID(),
      user,
      way,
      ...(mustChangePassword === true && { mustChangePassword }),
      ...(browser !== undefined && { browser: browser.slice(0, LONGEST_BROWSER) }),
      startedAt: now,
      lastUsedAt: now,
      expiresAt: expiry(now, endsAt),
      endsAt,
    });
    return token;
  }

  async function noteUse({ _id, lastUsedAt, endsAt }: SessionDocument, now: Date): Promise<void> {
    if (now.getTime() - lastUsedAt.getTime() < limits.idleMs * NOTED_EVERY) return;
    await sessions.updateOne({ _id }, { $max: { lastUsedAt: now, expiresAt: expiry(now, endsAt) } });
  }

  function expiry(now: Date, endsAt: Date): Date {
    return new Date(Math.min(now.getTime() + limits.idleMs, endsAt.getTime()));
  }

  return {
    start,
    find: async (token, now) => {
      if (!isToken(token)) return undefined;
      return (await sessions.findOne({ _id: digestOf(token), expiresAt: { $gt: now } })) ?? undefined;
    },
    noteUse,
    ofUser: (user, now) =>
      sessions
        .find({ user, expiresAt: { $gt: now } })
        .sort({ startedAt: -1 })
        .toArray(),
    counts: async (now) => {
      const counted = await sessions
        .aggregate<{ _id: string; count: number }>([
          { $match: { expiresAt: { $gt: now } } },
          { $group: { _id: '$user', count: { $sum: 1 } } },
        ])
        .toArray();
      return new Map(counted.map(({ _id, count }) => [_id, count]));
    },
    end: async (digest) => {
      await sessions.deleteOne({ _id: digest });
    },
    endAll: async (user, but) => {
      const { deletedCount } = await sessions.deleteMany({
        user,
        ...(but !== undefined && { _id: { $ne: but } }),
      });
      return deletedCount;
    },
  };
}
