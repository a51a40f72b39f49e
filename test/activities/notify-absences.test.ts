import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { NotifyResult } from '../../activities/contract';
import { createNotify } from '../../activities/notify';
import { createSmtpMailer } from '../../platform/mail';
import type { Mailer } from '../../activities/notify';
import type { Telling } from '../../domain/notices/telling';
import { createNoticeStore, type NoticeStore } from '../../models/notices';
import { createDirectory, type Directory } from '../../models/people';
import { createLogger } from '../../platform/logging';
import { openDatabase, type TestDatabase } from '../models/database';
import { ASSIGNED_AT, NUMBER, POLICY, recordedEvents, seqOf } from './notify-case';
import { bodyOf, mailServer, type MailServer } from './notify-smtp';

const CUSTOMER = { name: '张伟', email: 'customer@example.com' };
/** At 14:10 in Shanghai the lead is told; they are away from the day before to Friday morning. */
const AWAY = { from: '2026-11-23T00:00:00Z', to: '2026-11-27T01:00:00Z', enteredBy: 'admin' };
const TO = '2026-11-27T01:00:00.000Z';

let database: TestDatabase;
let notices: NoticeStore;
let directory: Directory;
let server: MailServer;
let mailer: Mailer;

beforeAll(async () => {
  database = await openDatabase();
  notices = createNoticeStore(database.connection);
  directory = createDirectory(database.connection);
  await database.makeIndexes();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.connection.collection('notices').deleteMany({});
  const people = [
    ['lead-marketing', '李强', 'deputy-1'],
    ['deputy-1', '吴刚', 'deputy-2'],
    ['deputy-2', '郑爽', 'lead-marketing'],
    ['supervisor-1', '陈静', undefined],
    ['agent-1', '王芳', 'deputy-1'],
  ] as const;
  for (const [user, name, deputy] of people) {
    await directory.saveUser({
      _id: user,
      name,
      roles: ['lead'],
      email: `${user}@example.com`,
      department: 'marketing',
      ...(deputy !== undefined && { deputy }),
    });
  }
  await directory.saveDepartment({
    _id: 'marketing',
    title: { zh: '市场部', en: 'Marketing' },
    lead: 'lead-marketing',
  });
  server = await mailServer();
  mailer = createSmtpMailer({ url: server.url, from: 'Redress <redress@example.com>' });
});
afterEach(async () => {
  mailer.close();
  await server.down();
});

/** One attempt of the activity, as Temporal would make it, a minute after it was called for. */
function attempt(...to: Telling['to']): Promise<NotifyResult> {
  const events = recordedEvents(CUSTOMER);
  const { notify } = createNotify({
    cases: { eventsOf: () => Promise.resolve(events) },
    policies: { find: () => Promise.resolve(POLICY) },
    directory,
    notices,
    mailer,
    logger: createLogger({ logLevel: 'silent' }, 'test'),
    zone: 'Asia/Shanghai',
    linkTo: (number) => `https://redress.example.com/${number}`,
  });
  const environment = new MockActivityEnvironment(
    { currentAttemptScheduledTimestampMs: Date.parse(ASSIGNED_AT) + 60_000 },
    { logger: new DefaultLogger('ERROR') },
  );
  const tellings = [{ seq: seqOf(events, 'assign'), template: 'assigned', to }];
  return environment.run(notify, { number: NUMBER, tellings, at: ASSIGNED_AT });
}

const receivers = () => server.mails.flatMap(({ to }) => to).sort();

test('whoever is there is told themselves, before and after an absence too', async () => {
  await server.up();
  await directory.addAbsence('lead-marketing', { ...AWAY, from: '2026-11-24T06:10:00.001Z' });
  await directory.addAbsence('lead-marketing', { ...AWAY, to: '2026-11-24T06:10:00Z' });
  await attempt('lead');
  expect(receivers()).toEqual(['lead-marketing@example.com']);
  const [notice] = await notices.ofCase(NUMBER);
  expect(notice).not.toHaveProperty('to');
  expect(notice).not.toHaveProperty('via');
});

test('the deputy is told in place of the lead, and the notice and the mail say so', async () => {
  await server.up();
  await directory.addAbsence('lead-marketing', AWAY);
  expect(await attempt('lead')).toEqual({ givenUp: [] });

  expect(receivers()).toEqual(['deputy-1@example.com']);
  expect(await notices.ofCase(NUMBER)).toMatchObject([
    {
      recipient: 'lead-marketing',
      to: 'deputy-1',
      via: [{ user: 'lead-marketing', awayUntil: TO, next: 'deputy' }],
      status: 'sent',
    },
  ]);
  const body = server.mails[0] ? bodyOf(server.mails[0]) : '';
  expect(body).toMatch(/^吴刚，您好！/);
  expect(body).toContain('李强不在岗（至2026年11月27日（星期五）09:00（中国标准时间）），此件由您代为处理。');
  expect(body).toContain(
    'in place of 李强, who is away until Friday, 27 November 2026, 09:00 (China Standard Time).',
  );
});

test('a deputy who is away is passed over for theirs, and each step is written down and told', async () => {
  await server.up();
  await directory.addAbsence('lead-marketing', AWAY);
  await directory.addAbsence('deputy-1', AWAY);
  await attempt('lead');
  expect(receivers()).toEqual(['deputy-2@example.com']);
  const [notice] = await notices.ofCase(NUMBER);
  expect(notice?.via).toEqual([
    { user: 'lead-marketing', awayUntil: TO, next: 'deputy' },
    { user: 'deputy-1', awayUntil: TO, next: 'deputy' },
  ]);
  const body = server.mails[0] ? bodyOf(server.mails[0]) : '';
  expect(body).toContain('依次应代理的吴刚也不在岗');
  expect(body).toContain('吴刚, who would have been told next, is away until Friday');
});

test('with everybody away the one who was meant is told, and why', async () => {
  await server.up();
  for (const user of ['lead-marketing', 'deputy-1', 'deputy-2']) await directory.addAbsence(user, AWAY);
  await attempt('lead');
  expect(receivers()).toEqual(['lead-marketing@example.com']);
  const [notice] = await notices.ofCase(NUMBER);
  expect(notice).toMatchObject({ recipient: 'lead-marketing', to: 'lead-marketing' });
  expect(notice?.via?.map(({ next }) => next)).toEqual(['deputy', 'deputy', 'nobody']);
  expect(server.mails[0] && bodyOf(server.mails[0])).toContain('目前无人可以代理');
});

test('an absence that changes between two attempts tells nobody twice, nor anybody else', async () => {
  const absence = await directory.addAbsence('lead-marketing', AWAY);
  await expect(attempt('lead', 'supervisors')).rejects.toThrow('2 of 2');

  if (typeof absence === 'string') throw new Error(absence);
  await directory.endAbsence('lead-marketing', absence.id, AWAY.from);
  await directory.addAbsence('supervisor-1', AWAY);
  await directory.nameDeputy('supervisor-1', 'deputy-2');
  await server.up();
  await attempt('lead', 'supervisors');
  await attempt('lead', 'supervisors');
  expect(receivers()).toEqual(['deputy-1@example.com', 'supervisor-1@example.com']);
  expect(await notices.ofCase(NUMBER)).toHaveLength(2);
});

test('the customer is told as ever, and somebody who is told twice is told once for each', async () => {
  await server.up();
  await directory.addAbsence('lead-marketing', AWAY);
  await directory.addAbsence('agent-1', AWAY);
  await attempt('lead', 'owner', 'customer');
  expect(receivers()).toEqual(['customer@example.com', 'deputy-1@example.com', 'deputy-1@example.com']);
  const customers = server.mails.find(({ to }) => to.includes('customer@example.com'));
  expect(customers && bodyOf(customers)).not.toMatch(/李强|王芳|吴刚|不在岗|away/);
});

test('a deputy without an address is given up in the name of the one who was meant', async () => {
  await server.up();
  await directory.addAbsence('lead-marketing', AWAY);
  await directory.saveUser({ _id: 'deputy-1', name: '吴刚', roles: ['handler'], department: 'marketing' });
  expect(await attempt('lead')).toEqual({
    givenUp: [{ template: 'assigned', recipient: 'lead-marketing' }],
  });
  expect(await notices.ofCase(NUMBER)).toMatchObject([{ reason: 'no-address', to: 'deputy-1' }]);
});
