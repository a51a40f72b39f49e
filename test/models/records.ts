import { createSecretKey, randomBytes } from 'node:crypto';
import type { CaseStore } from '../../models/cases';
import { createCaseStore } from '../../models/cases';
import { createIntakeStore, type IntakeStore } from '../../models/intakes';
import { createSearchDigests } from '../../platform/search-digests';
import { openDatabase, type TestDatabase } from './database';
import type { Life } from './life';

export interface Records {
  readonly database: TestDatabase;
  readonly cases: CaseStore;
  readonly intakes: IntakeStore;
}

/** Of every process of a test, which have one master key. */
export const digest = createSearchDigests(createSecretKey(randomBytes(32)));

/** Case and intake stores on a database of their own. */
export async function openRecords(): Promise<Records> {
  const database = await openDatabase();
  const intakes = createIntakeStore(database.connection, 'Asia/Shanghai');
  const cases = createCaseStore(
    database.connection,
    (number, runId, session) => intakes.markStarted(number, runId, session),
    digest,
  );
  await database.makeIndexes();
  return { database, cases, intakes };
}

/** Another process on the same database, which remembers nothing. */
export async function anotherProcess({ database, intakes }: Records): Promise<CaseStore> {
  return createCaseStore(
    await database.connectAgain(),
    (number, runId, session) => intakes.markStarted(number, runId, session),
    digest,
  );
}

export async function recordAll(cases: CaseStore, life: Life): Promise<void> {
  for (const transition of life.transitions) await cases.recordTransition(life.number, transition);
}
