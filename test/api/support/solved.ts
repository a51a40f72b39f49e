import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { challengeSchema, type Solved } from '../../../api/public-form/challenge';
import type { Browser } from './browser';

/** A challenge of the public form, with the work done as a browser does it. */
export async function solved(browser: Browser): Promise<Solved> {
  const challenge = challengeSchema.parse((await browser.get('public/challenge')).body);
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('The challenge was not solved.');
  return { challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey } };
}
