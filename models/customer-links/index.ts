import type { Connection } from 'mongoose';
import { createCodes, type CodeStore } from './codes';
import { createLinks, type LinkStore } from './links';
import {
  customerLinkSchema,
  customerSessionSchema,
  type CustomerLinkDocument,
  type CustomerSessionDocument,
} from './schema';
import { createCustomerSessions, type CustomerSessions } from './sessions';

export { CODE_LIFETIME_MS, PAUSE_MS, TRIES } from './codes';
export type { CodeStore, Tried } from './codes';
export type { LinkStore } from './links';
export type { CustomerLinkDocument } from './schema';
export type { CustomerSessions } from './sessions';

/** The links by which customers come to their cases, the codes that open them, and the browsers they opened. */
export interface CustomerLinkStore extends LinkStore {
  readonly codes: CodeStore;
  readonly sessions: CustomerSessions;
}

/**
 * Opens the store on a connection.
 *
 * @param lifetimeMs how long a link opens its case
 */
export function createCustomerLinkStore(connection: Connection, lifetimeMs: number): CustomerLinkStore {
  connection.model('CustomerLink', customerLinkSchema);
  connection.model('CustomerSession', customerSessionSchema);
  const links = connection.collection<CustomerLinkDocument>('customerLinks');
  return {
    ...createLinks(links, lifetimeMs),
    codes: createCodes(links),
    sessions: createCustomerSessions(connection.collection<CustomerSessionDocument>('customerSessions')),
  };
}
