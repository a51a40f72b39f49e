import { z } from 'zod';
import type { AccountStore, OidcSubject } from '../../../models/accounts';
import type { Directory, UserDocument } from '../../../models/people';
import type { OidcConfig } from '../../../platform/config';
import { whatIsWrongWith } from '../../accounts/roles';
import { entitledBy, type Entitlement } from './groups';
import type { Claims } from './provider';

/** Why somebody whom the provider knows is not let in; the sign-in page says what to do. */
export type Turned = 'no-role' | 'not-yours' | 'disabled';

export interface ArrivalServices {
  readonly accounts: AccountStore;
  readonly directory: Directory;
}

const LONGEST_NAME = 200;
const groups = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const known = z.object({
  sub: z.string().min(1),
  name: z.string().trim().min(1).max(LONGEST_NAME).optional().catch(undefined),
  email: z.email().max(LONGEST_NAME).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
});

/**
 * Makes or updates the user whom the provider has named, and returns their id: roles and department come from their
 * groups at every sign-in, so that what they lose there they lose here.
 *
 * @throws if the claims are not of their form
 */
export async function arrive(
  services: ArrivalServices,
  claims: Claims,
  config: OidcConfig,
  entitlements: readonly Entitlement[],
): Promise<{ readonly user: string } | { readonly turned: Turned }> {
  const { sub, name, email, email_verified: isVerified } = known.parse(claims);
  const entitled = entitledBy(groups.parse(claims[config.groupsClaim]), entitlements);
  if (!entitled || whatIsWrongWith(entitled.roles, entitled.department)) return { turned: 'no-role' };

  const subject: OidcSubject = { issuer: config.issuer, subject: sub };
  const linked = await services.accounts.ofSubject(subject);
  const user = linked?._id ?? userIdOf(claims[config.userClaim]);
  const before = await services.directory.user(user);
  if (before?.disabled === true) return { turned: 'disabled' };
  if (!linked && !(await take(services, user, before, subject))) return { turned: 'not-yours' };

  const mailbox = isVerified === false ? before?.email : (email ?? before?.email);
  const profile = {
    name: name ?? before?.name ?? user,
    ...entitled,
    ...(mailbox !== undefined && { email: mailbox }),
  };
  if (before) await services.directory.describeUser(user, profile);
  else await services.directory.addUser({ _id: user, ...profile });
  return { user };
}

/** Nobody comes by somebody else's account because the provider gives them the same name: one with a password is not free. */
async function take(
  { accounts }: ArrivalServices,
  user: string,
  before: UserDocument | undefined,
  subject: OidcSubject,
): Promise<boolean> {
  if (before?.roles.includes('integration') === true) return false;
  return accounts.link(user, subject);
}

/** A user id of our form: zhang.xiao@example.com is zhang.xiao-example.com. */
function userIdOf(claim: unknown): string {
  const id = z
    .string()
    .parse(claim)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+/, '');
  return z.string().min(1).max(100).parse(id);
}
