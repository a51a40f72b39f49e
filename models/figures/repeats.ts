import type { Collection } from 'mongoose';
import type { Case } from '../../domain/case/case';
import type { Intake } from '../../domain/case/intake';
import type { CaseDocument } from '../cases';
import { allOpened } from '../cases/stored-case';
import type { Sealing } from '../sealing';
import type { SearchTerms } from '../search';
import { searchTerm } from '../search/customer-terms';

/** A complaint, as far as it says whether another one repeats it. */
export interface Settled extends Pick<CaseDocument, '_id' | 'createdAt' | 'contentType'> {
  readonly state: Pick<Case, 'subtype'> & { readonly intake: Pick<Intake, 'matter'> };
}

/** Where repeats are looked for. */
export interface RepeatSource {
  readonly cases: Collection<CaseDocument>;
  readonly searchTerms: SearchTerms;
  readonly sealing: Sealing;
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
  sealed: 1,
} as const;

/**
 * The numbers of those complaints that the same customer has made again on the same matter (it-service/4-first): known
 * by phone, e-mail or account, not by the name alone; of the same class or, where it has none, in the same words;
 * within 90 days. Of a complaint that is erased nobody can tell any more.
 */
export async function repeatsAmong(
  source: RepeatSource,
  settled: readonly Settled[],
): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  for (let at = 0; at < settled.length; at += AT_ONCE) {
    const some = await readable(source, settled.slice(at, at + AT_ONCE));
    const contacts = await source.searchTerms.contactsOf(some.map(({ _id }) => _id));
    const later = await sameContacts(source, [...contacts.values()].flat());
    for (const one of some) {
      const possible = (contacts.get(one._id) ?? []).flatMap((contact) => later.get(contact) ?? []);
      if (possible.some((other) => repeats(other, one))) repeated.add(one._id);
    }
  }
  return repeated;
}

/** Complaints with one of these contacts, by contact. */
async function sameContacts(
  source: RepeatSource,
  contacts: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly Settled[]>> {
  const sharing = await source.searchTerms.withContacts([...new Set(contacts)]);
  const found = await source.cases
    .find({ _id: { $in: [...sharing.keys()] }, kind: 'complaint' })
    .project<Settled>(WHAT_REPEATS)
    .toArray();
  const byContact = new Map<bigint, Settled[]>();
  for (const one of await readable(source, found)) {
    for (const contact of sharing.get(one._id) ?? []) {
      byContact.set(contact, [...(byContact.get(contact) ?? []), one]);
    }
  }
  return byContact;
}

/** Only what has no class is compared by its words. */
async function readable(source: RepeatSource, some: readonly Settled[]): Promise<readonly Settled[]> {
  const unclassified = some.filter(({ contentType }) => contentType === undefined);
  await allOpened(source, unclassified);
  return some;
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
