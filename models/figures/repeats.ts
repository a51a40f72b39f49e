import type { Collection } from 'mongoose';
import type { Case } from '../../domain/case/case';
import type { Customer, Intake } from '../../domain/case/intake';
import type { CaseDocument } from '../cases';
import { searchTerm, termsOf } from '../cases/search-terms';

/** A complaint, as far as it says whether another one repeats it. */
export interface Settled extends Pick<CaseDocument, '_id' | 'createdAt' | 'contentType'> {
  readonly state: Pick<Case, 'subtype'> & { readonly intake: Pick<Intake, 'matter' | 'customer'> };
}

/** The sources name no time (default): what comes later is another matter. */
const REPEAT_WITHIN_MS = 90 * 86_400_000;
/** Complaints whose repeats are looked for together. */
const AT_ONCE = 500;

const WHAT_REPEATS = {
  createdAt: 1,
  contentType: 1,
  'state.subtype': 1,
  'state.intake.matter': 1,
  'state.intake.customer': 1,
} as const;

/**
 * The numbers of those complaints that the same customer has made again on the same matter (it-service/4-first): known
 * by phone, e-mail or account, not by the name alone; of the same class or, where it has none, in the same words;
 * within 90 days.
 */
export async function repeatsAmong(
  cases: Collection<CaseDocument>,
  settled: readonly Settled[],
): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  for (let at = 0; at < settled.length; at += AT_ONCE) {
    const some = settled.slice(at, at + AT_ONCE);
    const later = await sameContacts(cases, some);
    for (const one of some) {
      const possible = contactsOf(one).flatMap((contact) => later.get(contact) ?? []);
      if (possible.some((other) => repeats(other, one))) repeated.add(one._id);
    }
  }
  return repeated;
}

/** Complaints with one of these customers' contacts, by contact. */
async function sameContacts(
  cases: Collection<CaseDocument>,
  some: readonly Settled[],
): Promise<ReadonlyMap<string, readonly Settled[]>> {
  const contacts = [...new Set(some.flatMap(contactsOf))];
  const found = cases.find({ terms: { $in: contacts }, kind: 'complaint' }).project<Settled>(WHAT_REPEATS);
  const byContact = new Map<string, Settled[]>();
  for await (const one of found) {
    for (const contact of contactsOf(one)) byContact.set(contact, [...(byContact.get(contact) ?? []), one]);
  }
  return byContact;
}

function contactsOf({ state: { intake } }: Settled): string[] {
  const { phone, email, account } = intake.customer;
  const contacts: Customer = {
    name: '',
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(account !== undefined && { account }),
  };
  return termsOf(contacts);
}

function repeats(later: Settled, earlier: Settled): boolean {
  const after = later.createdAt.getTime() - earlier.createdAt.getTime();
  // Of two at the same moment one is the repeat.
  const isLater = after > 0 || (after === 0 && later._id > earlier._id);
  return isLater && after <= REPEAT_WITHIN_MS && sameMatter(later, earlier);
}

function sameMatter(one: Settled, other: Settled): boolean {
  if (one.contentType || other.contentType) {
    return one.contentType === other.contentType && one.state.subtype === other.state.subtype;
  }
  return searchTerm(one.state.intake.matter) === searchTerm(other.state.intake.matter);
}
