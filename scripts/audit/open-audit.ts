import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createArchiveStore } from '../../models/archives';
import { createCaseKeyStore } from '../../models/case-keys';
import { createCaseStore } from '../../models/cases';
import { createActionStore } from '../../models/corrective-actions';
import { createIntakeStore } from '../../models/intakes';
import { openProofs } from '../../models/proofs';
import { createWorkOrderStore } from '../../models/work-orders';
import { SYSTEM_OWNER, createMasterKey, createSealing } from '../../platform/codec';
import { openAnchorFile } from '../../platform/anchor-file';
import type { Config } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { createSearchDigests } from '../../platform/search-digests';
import { trustedKeys } from './anchors';
import { CouldNotCheckError } from './finding';
import type { AuditedRecords } from './records';
import type { Outside } from './verify';

/** The records, and what stands outside MongoDB. */
export interface Audit {
  readonly audited: AuditedRecords;
  readonly outside: Outside;
  close(): Promise<void>;
}

/**
 * Opens the records to be read.
 *
 * @param keyFile of a public key that is trusted besides
 * @throws {CouldNotCheckError} if that file holds none
 */
export async function openAudit(config: Config, keyFile: string | undefined): Promise<Audit> {
  const besides = await keysBesides(config, keyFile);
  const mongo = await connectMongo(config, createLogger({ logLevel: 'error' }, 'audit', process.stderr));
  const { connection } = mongo;
  const keys = createCaseKeyStore(connection, createMasterKey(config.masterKey));
  const vault = {
    sealing: createSealing(keys),
    digest: createSearchDigests(await keys.keyFor(SYSTEM_OWNER)),
  };
  const intakes = createIntakeStore(connection, config.companyZone, vault.sealing);
  return {
    audited: {
      connection,
      proofs: openProofs(connection),
      cases: createCaseStore(connection, (...started) => intakes.markStarted(...started), vault),
      tasks: {
        workOrders: createWorkOrderStore(connection, vault.sealing).records,
        correctiveActions: createActionStore(connection, config.companyZone, vault.sealing).records,
      },
      archives: createArchiveStore(connection),
    },
    outside: {
      file: openAnchorFile(config.anchors.directory).path,
      keys: await trustedKeys(config.anchors.directory, besides),
    },
    close: () => mongo.close(),
  };
}

async function keysBesides({ anchors }: Config, keyFile: string | undefined): Promise<readonly KeyObject[]> {
  const own = anchors.key ? [createPublicKey(anchors.key)] : [];
  if (keyFile === undefined) return own;
  try {
    return [...own, createPublicKey(await readFile(keyFile))];
  } catch {
    throw new CouldNotCheckError(`${keyFile} holds no key in PEM, or can't be read.`);
  }
}
