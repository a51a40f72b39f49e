import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { Problem } from '../problems';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly user: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** Characters. NIST SP 800-63B asks for 15 where a password stands alone, and for 8 at the very least. */
const SHORTEST = 12;
/** More says nothing more, and would only cost time. */
const LONGEST = 128;

/** zxcvbn's scale from 0 to 4: from here on, guessing takes more than 10^8 attempts, which no lock lets anybody make. */
const LEAST_SCORE = 3;

/** What people choose here, and no list of the world's most common passwords has. */
const LOCAL = [
  'redress',
  'complaint',
  'tousu',
  'kefu',
  'woaini',
  'woaizhongguo',
  '1314520',
  '5201314',
  '147258369',
];

/** The shortest part of a name that a password may not hold: shorter ones stand in many words by chance. */
const SHORTEST_NAME = 3;

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Checks that a password may be taken: length, not the owner's name, not common nor easily guessed. Nothing is asked of
 * its kinds of characters, as that makes passwords shorter and no harder to guess.
 *
 * @throws {Problem} `invalid` naming the field and what is wrong, and never the password
 */
export function checkPassword(field: string, password: string, owner: PasswordOwner): void {
  const wrong = whatIsWrong(password, owner);
  if (wrong === undefined) return;
  throw new Problem('invalid', `The password ${wrong}.`, { errors: [{ field, message: wrong }] });
}

function whatIsWrong(password: string, owner: PasswordOwner): string | undefined {
  const { length } = Array.from(password);
  if (length < SHORTEST)
    return `must have ${SHORTEST} characters at least; three or four words make a good one`;
  if (length > LONGEST) return `may have ${LONGEST} characters at the most`;
  const names = namesOf(owner);
  const lower = password.normalize('NFKC').toLowerCase();
  if (names.some((name) => lower.includes(name))) return 'must not hold the user’s name';
  const { score } = strength.check(password, [...names, ...LOCAL]);
  return score < LEAST_SCORE
    ? 'is one of those that are guessed first; take other words, or more of them'
    : undefined;
}

function namesOf({ user, name, email }: PasswordOwner): string[] {
  const mailbox = email?.split('@')[0];
  return [user, name, ...(mailbox === undefined ? [] : [mailbox])]
    .map((text) => text.normalize('NFKC').toLowerCase().trim())
    .filter((text) => text.length >= SHORTEST_NAME || /\p{Script=Han}{2}/u.test(text));
}
