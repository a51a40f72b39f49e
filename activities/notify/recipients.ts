import type { Case } from '../../domain/case/case';
import { holderOf } from '../../domain/clocks/holder';
import type { Holder } from '../../domain/clocks/clock';
import type { Telling } from '../../domain/notices/telling';
import { CUSTOMER_SERVICE } from '../../domain/people/actor';
import type { Policy, Recipient } from '../../domain/policy/policy';
import type { Directory } from './ports';

/** A user, the customer of the case, or a role that nobody has. */
export type Found =
  | { readonly kind: 'person'; readonly user: string }
  | { readonly kind: 'customer' }
  | { readonly kind: 'nobody'; readonly role: string };

/** How a notice names whom it is for. */
export function nameOf(found: Found): string {
  switch (found.kind) {
    case 'person':
      return found.user;
    case 'customer':
      return 'customer';
    case 'nobody':
      return found.role;
  }
}

/** Whom a telling means now; each once, whatever roles they were named by. */
export async function findRecipients(
  telling: Telling,
  state: Case,
  policy: Policy,
  directory: Directory,
): Promise<readonly Found[]> {
  const found = await Promise.all(telling.to.map((recipient) => find(recipient)));
  return [...new Map(found.flat().map((one) => [`${one.kind}:${nameOf(one)}`, one])).values()];

  async function find(recipient: Recipient): Promise<readonly Found[]> {
    switch (recipient) {
      case 'customer':
        return [{ kind: 'customer' }];
      case 'supervisors':
        return state.supervisors.map((user) => ({ kind: 'person', user }));
      case 'group':
        return Promise.all(policy.group.map((department) => personOf({ role: 'lead', department })));
      case 'holder': {
        const clock = state.clocks.find(({ id }) => id === telling.clock);
        return [
          await personOf(
            clock?.holder ?? { role: 'owner', department: CUSTOMER_SERVICE, person: state.owner },
          ),
        ];
      }
      default:
        return [await personOf(holderOf(recipient, state))];
    }
  }

  async function personOf({ role, department, person }: Holder): Promise<Found> {
    const user = person ?? (await directory.personFor(role, department));
    return user === undefined ? { kind: 'nobody', role } : { kind: 'person', user };
  }
}
