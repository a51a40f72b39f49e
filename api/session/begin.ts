import type { Request, Response } from 'express';
import type { AccessRecord } from '../../models/access-record';
import type { AccountStore, SignInAttempts } from '../../models/accounts';
import type { Directory } from '../../models/people';
import type { SessionStore, SignInWay } from '../../models/sessions';
import type { Logger } from '../../platform/logging';
import type { Caller, Identify } from '../http/credentials';
import { requestIdOf } from '../http/request-id';
import type { SecretCookie } from '../http/session-cookie';
import type { Passwords } from './passwords';

/** What signing in and out needs. */
export interface SignInServices {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly attempts: SignInAttempts;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly sessionCookie: SecretCookie;
  readonly identify: Identify;
  readonly accessRecord: AccessRecord;
  readonly logger: Logger;
  /** How long the first lock after too many wrong passwords lasts, in milliseconds. */
  readonly firstLockMs: number;
}

/** Who has just shown who they are. */
export interface Arrival {
  readonly user: string;
  readonly way: SignInWay;
  readonly mustChangePassword?: boolean;
}

/**
 * Starts a session of its own for whoever has shown who they are. The browser gets a new token, whatever it came with;
 * the session that it had before is over.
 */
export async function beginSession(
  services: SignInServices,
  arrival: Arrival,
  request: Request,
  response: Response,
): Promise<Caller> {
  const { sessions, sessionCookie, identify } = services;
  const now = new Date();
  const browser = request.get('User-Agent');
  await endSessionOf(services, request);
  const token = await sessions.start({ ...arrival, ...(browser !== undefined && { browser }) }, now);
  const caller = await identify.bySession(token, false);
  if (!caller) throw new Error('A session that was just started is not there.');
  await services.accounts.noteSignIn(arrival.user, now);
  sessionCookie.set(response, token);
  return caller;
}

async function endSessionOf({ sessions, sessionCookie }: SignInServices, request: Request): Promise<void> {
  const token = sessionCookie.read(request);
  const before = token === undefined ? undefined : await sessions.find(token, new Date());
  if (before) await sessions.end(before._id);
}

/** Puts on the access record who signed in, or tried to. What was typed as a user that there is not is not kept. */
export async function noteSignIn(
  { accessRecord }: Pick<SignInServices, 'accessRecord'>,
  request: Request,
  action: string,
  { user, outcome }: { readonly user: string | undefined; readonly outcome: string },
): Promise<void> {
  const requestId = requestIdOf(request);
  await accessRecord.add({ at: new Date(), user: user ?? 'unknown', action, outcome, requestId });
}
