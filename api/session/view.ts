import { z } from 'zod';
import { ROLES } from '../../domain/people/actor';
import { LOCALES, type AccountStore } from '../../models/accounts';
import type { Directory } from '../../models/people';
import type { SessionDocument } from '../../models/sessions';
import { instant } from '../complaints/fields';
import { sessionOf, type Caller } from '../http/credentials';

export const sessionSchema = z
  .object({
    user: z.string(),
    name: z.string(),
    roles: z
      .array(z.enum(ROLES))
      .meta({ description: 'With those of the people whom they stand in for now' }),
    department: z.string().exactOptional(),
    locale: z.enum(LOCALES),
    mustChangePassword: z.boolean().meta({
      description: 'Until they have, everything but their own session answers 403 password-change-needed',
    }),
    standsInFor: z.array(z.string()).exactOptional(),
  })
  .meta({ id: 'Session' });

export const sessionExample = {
  user: 'technical-lead',
  name: '刘洋',
  roles: ['lead'],
  department: 'technical',
  locale: 'zh',
  mustChangePassword: false,
};

export const sessionLineSchema = z
  .object({
    id: z.string(),
    current: z.boolean(),
    way: z.enum(['password', 'oidc']),
    browser: z.string().exactOptional().meta({ description: 'What the browser called itself' }),
    startedAt: instant,
    lastUsedAt: instant,
    expiresAt: instant.meta({ description: 'When it is over unless it is used before' }),
    endsAt: instant.meta({ description: 'When it is over in any case' }),
  })
  .meta({ id: 'SessionLine' });

/** Whoever has signed in, as their pages know them. */
export async function viewOfSession(
  { directory, accounts }: { readonly directory: Pick<Directory, 'person'>; readonly accounts: AccountStore },
  caller: Caller,
): Promise<z.input<typeof sessionSchema>> {
  const { user, roles, department, standsInFor } = caller.actor;
  const [person, account] = await Promise.all([directory.person(user), accounts.find(user)]);
  return {
    user,
    name: person?.name ?? user,
    roles: [...roles],
    ...(department !== undefined && { department }),
    locale: account?.locale ?? 'zh',
    mustChangePassword: sessionOf(caller).mustChangePassword ?? false,
    ...(standsInFor && { standsInFor: [...standsInFor] }),
  };
}

/** A session as its owner sees it in a list. */
export function lineOf(
  session: SessionDocument,
  current: SessionDocument,
): z.input<typeof sessionLineSchema> {
  const { id, way, browser, startedAt, lastUsedAt, expiresAt, endsAt } = session;
  return {
    id,
    current: id === current.id,
    way,
    ...(browser !== undefined && { browser }),
    startedAt: startedAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}
