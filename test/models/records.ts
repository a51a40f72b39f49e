import type { CaseStore } from '../../models/cases';
import { createCaseStore } from '../../models/cases';
import { createIntakeStore, type IntakeStore } from '../../models/intakes';
import { openDatabase, type TestDatabase } from './database';
import type { Life } from './life';
import { openVault } from './vault';

export interface Records {
  readonly database: TestDatabase;
  readonly cases: CaseStore;
  readonly intakes: IntakeStore;
}

/** Case and intake stores on a database of their own. */
export async function openRecords(): Promise<Records> {
  const database = await openDatabase();
  const vault = openVault(database.connection);
  const intakes = createIntakeStore(database.connection, 'Asia/Shanghai', vault.sealing);
  const cases = createCaseStore(
    database.connection,
    (number, runId, session) => intakes.markStarted(number, runId, session),
    vault,
  );
  await database.makeIndexes();
  return { database, cases, intakes };
}

/** Another process on the same database, which remembers nothing. */
export async function anotherProcess({ database, intakes }: Records): Promise<CaseStore> {
  const connection = await database.connectAgain();
  return createCaseStore(
    connection,
    (number, runId, session) => intakes.markStarted(number, runId, session),
    openVault(connection),
  );
}

export async function recordAll(cases: CaseStore, life: Life): Promise<void> {
  for (const transition of life.transitions) await cases.recordTransition(life.number, transition);
}
