import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key';

/** A challenge of the public form that somebody has solved and used. */
interface UsedChallengeDocument {
  /** SHA-256 of what makes it unique, in hex. */
  readonly _id: string;
  /** The one request that it was used for. */
  readonly usedFor: string;
  readonly expiresAt: Date;
}

export interface UsedChallenges {
  /**
   * Uses a challenge up for one request; the same request may come again.
   *
   * @param expiresAt when the challenge is over anyhow, and can be forgotten
   * @returns whether it may be used for this request
   */
  use(challenge: string, usedFor: string, expiresAt: Date): Promise<boolean>;
}

const definition = {
  _id: { type: String, required: true },
  usedFor: { type: String, required: true },
  expiresAt: { type: Date, required: true },
} as const;

const usedChallengeSchema = new Schema(definition, {
  collection: 'usedChallenges',
  versionKey: false,
  strict: 'throw',
});
usedChallengeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Opens the store on a connection; every process of the API uses up the same challenges. */
export function createUsedChallenges(connection: Connection): UsedChallenges {
  connection.model('UsedChallenge', usedChallengeSchema);
  const used: Collection<UsedChallengeDocument> =
    connection.collection<UsedChallengeDocument>('usedChallenges');
  return {
    use: async (challenge, usedFor, expiresAt) => {
      const _id = createHash('sha256').update(challenge).digest('hex');
      try {
        await used.insertOne({ _id, usedFor, expiresAt });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await used.findOne({ _id }))?.usedFor === usedFor;
      }
    },
  };
}
