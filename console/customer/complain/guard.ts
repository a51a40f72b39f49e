import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { answered, Failure } from '../../http/failure';
import { api } from '../http';

/** Whether this browser can do the work: only over a secure connection. */
export function canSolve(): boolean {
  return isSecureContext;
}

/**
 * Takes a challenge from the server and does its work: about a second, while somebody types.
 *
 * @throws {Failure}
 */
export async function solvedChallenge() {
  const challenge = await answered(api.GET('/api/v1/public/challenge'));
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Failure(0, 'unreached', '');
  const { counter, derivedKey } = solution;
  return { challenge, solution: { counter, derivedKey } };
}

export type Guard = Awaited<ReturnType<typeof solvedChallenge>>;
