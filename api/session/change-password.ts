import type { Request, Response } from 'express';
import { checkPassword } from '../accounts/password-rules';
import { sessionOf, type Caller } from '../http/credentials';
import { Problem } from '../problems';
import { beginSession, noteSignIn, type SignInServices } from './begin';
import { checkNotLocked } from './sign-in';

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

/**
 * Gives somebody another password and ends all their sessions; this browser gets a new one.
 *
 * @throws {Problem} `invalid` naming the field, `not-allowed` for those whose password is kept elsewhere, or `too-many`
 */
export async function changePassword(
  services: SignInServices,
  caller: Caller,
  { current, next }: PasswordChange,
  request: Request,
  response: Response,
): Promise<Caller> {
  const { accounts, directory, passwords, sessions, attempts } = services;
  const { user } = sessionOf(caller);
  const [account, person] = await Promise.all([accounts.find(user), directory.user(user)]);
  if (account?.passwordHash === undefined || !person) {
    throw new Problem('not-allowed', 'Your password is kept where you sign in. Change it there.');
  }
  await checkNotLocked(services, user, request);
  if (!(await passwords.matches(current, account.passwordHash))) {
    await noteSignIn(services, request, 'changePassword', { user, outcome: 'wrong-credentials' });
    throw refused('current', 'This is not your present password.');
  }
  await attempts.forgive({ kind: 'account', name: user });
  if (next === current) throw refused('next', 'The new password must be another one.');
  checkPassword('next', next, { user, name: person.name, email: person.email });
  const hash = await passwords.hash(next);
  await accounts.setPassword(user, { hash, by: user, mustChange: false, at: new Date() });
  await sessions.endAll(user);
  await noteSignIn(services, request, 'changePassword', { user, outcome: 'done' });
  return beginSession(services, { user, way: 'password' }, request, response);
}

/** Said in the detail too, as there is one thing wrong only. */
function refused(field: keyof PasswordChange, message: string): Problem {
  return new Problem('invalid', message, { errors: [{ field, message }] });
}
