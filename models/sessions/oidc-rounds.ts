import { createHash } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import { oidcRoundSchema, type OidcRoundDocument } from './schema';

/** One way to a provider and back. */
export interface OidcRound {
  readonly state: string;
  /** What the browser was given at the start. */
  readonly browser: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}

export interface OidcRounds {
  begin(round: OidcRound, expiresAt: Date): Promise<void>;
  /** The round that was begun with this state in this browser; each can be taken once. */
  take(state: string, browser: string, now: Date): Promise<OidcRound | undefined>;
}

/** Opens the rounds on a connection: whoever leaves from one process may come back to another. */
export function createOidcRounds(connection: Connection): OidcRounds {
  connection.model('OidcRound', oidcRoundSchema);
  const rounds: Collection<OidcRoundDocument> = connection.collection<OidcRoundDocument>('oidcRounds');
  return {
    begin: async ({ state, browser, ...rest }, expiresAt) => {
      await rounds.insertOne({ _id: digestOf(state), browser: digestOf(browser), ...rest, expiresAt });
    },
    take: async (state, browser, now) => {
      const found = await rounds.findOneAndDelete({
        _id: digestOf(state),
        browser: digestOf(browser),
        expiresAt: { $gt: now },
      });
      if (!found) return undefined;
      const { nonce, codeVerifier, returnTo } = found;
      return { state, browser, nonce, codeVerifier, returnTo };
    },
  };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
