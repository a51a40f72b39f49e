import { MockActivityEnvironment } from '@temporalio/testing';
import { createDutyActivities, type DutyActivities } from '../../activities/duties';
import type { Mail } from '../../activities/notify';
import type { Actor } from '../../domain/people/actor';
import type { Duty } from '../../domain/policy/duty';
import {
  openDutyStores,
  type DutyReportDocument,
  type DutyStores,
  type ReportStanding,
} from '../../models/duties';
import { createNoticeStore } from '../../models/notices';
import { createDirectory } from '../../models/people';
import { createLogger } from '../../platform/logging';
import { openDatabase, type TestDatabase } from '../models/database';
import { POLICY } from './notify-case';
import type { Customer } from '../../domain/case/intake';
import { openVault } from '../models/vault';
import { openSearchTerms } from '../../models/search';

export const ZONE = 'Asia/Shanghai';
export const PACK = 'attraction';
const title = { zh: '任务', en: 'Duty' };
const base = { clause: `${PACK}/4.3-callback`, title, at: '09:00', tell: ['supervisor'] } as const;
export const callBacks: Duty = { ...base, id: 'call-backs', what: 'call-backs', every: 'month', atLeast: 3 };
export const daily: Duty = {
  ...base,
  id: 'daily',
  what: 'list',
  every: 'day',
  at: '18:00',
  tell: ['executive', 'lead'],
};
export const review: Duty = { ...base, id: 'review', what: 'review', every: 'quarter' };
export const target: Duty = { ...base, id: 'target', what: 'target', every: 'month', target: 99.8 };
export const media: Duty = {
  ...base,
  id: 'media',
  what: 'media-check',
  every: 'day',
  channels: ['net', 'newspapers'],
};
export const contact: Duty = { ...base, id: 'contact', what: 'follow-up', every: 'week', reason: 'contract' };
export const survey: Duty = { ...base, id: 'survey', what: 'survey', every: 'quarter' };
const DUTIES = [callBacks, daily, review, target, media, contact, survey];

export const BY: Actor = { user: 'ann', roles: ['agent'] };

/** The instant of a local time in Shanghai such as `2026-03-03 15:00`. */
export const local = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);

/** The duties of one pack over real stores, a small company, and a mailbox. */
export interface Scene {
  readonly database: TestDatabase;
  readonly stores: DutyStores;
  readonly mails: Mail[];
  /** Forgets all but the company. */
  clear(): Promise<void>;
  /** Keeps a read model with what duties look at. */
  complaint(
    number: string,
    fields?: Readonly<Record<string, unknown>>,
    state?: {
      readonly intake?: { readonly customer: Customer; readonly [field: string]: unknown };
      readonly [field: string]: unknown;
    },
  ): Promise<void>;
  perform(duty: string, scheduledAt: Date): ReturnType<DutyActivities['performDuty']>;
  tell(report: string): ReturnType<DutyActivities['tellOfDuty']>;
  /** The report of the duty at a local time. */
  done(duty: Duty, at: string): Promise<DutyReportDocument>;
  standing(report: DutyReportDocument, now?: Date): Promise<ReportStanding>;
}

const COLLECTIONS = ['cases', 'dutyReports', 'surveys', 'dailyChecks', 'followUps', 'notices'];

interface AnyDocument {
  _id: string;
  [field: string]: unknown;
}

export async function openScene(): Promise<Scene> {
  const database = await openDatabase();
  const { connection } = database;
  const directory = createDirectory(connection);
  const vault = openVault(connection);
  const stores = openDutyStores(connection, vault);
  const searchTerms = openSearchTerms(connection, vault.digest);
  const mails: Mail[] = [];
  const environment = new MockActivityEnvironment();
  const { performDuty, tellOfDuty } = createDutyActivities({
    ...stores,
    policies: {
      current: (id) => Promise.resolve(id === PACK ? { ...POLICY, id, duties: DUTIES } : undefined),
    },
    company: directory,
    notices: createNoticeStore(connection),
    mailer: { send: (mail) => Promise.resolve(void mails.push(mail)), close: () => undefined },
    logger: createLogger({ logLevel: 'silent' }, 'test'),
    zone: ZONE,
    linkToReport: (id) => `https://redress.example.com/duty-reports/${id}`,
  });
  await database.makeIndexes();
  await directory.saveDepartment({ _id: 'technical', title: { zh: '技术部', en: 'Technical' }, lead: 'lea' });
  await directory.saveDepartment({ _id: 'logistics', title: { zh: '物流部', en: 'Logistics' }, lead: 'leo' });
  for (const [_id, role] of [
    ['lea', 'lead'],
    ['leo', 'lead'],
    ['exe', 'executive'],
  ] as const) {
    await directory.saveUser({ _id, name: _id, roles: [role], email: `${_id}@example.com` });
  }

  const perform: Scene['perform'] = (duty, scheduledAt) =>
    environment.run<
      [Parameters<typeof performDuty>[0]],
      Awaited<ReturnType<typeof performDuty>>,
      typeof performDuty
    >(performDuty, { pack: PACK, duty, scheduledAt: scheduledAt.toISOString() });

  return {
    database,
    stores,
    mails,
    clear: async () => {
      mails.length = 0;
      for (const name of COLLECTIONS) await connection.collection(name).deleteMany({});
    },
    complaint: async (number, fields = {}, state = {}) => {
      await connection.collection<AnyDocument>('cases').insertOne({
        _id: number,
        kind: 'complaint',
        channel: 'phone',
        stage: 'handling',
        round: 1,
        owner: 'ann',
        department: 'technical',
        departments: ['technical'],
        policy: { id: PACK, version: 1 },
        createdAt: local('2026-03-10 10:00'),
        ...fields,
        state: {
          intake: { customer: { name: 'x' }, matter: 'm' },
          callbacks: [],
          clocks: [],
          held: {},
          ...state,
        },
      });
      const customer = state.intake?.customer ?? { name: 'x' };
      const session = await connection.startSession();
      await searchTerms.add(number, { events: [], customer }, session);
      await session.endSession();
    },
    perform,
    tell: (report) =>
      environment.run<[string], Awaited<ReturnType<typeof tellOfDuty>>, typeof tellOfDuty>(
        tellOfDuty,
        report,
      ),
    done: async (duty, at) => {
      const { report } = await perform(duty.id, local(at));
      const found = report === undefined ? undefined : await stores.reports.find(report);
      if (!found) throw new Error('There is no report');
      return found;
    },
    standing: (report, now = new Date()) => stores.reports.standing(report, now),
  };
}
