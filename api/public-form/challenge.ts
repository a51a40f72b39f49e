import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { UsedChallenges } from '../../models/form-challenges';
import { Problem } from '../problems';

/** Work for a browser: a second or two of a phone, while somebody types; ten thousand complaints cost hours. */
const ALGORITHM = 'PBKDF2/SHA-256';
const COST = 3_000;
const COUNTER = { least: 150, most: 700 } as const;
/** Somebody may take long to write down what happened. */
const LIFETIME_MS = 2 * 3_600_000;

const hex = z.string().regex(/^[\da-f]{1,200}$/);

/** A piece of work (https://altcha.org, proof of work version 2), signed by us. */
export const challengeSchema = z
  .strictObject({
    parameters: z.strictObject({
      algorithm: z.literal(ALGORITHM),
      nonce: hex,
      salt: hex,
      cost: z.literal(COST),
      keyLength: z.int().min(16).max(64),
      keyPrefix: hex,
      keySignature: hex,
      expiresAt: z.int(),
    }),
    signature: hex,
  })
  .meta({ id: 'FormChallenge' });
export type FormChallenge = z.output<typeof challengeSchema>;

/** A challenge with what a browser has found for it. */
export const solvedSchema = z
  .strictObject({
    challenge: challengeSchema,
    solution: z.strictObject({
      counter: z.int().min(0).max(1_000_000),
      derivedKey: hex,
      time: z.number().exactOptional(),
    }),
  })
  .meta({ id: 'SolvedFormChallenge' });
export type Solved = z.output<typeof solvedSchema>;

/** @param key HMAC key, in hex */
export async function newChallenge(key: string, now: Date): Promise<FormChallenge> {
  const challenge = await createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    counter: randomInt(COUNTER.most, COUNTER.least),
    deriveKey,
    expiresAt: new Date(now.getTime() + LIFETIME_MS),
    hmacSignatureSecret: key,
    hmacKeySignatureSecret: key,
  });
  // As it travels: what is undefined is not there.
  return challengeSchema.parse(JSON.parse(JSON.stringify(challenge)));
}

/**
 * Checks that a browser has done the work, and uses it up for this one request, which may be repeated.
 *
 * @throws {Problem} `challenge-failed`
 */
export async function spendChallenge(
  { challenge, solution }: Solved,
  { key, used, usedFor }: { readonly key: string; readonly used: UsedChallenges; readonly usedFor: string },
): Promise<void> {
  const { verified } = await verifySolution({
    challenge,
    solution: { counter: solution.counter, derivedKey: solution.derivedKey },
    deriveKey,
    hmacSignatureSecret: key,
    hmacKeySignatureSecret: key,
  });
  const { signature, parameters } = challenge;
  const isFresh = verified && (await used.use(signature, usedFor, new Date(parameters.expiresAt * 1000)));
  if (isFresh) return;
  throw new Problem(
    'challenge-failed',
    'The page has been open for too long, or was sent before. Try again.',
  );
}
