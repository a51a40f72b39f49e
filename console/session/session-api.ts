import type { Role } from '../http/client';
import { failureOf, reached, recordOf } from '../http/failure';
import type { Language } from '../language/language';

/** Who is signed in. */
export interface Session {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly locale: Language;
  /** Nothing else is answered until a new password is set. */
  readonly mustChangePassword: boolean;
}

export interface Ways {
  /** By user and password. */
  readonly local: boolean;
  readonly oidc?: { readonly title: string };
}

const ROOT = '/api/v1/session';

/** Who is signed in; null if nobody is. */
export async function readSession(): Promise<Session | null> {
  const response = await reached(fetch(ROOT, { headers: { Accept: 'application/json' } }));
  if (response.status === 401 || response.status === 404) return null;
  return sessionOf(await bodyOf(response));
}

export async function readWays(): Promise<Ways> {
  const body = recordOf(await bodyOf(await reached(fetch(`${ROOT}/ways`))));
  const { title } = recordOf(body['oidc']);
  return { local: body['local'] !== false, ...(typeof title === 'string' && { oidc: { title } }) };
}

/** @throws {Failure} 401 if user and password don't belong together */
export async function signIn(user: string, password: string): Promise<Session> {
  return sessionOf(await sent('', { user, password }));
}

export async function signOut(): Promise<void> {
  await sent('/end', {});
}

/** @throws {Failure} 401 if the current one is wrong, 422 if the next one is too weak */
export async function changePassword(current: string, next: string): Promise<void> {
  await sent('/password', { current, next });
}

export async function keepLanguage(locale: Language): Promise<void> {
  await sent('/locale', { locale });
}

async function sent(path: string, body: Readonly<Record<string, string>>): Promise<unknown> {
  const request = fetch(`${ROOT}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return bodyOf(await reached(request));
}

/** @throws {Failure} if the answer is none of success */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : parsed(text);
  if (!response.ok) throw failureOf(response, body);
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sessionOf(body: unknown): Session {
  const { user, name, roles, department, locale, mustChangePassword } = recordOf(body);
  if (typeof user !== 'string' || !Array.isArray(roles)) throw new TypeError('This is no session.');
  return {
    user,
    name: typeof name === 'string' ? name : user,
    roles: roles.filter(isRole),
    ...(typeof department === 'string' && { department }),
    locale: locale === 'en' ? 'en' : 'zh',
    mustChangePassword: mustChangePassword === true,
  };
}

const ROLES: readonly string[] = [
  'agent',
  'specialist',
  'lead',
  'handler',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
  'auditor',
  'administrator',
  'customer',
  'integration',
] satisfies readonly Role[];

function isRole(role: unknown): role is Role {
  return typeof role === 'string' && ROLES.includes(role);
}
