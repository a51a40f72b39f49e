import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createArchiveStore } from '../../models/archives';
import { createAttachmentStore } from '../../models/attachments';
import { createCaseKeyStore } from '../../models/case-keys';
import { createCaseStore } from '../../models/cases';
import { createActionStore } from '../../models/corrective-actions';
import { createIntakeStore } from '../../models/intakes';
import { openProofs } from '../../models/proofs';
import { createWorkOrderStore } from '../../models/work-orders';
import {
  SYSTEM_OWNER,
  createDataConverter,
  createMasterKey,
  createSealing,
  decodeHistory,
} from '../../platform/codec';
import { openAnchorFile } from '../../platform/anchor-file';
import type { Config } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { createSearchDigests } from '../../platform/search-digests';
import { openOrClose } from '../records/open-or-close';
import { trustedKeys } from './anchors';
import { CouldNotCheckError } from './finding';
import type { KnownCases } from './not-replayed';
import type { Replaying } from './replay';
import type { AuditedRecords } from './shelves';
import type { Outside } from './verify';

/** The records, and what stands outside MongoDB. */
export interface Audit {
  readonly audited: AuditedRecords;
  readonly outside: Outside;
  readonly replaying: Omit<Replaying, 'workflowBundle'>;
  readonly known: KnownCases;
  close(): Promise<void>;
}

/**
 * Opens the records to be read.
 *
 * @param keyFile of a public key that is trusted besides
 * @throws {CouldNotCheckError} if that file holds none
 * @throws {Error} if the master key is another one
 */
export async function openAudit(config: Config, keyFile: string | undefined): Promise<Audit> {
  const besides = await keysBesides(config, keyFile);
  const mongo = await connectMongo(config, createLogger({ logLevel: 'error' }, 'audit', process.stderr));
  const { connection } = mongo;
  const keys = createCaseKeyStore(connection, createMasterKey(config.masterKey));
  const systemKey = await openOrClose(
    () => mongo.close(),
    () => keys.keyFor(SYSTEM_OWNER),
  );
  const vault = { sealing: createSealing(keys), digest: createSearchDigests(systemKey) };
  const intakes = createIntakeStore(connection, config.companyZone, vault.sealing);
  const cases = createCaseStore(connection, (...started) => intakes.markStarted(...started), vault);
  const workOrders = createWorkOrderStore(connection, vault.sealing);
  const correctiveActions = createActionStore(connection, config.companyZone, vault.sealing);
  const archives = createArchiveStore(connection);
  const { codec } = await createDataConverter(keys);
  const { namespace } = config.temporal;
  return {
    audited: {
      connection,
      proofs: openProofs(connection),
      cases,
      tasks: { workOrders: workOrders.records, correctiveActions: correctiveActions.records },
      archives,
      attachments: createAttachmentStore(connection, vault.sealing),
    },
    outside: {
      file: openAnchorFile(config.anchors.directory).path,
      keys: await trustedKeys(config.anchors.directory, besides),
    },
    replaying: {
      archives,
      decode: (workflowId, history) => decodeHistory(codec, { namespace, workflowId }, history),
      eventsOf: async (id) => {
        const events = await cases.eventsOf(id);
        if (events.length > 0) return events;
        const ofOrder = await workOrders.eventsOf(id);
        return ofOrder.length > 0 ? ofOrder : correctiveActions.eventsOf(id);
      },
      stateDiffers: async (id) =>
        (await cases.find(id)) !== undefined && (await cases.compare(id)) !== undefined,
    },
    known: { archives, stageOf: async (number) => (await cases.find(number))?.stage },
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
