import { z } from 'zod';
import { ROLES } from '../../domain/people/actor';
import { LOCALES, type AccountDocument } from '../../models/accounts';
import type { UserDocument } from '../../models/people';
import { instant, line } from '../complaints/fields';

const userId = z
  .string()
  .trim()
  .max(100)
  .regex(
    /^[a-z0-9][a-z0-9.-]*$/,
    'must be small letters, digits, dots and dashes, beginning with a letter or digit',
  );
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const email = z.email('must be an e-mail address').max(200);

export const newAccountBody = z.strictObject({
  user: userId,
  name: line,
  roles,
  department: line.exactOptional(),
  email: email.exactOptional(),
  password: z.string().max(1000).exactOptional().meta({
    description: 'The first one, to be changed at once; none for who signs in elsewhere, or uses keys only',
  }),
});

/** What is not named stays; null takes it away. */
export const changedAccountBody = z
  .strictObject({
    name: line.exactOptional(),
    roles: roles.exactOptional(),
    department: line.nullable().exactOptional(),
    email: email.nullable().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'name at least one field to change');

export const newPasswordBody = z.strictObject({ password: z.string().max(1000) });

export const accountSchema = z
  .object({
    user: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    department: z.string().nullable(),
    email: z.string().nullable(),
    disabled: z.boolean(),
    locale: z.enum(LOCALES),
    password: z
      .object({ setAt: instant, setBy: z.string(), mustChange: z.boolean() })
      .nullable()
      .meta({ description: 'Null for who has none here' }),
    provider: z.boolean().meta({ description: 'Signs in at the OpenID provider; roles come from there' }),
    lastSignInAt: instant.nullable(),
    sessions: z.int().meta({ description: 'Where they are signed in now' }),
  })
  .meta({ id: 'Account' });

export type AccountView = z.input<typeof accountSchema>;

export const accountExample: AccountView = {
  user: 'zhang.xiao',
  name: '张晓',
  roles: ['agent'],
  department: 'customer-service',
  email: 'zhang.xiao@example.com',
  disabled: false,
  locale: 'zh',
  password: { setAt: '2026-11-22T08:00:00.000Z', setBy: 'administrator', mustChange: true },
  provider: false,
  lastSignInAt: null,
  sessions: 0,
};

/** A person, and how they sign in. */
export function accountView(
  person: UserDocument,
  account: AccountDocument | undefined,
  sessions: number,
): AccountView {
  return {
    user: person._id,
    name: person.name,
    roles: [...person.roles],
    department: person.department ?? null,
    email: person.email ?? null,
    disabled: person.disabled ?? false,
    locale: account?.locale ?? 'zh',
    password: passwordOf(account),
    provider: account?.oidc !== undefined,
    lastSignInAt: account?.lastSignInAt?.toISOString() ?? null,
    sessions,
  };
}

function passwordOf(account: AccountDocument | undefined): AccountView['password'] {
  if (account?.passwordHash === undefined || !account.passwordSetAt) return null;
  return {
    setAt: account.passwordSetAt.toISOString(),
    setBy: account.passwordSetBy ?? account._id,
    mustChange: account.mustChangePassword ?? false,
  };
}
