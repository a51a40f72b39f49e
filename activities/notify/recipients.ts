import type { Case } from '../../domain/case/case';
import { holderOf } from '../../domain/clocks/holder';
import type { Holder } from '../../domain/clocks/clock';
import type { Telling } from '../../domain/notices/telling';
import type { StandIn } from '../../domain/people/standing-in';
import type { Policy, Recipient } from '../../domain/policy/policy';
import type { Directory } from './ports';

/** Whom a telling means: a user, the customer of the case, or a role that nobody has. */
type Meant =
  | { readonly kind: 'person'; readonly user: string }
  | { readonly kind: 'customer' }
  | { readonly kind: 'nobody'; readonly role: string };

/** The same with whom a user's notice comes to: whoever stands in while they are away. */
export type Found =
  | Exclude<Meant, { kind: 'person' }>
  | { readonly kind: 'person'; readonly user: string; readonly standIn: StandIn };

/** How a notice names whom it is for: somebody who is away, and not whoever stands in. */
export function nameOf(found: Meant): string {
  switch (found.kind) {
    case 'person':
      return found.user;
    case 'customer':
      return 'customer';
    case 'nobody':
      return found.role;
  }
}

/**
 * Whom a telling means now, each once, whatever roles they were named by; and who stands in for them.
 *
 * @param at workflow time, ISO 8601: who is away at it is stood in for
 */
export async function findRecipients(
  telling: Telling,
  state: Case,
  policy: Policy,
  directory: Directory,
  at: string,
): Promise<readonly Found[]> {
  const meant = (await Promise.all(telling.to.map((recipient) => find(recipient)))).flat();
  const each = [...new Map(meant.map((one) => [`${one.kind}:${nameOf(one)}`, one])).values()];
  return Promise.all(
    each.map(async (one) =>
      one.kind === 'person' ? { ...one, standIn: await directory.standInFor(one.user, at) } : one,
    ),
  );

  async function find(recipient: Recipient): Promise<readonly Meant[]> {
    switch (recipient) {
      case 'customer':
        return [{ kind: 'customer' }];
      case 'supervisors':
        return state.supervisors.map((user) => ({ kind: 'person', user }));
      case 'group':
        return Promise.all(policy.group.map((department) => personOf({ role: 'lead', department })));
      case 'holder': {
        const clock = state.clocks.find(({ id }) => id === telling.clock);
        return [await personOf(clock?.holder ?? holderOf('owner', state))];
      }
      default:
        return [await personOf(holderOf(recipient, state))];
    }
  }

  async function personOf({ role, department, person }: Holder): Promise<Meant> {
    const user = person ?? (await directory.personFor(role, department));
    return user === undefined ? { kind: 'nobody', role } : { kind: 'person', user };
  }
}
