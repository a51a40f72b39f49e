import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/people/actor';
import { inPlaceOf } from '../../domain/people/acting';
import type { ApiKeyStore, Directory } from '../../models/people';
import type { SessionStore } from '../../models/sessions';
import type { Caller, Identify } from '../http/credentials';

export interface Records {
  readonly apiKeys: Pick<ApiKeyStore, 'identify'>;
  readonly sessions: Pick<SessionStore, 'find' | 'noteUse'>;
  readonly directory: Pick<Directory, 'userLately' | 'absenteesOf'>;
  /** Whoever comes by the link of a case. */
  readonly byLink: Identify['byLink'];
}

/**
 * Who comes with a key or a session: with the roles that they have now, and those of the people who are away and whose
 * named deputy they are. Whoever was disabled is nobody.
 */
export function createIdentify(records: Records): Identify {
  const { apiKeys, sessions, directory } = records;

  async function byKey(key: string): Promise<Caller | undefined> {
    const bearer = await apiKeys.identify(key);
    const actor = bearer && (await actorOfKey(bearer.actor));
    if (!actor) return undefined;
    return {
      actor: await withDeputyships(actor),
      via: { kind: 'key', scope: bearer.scope },
      countedAs: `key:${digestOf(key)}`,
      isStillIn: async () => (await byKey(key)) !== undefined,
    };
  }

  async function bySession(token: string, inUse: boolean): Promise<Caller | undefined> {
    const now = new Date();
    const session = await sessions.find(token, now);
    const person = session && (await directory.userLately(session.user));
    if (!person || person.disabled === true) return undefined;
    if (inUse) await sessions.noteUse(session, now);
    const { _id: user, roles, department } = person;
    return {
      actor: await withDeputyships({ user, roles, ...(department !== undefined && { department }) }),
      via: { kind: 'session', session },
      countedAs: `session:${session.id}`,
      isStillIn: async () => (await bySession(token, false)) !== undefined,
    };
  }

  /** A key never gives more than its owner has now: a role or a department that they left is gone from their keys too. */
  async function actorOfKey(actor: Actor): Promise<Actor | undefined> {
    const owner = await directory.userLately(actor.user);
    if (!owner) return actor;
    if (owner.disabled === true) return undefined;
    const { user } = actor;
    const roles = actor.roles.filter((role) => owner.roles.includes(role));
    return { user, roles, ...(owner.department !== undefined && { department: owner.department }) };
  }

  async function withDeputyships(actor: Actor): Promise<Actor> {
    return inPlaceOf(actor, await directory.absenteesOf(actor.user, new Date().toISOString()));
  }

  return { byKey, bySession, byLink: records.byLink };
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
