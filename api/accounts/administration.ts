import type { z } from 'zod';
import type { Actor, Role } from '../../domain/people/actor';
import type { AccessRecord } from '../../models/access-record';
import type { AccountStore, SignInAttempts } from '../../models/accounts';
import type { Directory, Profile, UserDocument } from '../../models/people';
import type { SessionStore } from '../../models/sessions';
import type { Passwords } from '../session/passwords';
import { invalidField, Problem } from '../problems';
import { checkPassword, type PasswordOwner } from './password-rules';
import { SIGNING_IN, whatIsWrongWith } from './roles';
import { accountView, type AccountView, type changedAccountBody, type newAccountBody } from './schemas';

/** What the administration of accounts needs. */
export interface AccountServices {
  readonly accounts: AccountStore;
  readonly attempts: SignInAttempts;
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly passwords: Passwords;
  readonly accessRecord: AccessRecord;
}

/** Everybody of the directory, and how they sign in. */
export async function allAccounts({
  directory,
  accounts,
  sessions,
}: AccountServices): Promise<AccountView[]> {
  const [people, known, counts] = await Promise.all([
    directory.users(),
    accounts.all(),
    sessions.counts(new Date()),
  ]);
  const byUser = new Map(known.map((account) => [account._id, account]));
  return people.map((person) => accountView(person, byUser.get(person._id), counts.get(person._id) ?? 0));
}

/** @throws {Problem} `not-found` */
export async function oneAccount(services: AccountServices, user: string): Promise<AccountView> {
  const [person, account, sessions] = await Promise.all([
    knownPerson(services, user),
    services.accounts.find(user),
    services.sessions.ofUser(user, new Date()),
  ]);
  return accountView(person, account, sessions.length);
}

/** @throws {Problem} `invalid` naming what is wrong */
export async function addAccount(
  services: AccountServices,
  actor: Actor,
  { user, password, ...profile }: z.output<typeof newAccountBody>,
): Promise<AccountView> {
  await checkProfile(services, profile);
  if (password !== undefined) checkMayHavePassword(profile.roles, password, { user, ...profile });
  if (!(await services.directory.addUser({ _id: user, ...profile }))) {
    throw invalidField('user', 'is taken; change that account, or take another name');
  }
  if (password !== undefined) await givePassword(services, actor, user, password);
  return oneAccount(services, user);
}

/** @throws {Problem} `not-found`, or `invalid` naming what is wrong */
export async function changeAccount(
  services: AccountServices,
  actor: Actor,
  user: string,
  change: z.output<typeof changedAccountBody>,
): Promise<AccountView> {
  const person = await knownPerson(services, user);
  const profile = changed(person, change);
  await checkProfile(services, profile);
  if (user === actor.user && change.roles !== undefined) {
    throw invalidField('roles', 'are not yours to change on your own account; ask another administrator');
  }
  await services.directory.describeUser(user, profile);
  return oneAccount(services, user);
}

/** Whoever is disabled is signed out at once, and their keys are of no use. */
export async function disableAccount(
  services: AccountServices,
  actor: Actor,
  user: string,
  disabled: boolean,
): Promise<AccountView> {
  if (user === actor.user) throw new Problem('not-allowed', 'Nobody disables their own account.');
  if (!(await services.directory.disableUser(user, disabled))) throw unknownPerson();
  if (disabled) await services.sessions.endAll(user);
  return oneAccount(services, user);
}

/** A password that has to be changed at the next sign-in; until then nobody is signed in with this account. */
export async function resetPassword(
  services: AccountServices,
  actor: Actor,
  user: string,
  password: string,
): Promise<AccountView> {
  const { name, email, roles } = await knownPerson(services, user);
  if (user === actor.user) throw new Problem('not-allowed', 'Change your own password by /session/password.');
  if ((await services.accounts.find(user))?.oidc) {
    throw invalidField('password', 'is kept at the OpenID provider for this account; change it there');
  }
  checkMayHavePassword(roles, password, { user, name, email });
  await givePassword(services, actor, user, password);
  await services.sessions.endAll(user);
  await services.attempts.forgive({ kind: 'account', name: user });
  return oneAccount(services, user);
}

async function givePassword(
  { accounts, passwords }: AccountServices,
  actor: Actor,
  user: string,
  password: string,
): Promise<void> {
  const hash = await passwords.hash(password);
  await accounts.setPassword(user, { hash, by: actor.user, mustChange: true, at: new Date() });
}

function checkMayHavePassword(roles: readonly Role[], password: string, owner: PasswordOwner): void {
  if (!roles.some((role) => SIGNING_IN.includes(role))) {
    throw invalidField('password', 'is not for systems: they use an API key');
  }
  checkPassword('password', password, owner);
}

/** @throws {Problem} `invalid` if nobody can be that, or there is no such department */
async function checkProfile({ directory }: AccountServices, { roles, department }: Profile): Promise<void> {
  const wrong = whatIsWrongWith(roles, department);
  if (wrong) throw invalidField(wrong.field, wrong.message);
  if (department === undefined) return;
  const departments = await directory.departments();
  if (departments.some(({ _id }) => _id === department)) return;
  throw invalidField('department', 'There is no such department.');
}

function changed(person: UserDocument, change: z.output<typeof changedAccountBody>): Profile {
  const department = change.department === undefined ? person.department : (change.department ?? undefined);
  const email = change.email === undefined ? person.email : (change.email ?? undefined);
  return {
    name: change.name ?? person.name,
    roles: change.roles ?? person.roles,
    ...(department !== undefined && { department }),
    ...(email !== undefined && { email }),
  };
}

/** @throws {Problem} `not-found` */
export async function knownPerson(
  { directory }: Pick<AccountServices, 'directory'>,
  user: string,
): Promise<UserDocument> {
  const person = await directory.user(user);
  if (!person) throw unknownPerson();
  return person;
}

function unknownPerson(): Problem {
  return new Problem('not-found', 'There is nobody of this user id in the directory.');
}
