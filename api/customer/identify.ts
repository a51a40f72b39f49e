import { CUSTOMER } from '../../domain/people/actor';
import type { CustomerLinkDocument, CustomerLinkStore } from '../../models/customer-links';
import type { KeepingStore } from '../../models/keeping';
import type { CustomerSecrets } from '../../platform/customer-secrets';
import type { Caller, Identify } from '../http/credentials';
import { Problem } from '../problems';

/** What decides whose link it is. */
export interface LinkRecords {
  readonly customerLinks: Pick<CustomerLinkStore, 'find' | 'sessions'>;
  readonly customerSecrets: Pick<CustomerSecrets, 'linkIdOf'>;
  readonly keeping: Pick<KeepingStore, 'find'>;
}

/** Who comes by a link: nobody if we have not signed it; and whether its code was entered in this browser. */
export function createLinkIdentify({
  customerLinks,
  customerSecrets,
  keeping,
}: LinkRecords): Identify['byLink'] {
  async function byLink(token: string, session: string | undefined): Promise<Caller | undefined> {
    // Looked at before the database is: what was made up costs nothing.
    const id = customerSecrets.linkIdOf(token);
    const link = id === undefined ? undefined : await customerLinks.find(id);
    if (!link) return undefined;
    const now = new Date();
    checkHolds(link, now);
    if ((await keeping.find(link.number)).erasure) {
      throw new Problem('link-over', 'What we kept about you in this case was erased.', {
        members: { reason: 'erased' },
      });
    }
    const entered = session !== undefined && (await customerLinks.sessions.isIn(session, link._id, now));
    return {
      actor: CUSTOMER,
      via: { kind: 'link', link, entered },
      countedAs: `link:${link._id}`,
      isStillIn: async () => (await byLink(token, session)) !== undefined,
    };
  }

  return byLink;
}

/** @throws {Problem} `link-over` */
function checkHolds({ current, expiresAt }: CustomerLinkDocument, now: Date): void {
  if (current !== true) {
    throw new Problem('link-over', 'A newer link was made. Use that one, or ask customer service.', {
      members: { reason: 'withdrawn' },
    });
  }
  if (expiresAt <= now) {
    throw new Problem('link-over', 'The link has expired. Ask customer service for a new one.', {
      members: { reason: 'expired' },
    });
  }
}
