import type { Collection, Connection } from 'mongoose';
import { openSearchTerms, registerSearchTerms, type SearchTerms } from '../search';
import type { Sealing, Vault } from '../sealing';
import { caseEventSchema, caseSchema } from './documents';
import type { CaseDocument, CaseEventDocument } from './documents';

/**
 * The driver's own collections: what is stored is checked before, and every round trip counts. The models stand for the
 * indexes, which the composition root makes.
 */
export interface CaseCollections {
  readonly connection: Connection;
  readonly events: Collection<CaseEventDocument>;
  readonly cases: Collection<CaseDocument>;
  readonly searchTerms: SearchTerms;
  readonly sealing: Sealing;
}

/** Opens the collections of the cases, and has their indexes made with all others. */
export function caseCollections(connection: Connection, { sealing, digest }: Vault): CaseCollections {
  connection.model('CaseEvent', caseEventSchema);
  connection.model('Case', caseSchema);
  registerSearchTerms(connection);
  return {
    connection,
    events: connection.collection<CaseEventDocument>('caseEvents'),
    cases: connection.collection<CaseDocument>('cases'),
    searchTerms: openSearchTerms(connection, digest),
    sealing,
  };
}
