import type { Request, Response } from 'express';
import type { LockRule } from '../../models/accounts';
import { isOutdated } from '../../platform/passwords';
import type { Caller } from '../http/credentials';
import { addressOf } from '../http/rate-limits';
import { Problem } from '../problems';
import { beginSession, noteSignIn, type SignInServices } from './begin';

/** What somebody typed. */
export interface Typed {
  readonly user: string;
  readonly password: string;
}

/** Wrong passwords of one user until the first lock. */
const FREE_FOR_ACCOUNT = 5;
/** Of one address: a whole office may share it. */
const FREE_FOR_ADDRESS = 50;
/** A longer lock would help whoever wants to keep somebody out more than it hinders whoever guesses. */
const LONGEST_LOCK_MS = 15 * 60_000;

/**
 * Lets somebody in by user and password. Whether there is such a user changes neither the answer nor the work: a hash is
 * compared in any case, and wrong attempts are counted under the name as it was typed.
 *
 * @throws {Problem} `wrong-credentials`, or `too-many` while the name or the address is locked
 */
export async function signIn(
  services: SignInServices,
  { user, password }: Typed,
  request: Request,
  response: Response,
): Promise<Caller> {
  const { accounts, directory, attempts, passwords } = services;
  await checkNotLocked(services, user, request);
  const [account, person] = await Promise.all([accounts.find(user), directory.user(user)]);
  const isRight = await passwords.matches(password, account?.passwordHash);
  if (!isRight || !account || !person || person.disabled === true) {
    const address = { kind: 'address', address: addressOf(request) } as const;
    await attempts.begin(address, lockRule(services, FREE_FOR_ADDRESS), new Date());
    await noteSignIn(services, request, 'signIn', { user: person?._id, outcome: 'wrong-credentials' });
    throw new Problem('wrong-credentials', 'Check the user and the password. Capital letters count.');
  }
  await attempts.forgive({ kind: 'account', name: user });
  await renewHash(services, user, password, account.passwordHash);
  const mustChangePassword = account.mustChangePassword ?? false;
  const caller = await beginSession(
    services,
    { user, way: 'password', mustChangePassword },
    request,
    response,
  );
  await noteSignIn(services, request, 'signIn', { user, outcome: 'done' });
  return caller;
}

/**
 * Counts an attempt at somebody's password before it is looked at.
 *
 * @throws {Problem} `too-many` while the user or the address is locked
 */
export async function checkNotLocked(
  services: SignInServices,
  user: string,
  request: Request,
): Promise<void> {
  const now = new Date();
  const { attempts } = services;
  const lockedUntil =
    (await attempts.lockOf({ kind: 'address', address: addressOf(request) }, now)) ??
    (await attempts.begin({ kind: 'account', name: user }, lockRule(services, FREE_FOR_ACCOUNT), now));
  if (!lockedUntil) return;
  const seconds = String(Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000));
  throw new Problem('too-many', `Too many wrong passwords. Wait ${seconds} s.`, {
    headers: { 'Retry-After': seconds },
  });
}

function lockRule({ firstLockMs }: SignInServices, free: number): LockRule {
  return { free, firstLockMs, longestLockMs: Math.max(firstLockMs, LONGEST_LOCK_MS) };
}

/** The one moment at which the password is known. */
async function renewHash(
  { accounts, passwords }: SignInServices,
  user: string,
  password: string,
  hashed: string | undefined,
): Promise<void> {
  if (hashed === undefined || !isOutdated(hashed)) return;
  await accounts.rehash(user, hashed, await passwords.hash(password));
}
