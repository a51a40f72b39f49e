import type { mongo } from 'mongoose';
import type { ContentType } from '../../domain/case/classification';
import type { Customer } from '../../domain/case/intake';
import { OPEN_STAGES } from '../../domain/case/stage';
import type { Actor } from '../../domain/people/actor';
import type { CaseCollections } from './collections';
import type { CaseDocument, CaseSummary } from './documents';
import { termsOf } from '../search/customer-terms';
import { likeness } from './likeness';
import { allOpened } from './stored-case';
import { visibleTo } from './visibility';

/** What similar cases are looked for by; what is not known yet is left out. */
export interface SimilarRequest {
  /** Only what this actor sees. */
  readonly actor: Actor;
  readonly customer?: Customer;
  readonly matter?: string;
  readonly contentType?: ContentType;
  /** Cases entered since then. */
  readonly since: Date;
}

export interface SimilarCase {
  readonly summary: CaseSummary;
  /** It is the same customer's, or the matter is alike. */
  readonly because: 'customer' | 'matter';
}

/** So many of the newest cases of the same content are compared. */
const COMPARED = 300;
/** Of the pairs of characters that either text has, this share in both makes them alike. */
const ALIKE = 0.25;
const SHORTEST = 6;
const SHOWN = 5;

/** Open cases that may be about the same: those of the same customer first, then those whose matter is alike. */
export async function similarCases(
  collections: CaseCollections,
  request: SimilarRequest,
): Promise<readonly SimilarCase[]> {
  const { actor, customer, matter = '', contentType, since } = request;
  const open: mongo.Filter<CaseDocument>[] = [visibleTo(actor), { stage: { $in: [...OPEN_STAGES] } }];
  const { cases, searchTerms } = collections;
  const sameCustomer = customer
    ? await searchTerms.ofCustomer(termsOf(customer), COMPARED)
    : new Set<string>();
  const ofCustomer =
    sameCustomer.size === 0
      ? []
      : await cases
          .find({ $and: [...open, { _id: { $in: [...sameCustomer] } }] })
          .sort({ createdAt: -1, _id: -1 })
          .limit(SHOWN)
          .toArray()
          .then((found) => allOpened(collections, found));
  if (matter.trim().length < SHORTEST) return ofCustomer.map((summary) => ({ summary, because: 'customer' }));
  const known = ofCustomer.map(({ _id }) => _id);
  const newest = await cases
    .find({
      $and: [...open, { createdAt: { $gte: since } }, ...(contentType ? [{ contentType }] : [])],
      _id: { $nin: known },
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(COMPARED)
    .toArray()
    .then((found) => allOpened(collections, found));
  const alike = newest
    .map((one) => ({ one, share: likeness(matter, one.state.intake.matter) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share);
  return [
    ...ofCustomer.map((summary): SimilarCase => ({ summary, because: 'customer' })),
    ...alike.map(({ one }): SimilarCase => ({ summary: one, because: 'matter' })),
  ].slice(0, SHOWN);
}
