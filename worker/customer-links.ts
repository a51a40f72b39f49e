import type { KeyObject } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createCustomerLinkStore } from '../models/customer-links';
import type { Config } from '../platform/config';
import { createCustomerSecrets, customerLinkTo } from '../platform/customer-secrets';

/** Where customers follow their cases: each case has one link, made when the customer is first told of it. */
export function composeCustomerLinks(
  connection: Connection,
  { customers, http }: Pick<Config, 'customers' | 'http'>,
  secretKey: KeyObject,
): (number: string, at: Date) => Promise<string> {
  const links = createCustomerLinkStore(connection, customers.linkLifetimeMs);
  const secrets = createCustomerSecrets(secretKey);
  return async (number, at) => {
    const { _id } = await links.keep(number, at);
    return customerLinkTo(http.publicUrl, secrets.tokenOf(_id));
  };
}
