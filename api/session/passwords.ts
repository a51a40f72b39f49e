import { randomUUID } from 'node:crypto';
import { hashPassword, isPassword } from '../../platform/passwords';
import { LaneFullError, Lanes } from '../commands/lanes';
import { unavailable } from '../problems';

/** Passwords as they are made and checked. Both are slow on purpose. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether the hash is the password's; without a hash it is not, after the same work. */
  matches(password: string, hashed: string | undefined): Promise<boolean>;
}

/** Hashes side by side: each takes 64 MB and a processor. */
const ABREAST = 2;
/** Those that wait; more would wait longer than anybody at a sign-in page does. */
const WAITING = 50;
const WITHIN_MS = 10_000;

/** @throws {Problem} from each of its methods: `unavailable` if more want to sign in than the machine can take */
export function createPasswords(): Passwords {
  const lanes = new Lanes(ABREAST, WAITING);
  // Compared with where there is no account. Nobody knows the password.
  const decoy = hashPassword(randomUUID());

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await lanes.run('passwords', Date.now() + WITHIN_MS, async () => ({
        result: await work(),
      }));
      if (done) return done.result;
    } catch (error) {
      if (!(error instanceof LaneFullError)) throw error;
    }
    throw unavailable('Too many people are signing in at this moment.', 5);
  }

  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    matches: (password, hashed) =>
      inTurn(async () => {
        const isSame = await isPassword(password, hashed ?? (await decoy));
        return isSame && hashed !== undefined;
      }),
  };
}
