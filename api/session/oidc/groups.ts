import { z } from 'zod';
import { ROLES, type Role } from '../../../domain/people/actor';
import { ConfigError, type OidcConfig } from '../../../platform/config';
import { SIGNING_IN } from '../../accounts/roles';

/** What membership of a group gives. */
export interface Entitlement {
  readonly group: string;
  readonly roles: readonly Role[];
  readonly department?: string;
}

const roles = z.array(z.enum(ROLES).refine((role) => SIGNING_IN.includes(role)));

/**
 * The groups of the configuration, with roles that there are and that people can sign in with.
 *
 * @throws {ConfigError} naming the group whose roles are not
 */
export function entitlementsOf({ groups }: OidcConfig): readonly Entitlement[] {
  return groups.map(({ group, roles: named, ...rest }) => {
    const known = roles.safeParse(named);
    if (known.success) return { group, roles: known.data, ...rest };
    throw new ConfigError([
      {
        variable: 'OIDC_GROUPS',
        problem: `gives the group "${group}" a role that nobody can sign in with`,
        expected: `roles of ${SIGNING_IN.join(', ')}`,
      },
    ]);
  });
}

/** The roles of all one's groups, and the department of the first that names one; undefined: none of them gives any. */
export function entitledBy(
  groups: readonly string[],
  entitlements: readonly Entitlement[],
): Omit<Entitlement, 'group'> | undefined {
  const mine = entitlements.filter(({ group }) => groups.includes(group));
  if (mine.length === 0) return undefined;
  const department = mine.find((one) => one.department !== undefined)?.department;
  return {
    roles: [...new Set(mine.flatMap((one) => one.roles))],
    ...(department !== undefined && { department }),
  };
}
