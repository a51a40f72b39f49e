import type { Connection } from 'mongoose';
import type { Calendar } from '../../domain/calendar/calendar';
import type { CaseEvent } from '../../domain/case/events';
import { chinaCalendar, createCalendarStore, defaultCalendar } from '../../models/calendars';
import { createCaseKeyStore } from '../../models/case-keys';
import { createCaseStore } from '../../models/cases';
import type { Vault } from '../../models/sealing';
import { createMasterKey, createSealing } from '../../platform/codec';
import { loadConfig } from '../../platform/config';
import { createLogger } from '../../platform/logging';
import { connectMongo } from '../../platform/mongo';
import { recordsEnvironment } from '../records/environment';
import { readExport } from './export-file';
import type { Cases } from './order';

/** Recorded cases, one after the other, and the calendar to reckon with. */
export interface PastCases {
  readonly calendar: Calendar;
  /** IANA zone in which times are shown. */
  readonly zone: string;
  events(): AsyncIterable<readonly CaseEvent[]>;
  close(): Promise<void>;
}

/**
 * Opens what was asked for: cases of the system that runs here, or of an export.
 *
 * @throws {Error} if nothing says where the records are, or the export can't be read
 */
export function openPastCases(cases: Cases): Promise<PastCases> {
  return 'export' in cases ? exported(cases.export) : recorded(cases);
}

/** An export says nothing of the company's calendar: that out of the box counts. */
async function exported(file: string): Promise<PastCases> {
  const found = await readExport(file);
  return {
    calendar: chinaCalendar(defaultCalendar),
    zone: defaultCalendar.zone,
    events: async function* () {
      yield* await Promise.resolve(found);
    },
    close: () => Promise.resolve(),
  };
}

/** Numbers that are read at once. */
const PAGE = 500;

type Recorded = Exclude<Cases, { readonly export: string }>;

async function recorded(wanted: Recorded): Promise<PastCases> {
  const config = loadConfig(await recordsEnvironment(process.env));
  const mongo = await connectMongo(config, createLogger({ logLevel: 'error' }, 'pack', process.stderr));
  const keys = createCaseKeyStore(mongo.connection, createMasterKey(config.masterKey));
  const vault = { sealing: createSealing(keys), digest: noText };
  return { ...(await pastCasesIn(mongo.connection, wanted, vault)), close: () => mongo.close() };
}

function noText(): never {
  throw new Error('Past cases are not looked for by their texts.');
}

/** The cases of a database, with its calendar. */
export async function pastCasesIn(
  connection: Connection,
  wanted: Recorded,
  vault: Vault,
): Promise<Omit<PastCases, 'close'>> {
  const calendars = createCalendarStore(connection);
  // It is only read here: no case is started, and no text looked for.
  const cases = createCaseStore(connection, () => Promise.resolve(), vault);

  async function* numbers(): AsyncGenerator<string> {
    if ('numbers' in wanted) return yield* wanted.numbers;
    let page = await cases.pastCases({ ...wanted, limit: PAGE });
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      yield* page;
      page = await cases.pastCases({ ...wanted, after: last, limit: PAGE });
    }
  }

  return {
    calendar: await calendars.calendar(),
    zone: (await calendars.load()).zone,
    events: async function* () {
      for await (const number of numbers()) {
        const events = await cases.eventsOf(number);
        if (events.length === 0) throw new Error(`There is no case ${number}.`);
        yield events;
      }
    },
  };
}
