import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anchorNow } from '../../../activities/anchor';
import { createAccessRecord, type AccessRecord } from '../../../models/access-record';
import { createArchiveStore, type ArchiveStore } from '../../../models/archives';
import { createAttachmentStore, type AttachmentStore } from '../../../models/attachments';
import { createCaseStore, type CaseStore } from '../../../models/cases';
import { createActionStore } from '../../../models/corrective-actions';
import { createIntakeStore } from '../../../models/intakes';
import { openProofs } from '../../../models/proofs';
import { createWorkOrderStore, type WorkOrderStore } from '../../../models/work-orders';
import { openAnchorFile, type AnchorFile } from '../../../platform/anchor-file';
import { anchorKeyId, createAnchorSigner } from '../../../platform/anchor-key';
import { createLogger } from '../../../platform/logging';
import type { Finding } from '../../../scripts/audit/finding';
import type { AuditedRecords } from '../../../scripts/audit/shelves';
import type { Scope } from '../../../scripts/audit/scope';
import { verify, type Outside, type Verified } from '../../../scripts/audit/verify';
import { openDatabase, type TestDatabase } from '../database';
import { openVault } from '../vault';

/** Records, the log of them, and what stands outside MongoDB. */
export interface Company {
  readonly database: TestDatabase;
  readonly cases: CaseStore;
  readonly workOrders: WorkOrderStore;
  readonly archives: ArchiveStore;
  readonly accessRecord: AccessRecord;
  readonly attachments: AttachmentStore;
  readonly audited: AuditedRecords;
  readonly outside: Outside;
  readonly file: AnchorFile;
  anchor(at: string): Promise<void>;
  /** What verifying says. */
  verified(scope?: Scope): Promise<{ readonly findings: readonly Finding[]; readonly result: Verified }>;
  close(): Promise<void>;
}

/** A database of its own, and a folder for the statements. */
export async function openCompany(): Promise<Company> {
  const database = await openDatabase();
  const { connection } = database;
  const vault = openVault(connection);
  const intakes = createIntakeStore(connection, 'Asia/Shanghai', vault.sealing);
  const cases = createCaseStore(connection, (...started) => intakes.markStarted(...started), vault);
  const workOrders = createWorkOrderStore(connection, vault.sealing);
  const correctiveActions = createActionStore(connection, 'Asia/Shanghai', vault.sealing);
  const archives = createArchiveStore(connection);
  const accessRecord = createAccessRecord(connection, vault.sealing);
  const attachments = createAttachmentStore(connection, vault.sealing);
  const proofs = openProofs(connection);
  await database.makeIndexes();

  const folder = await mkdtemp(path.join(tmpdir(), 'redress-tampering-'));
  const file = openAnchorFile(folder);
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const outside = { file: file.path, keys: new Map([[anchorKeyId(publicKey), publicKey]]) };
  const audited = {
    connection,
    proofs,
    cases,
    tasks: { workOrders: workOrders.records, correctiveActions: correctiveActions.records },
    archives,
    attachments,
  };
  return {
    database,
    cases,
    workOrders,
    archives,
    accessRecord,
    attachments,
    audited,
    outside,
    file,
    anchor: async (at) => {
      await anchorNow(
        {
          proofs,
          signer: createAnchorSigner(privateKey),
          file,
          logger: createLogger({ logLevel: 'silent' }, 'test'),
        },
        at,
      );
    },
    verified: async (scope = { all: true }) => {
      const findings: Finding[] = [];
      const result = await verify(audited, outside, scope, (finding) => findings.push(finding));
      return { findings, result };
    },
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
