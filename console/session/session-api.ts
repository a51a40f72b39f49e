import { api, type Schemas } from '../http/client';
import { answered, failureOf, reached } from '../http/failure';
import type { Language } from '../language/language';

/** Who is signed in. */
export type Session = Schemas['Session'];

const NOBODY = 401;

/** Who is signed in; null if nobody is. */
export async function readSession(): Promise<Session | null> {
  const { data, error, response } = await reached(api.GET('/api/v1/session'));
  if (data) return data;
  if (response.status === NOBODY) return null;
  throw failureOf(response, error);
}

/** How one may sign in here. */
export function readWays() {
  return answered(api.GET('/api/v1/session/ways'));
}

/** @throws {Failure} 401 if user and password don't belong together */
export function signIn(user: string, password: string): Promise<Session> {
  return answered(api.POST('/api/v1/session', { body: { user, password } }));
}

export async function signOut(): Promise<void> {
  await reached(api.POST('/api/v1/session/end'));
}

/** @throws {Failure} 401 or 422 if the current one is wrong or the next one too weak */
export async function changePassword(current: string, next: string): Promise<void> {
  await answered(api.POST('/api/v1/session/password', { body: { current, next } }));
}

/** Mails and the next sign-in speak this language too. */
export async function keepLanguage(locale: Language): Promise<void> {
  await reached(api.POST('/api/v1/session/locale', { body: { locale } }));
}
