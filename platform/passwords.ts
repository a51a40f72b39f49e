import { Algorithm, hash, verify } from '@node-rs/argon2';

/**
 * Argon2id (RFC 9106) over 64 MiB, twice, in one lane: three times the memory of the least that OWASP names (19 MiB,
 * two passes), and about a fifth of a second on a modest processor, which nobody notices who signs in once a day. One
 * lane, because several people signing in at once use the other processors already.
 */
const PARAMETERS = {
  algorithm: Algorithm.Argon2id,
  memoryCost: 65_536,
  timeCost: 2,
  parallelism: 1,
} as const;

/** How a hash with these parameters begins. */
const CURRENT = '$argon2id$v=19$m=65536,t=2,p=1$';

/** The one-way form in which a password is kept, with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), PARAMETERS);
}

/** Whether the password is the one that the hash was made of. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  return verify(hashed, normal(password));
}

/** Whether the hash was made with other parameters than those of today, and should be made anew. */
export function isOutdated(hashed: string): boolean {
  return !hashed.startsWith(CURRENT);
}

/** Keyboards write the same letter in several ways (NIST SP 800-63B, 3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}
