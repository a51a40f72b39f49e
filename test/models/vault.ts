import { createSecretKey, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createCaseKeyStore } from '../../models/case-keys';
import type { Vault } from '../../models/sealing';
import { createMasterKey, createSealing } from '../../platform/codec';
import { createSearchDigests } from '../../platform/search-digests';

/** Of every process of a test, which have one master key. */
const masterKey = createSecretKey(randomBytes(32));

/** What one process seals with, over a connection of its own. */
export function openVault(connection: Connection): Vault {
  return {
    sealing: createSealing(createCaseKeyStore(connection, createMasterKey(masterKey))),
    digest: createSearchDigests(masterKey),
  };
}
