import { adoptKeys, createCaseKeyStore } from '../../models/case-keys';
import { createCaseStore, type CaseStore } from '../../models/cases';
import { createActionStore } from '../../models/corrective-actions';
import { createIntakeStore, type IntakeStore } from '../../models/intakes';
import { createNoticeStore, type NoticeStore } from '../../models/notices';
import { createPolicyStore, type PolicyStore } from '../../models/policies';
import { createRetentionStore, type RetentionStore } from '../../models/retention';
import type { TaskRecords } from '../../models/tasks/records';
import { createWorkOrderStore } from '../../models/work-orders';
import { SYSTEM_OWNER, createMasterKey, createSealing } from '../../platform/codec';
import type { Config } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { createSearchDigests } from '../../platform/search-digests';
import { connectTemporalClient } from '../../platform/temporal';
import { openOrClose } from './open-or-close';
import { openProcedures, type Procedures } from './procedures';

/** The records, and the workflows that they are compared with. */
export interface Records {
  readonly cases: CaseStore;
  readonly intakes: IntakeStore;
  readonly notices: NoticeStore;
  readonly policies: PolicyStore;
  readonly retention: RetentionStore;
  /** Of work orders, and of corrective actions. */
  readonly tasks: readonly TaskRecords[];
  readonly procedures: Procedures;
  close(): Promise<void>;
}

/**
 * Opens the stores, and Temporal on its first call. No payload is read.
 *
 * @throws {Error} if MongoDB is not found, or the master key is another one
 */
export async function openRecords(config: Config): Promise<Records> {
  const mongo = await connectMongo(config, createLogger({ logLevel: 'error' }, 'records', process.stderr));
  const temporal = connectTemporalClient(config, {});
  const close = async () => {
    await temporal.close();
    await mongo.close();
  };
  const vault = await openOrClose(close, async () => {
    await adoptKeys(mongo.connection);
    const keys = createCaseKeyStore(mongo.connection, createMasterKey(config.masterKey));
    return {
      sealing: createSealing(keys),
      digest: createSearchDigests(await keys.keyFor(SYSTEM_OWNER)),
    };
  });
  const intakes = createIntakeStore(mongo.connection, config.companyZone, vault.sealing);
  return {
    intakes,
    cases: createCaseStore(
      mongo.connection,
      (number, runId, session) => intakes.markStarted(number, runId, session),
      vault,
    ),
    notices: createNoticeStore(mongo.connection),
    policies: createPolicyStore(mongo.connection),
    retention: createRetentionStore(mongo.connection),
    tasks: [
      createWorkOrderStore(mongo.connection, vault.sealing).records,
      createActionStore(mongo.connection, config.companyZone, vault.sealing).records,
    ],
    procedures: openProcedures(temporal.client),
    close,
  };
}
