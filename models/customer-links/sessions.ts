import type { Collection } from 'mongoose';
import { digestOf, isToken, newToken } from '../session-token';
import type { CustomerSessionDocument } from './schema';

/** Long enough to read everything and write at leisure; whoever finds the browser open later finds nothing. */
const SESSION_LIFETIME_MS = 60 * 60_000;

export interface CustomerSessions {
  /** Lets a browser into the case of the link, and returns what it is known by: the one time that it can be seen. */
  start(link: string, now: Date): Promise<string>;
  /** Whether the browser that holds the token was let into the case of this link, and that is not over. */
  isIn(token: string, link: string, now: Date): Promise<boolean>;
  end(token: string): Promise<void>;
}

/** Opens the sessions of customers, who have no account. */
export function createCustomerSessions(sessions: Collection<CustomerSessionDocument>): CustomerSessions {
  return {
    start: async (link, now) => {
      const token = newToken();
      const expiresAt = new Date(now.getTime() + SESSION_LIFETIME_MS);
      await sessions.insertOne({ _id: digestOf(token), link, expiresAt });
      return token;
    },
    isIn: async (token, link, now) => {
      if (!isToken(token)) return false;
      const found = await sessions.findOne({ _id: digestOf(token), link, expiresAt: { $gt: now } });
      return found !== null;
    },
    end: async (token) => {
      await sessions.deleteOne({ _id: digestOf(token) });
    },
  };
}
