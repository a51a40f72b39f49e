import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { NotifyInput, NotifyResult } from '../../activities/contract';
import { createNotify } from '../../activities/notify';
import { createFileMailer, createSmtpMailer } from '../../platform/mail';
import type { Mailer, Person } from '../../activities/notify';
import type { Customer } from '../../domain/case/intake';
import type { Telling } from '../../domain/notices/telling';
import { ensureIndexes } from '../../models/indexes';
import { createNoticeStore, type NoticeStore } from '../../models/notices';
import { createLogger } from '../../platform/logging';
import { connectMongo, type MongoConnection } from '../../platform/mongo';
import { testMongoUrl } from '../platform/servers';
import { ASSIGNED_AT, NUMBER, POLICY, recordedEvents, seqOf } from './notify-case';
import { bodyOf, header, mailServer, type MailServer } from './notify-smtp';

const FROM = 'Redress <redress@example.com>';
const DAY = 86_400_000;
const logger = createLogger({ logLevel: 'silent' }, 'test');

const PEOPLE: Readonly<Record<string, Person>> = {
  'agent-1': { name: '王芳', email: 'agent@example.com' },
  'lead-marketing': { name: '李强', email: 'marketing@example.com' },
  'lead-customer-service': { name: '赵敏', email: 'service@example.com' },
  'supervisor-1': { name: '陈静', email: 'supervisor@example.com' },
  'without-address': { name: '孙涛' },
};

const CUSTOMER: Customer = { name: '张伟', email: 'customer@example.com' };

let mongo: MongoConnection;
let notices: NoticeStore;
let server: MailServer;
let mailer: Mailer;

beforeAll(async () => {
  mongo = await connectMongo({ mongo: { url: testMongoUrl('activities_notify') } }, logger);
  notices = createNoticeStore(mongo.connection);
  await ensureIndexes(mongo.connection);
});
afterAll(() => mongo.close());

beforeEach(async () => {
  await mongo.connection.collection('notices').deleteMany({});
  server = await mailServer();
  mailer = createSmtpMailer({ url: server.url, from: FROM });
});
afterEach(async () => {
  mailer.close();
  await server.down();
});

interface Situation {
  readonly customer?: Customer;
  readonly people?: Readonly<Record<string, Person>>;
  readonly mailer?: Mailer;
  /** How long after the notices were called for this attempt is, in milliseconds. */
  readonly later?: number;
}

/** One attempt of the activity, as Temporal would make it. */
function attempt(tellings: readonly Telling[], situation: Situation = {}): Promise<NotifyResult> {
  const people = situation.people ?? PEOPLE;
  const { notify } = createNotify({
    cases: {
      eventsOf: () => Promise.resolve(recordedEvents(situation.customer ?? CUSTOMER)),
    },
    policies: { find: () => Promise.resolve(POLICY) },
    directory: {
      personFor: (role, department) =>
        Promise.resolve(role === 'executive' ? undefined : `${role}-${department}`),
      standInFor: (user) => Promise.resolve({ user, via: [] }),
      person: (user) => Promise.resolve(people[user]),
      departmentTitle: () => Promise.resolve({ zh: '市场部', en: 'Marketing' }),
    },
    notices,
    mailer: situation.mailer ?? mailer,
    logger,
    zone: 'Asia/Shanghai',
    linkTo: (number) => `https://redress.example.com/${number}`,
  });
  const environment = new MockActivityEnvironment(
    { currentAttemptScheduledTimestampMs: Date.parse(ASSIGNED_AT) + (situation.later ?? 0) },
    { logger: new DefaultLogger('ERROR') },
  );
  const input: NotifyInput = { number: NUMBER, tellings, at: ASSIGNED_AT };
  return environment.run(notify, input);
}

const assigned = (...to: Telling['to']): Telling => ({
  seq: seqOf(recordedEvents(CUSTOMER), 'assign'),
  template: 'assigned',
  to,
});

const receivers = () => server.mails.flatMap(({ to }) => to).sort();

describe('sending', () => {
  it('tells each recipient once, whatever roles they were named by, under a key of their own', async () => {
    await server.up();
    const result = await attempt([assigned('lead', 'handler', 'owner', 'supervisors', 'customer')]);

    expect(result).toEqual({ givenUp: [] });
    expect(receivers()).toEqual([
      'agent@example.com',
      'customer@example.com',
      'marketing@example.com',
      'supervisor@example.com',
    ]);
    const written = await notices.ofCase(NUMBER);
    expect(written.map(({ status, attempts }) => [status, attempts])).toEqual(
      Array.from({ length: 4 }, () => ['sent', 1]),
    );
    for (const mail of server.mails) {
      const key = header(mail, 'X-Redress-Notice');
      expect(header(mail, 'Message-ID')).toBe(`<${key}@redress>`);
      expect(written.map(({ id }) => id)).toContain(key);
    }
    expect(new Set(server.mails.map((mail) => header(mail, 'Message-ID'))).size).toBe(4);
  });

  it('sends nothing again when it is repeated', async () => {
    await server.up();
    const telling = assigned('lead', 'customer');
    await attempt([telling]);
    await Promise.all([attempt([telling]), attempt([telling, telling])]);

    expect(server.mails).toHaveLength(2);
    expect(await notices.ofCase(NUMBER)).toHaveLength(2);
  });

  it('repeats a mail under the same key when its sending could not be written down', async () => {
    await server.up();
    const markSent = jest.spyOn(notices, 'markSent').mockRejectedValueOnce(new Error('MongoDB is away'));
    await expect(attempt([assigned('lead')])).rejects.toThrow('MongoDB is away');
    markSent.mockRestore();
    await attempt([assigned('lead')]);

    const keys = server.mails.map((mail) => header(mail, 'Message-ID'));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await notices.ofCase(NUMBER)).toHaveLength(1);
  });

  it('tells the leads of the standing group, and the holder of the clock that a rung is about', async () => {
    await server.up();
    const seq = seqOf(recordedEvents(CUSTOMER), 'clock-started');
    await attempt([
      { seq, template: 'supervisor-named', to: ['group'] },
      { seq, template: 'assigned', to: ['holder'], clock: '3.2-accept' },
    ]);
    expect(receivers()).toEqual(['marketing@example.com', 'marketing@example.com', 'service@example.com']);
  });
});

describe('a mail server that is down', () => {
  it('fails the attempt, and the next one sends', async () => {
    const telling = assigned('lead', 'owner', 'supervisors', 'customer');
    const failure = await attempt([telling]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'NoticesUnsent', nonRetryable: false });
    expect(String(failure)).toContain('4 of 4');
    expect(String(failure)).not.toContain('example.com');
    expect((await notices.ofCase(NUMBER)).map(({ status }) => status)).toEqual(
      Array.from({ length: 4 }, () => 'unsent'),
    );

    await server.up();
    expect(await attempt([telling], { later: 60_000 })).toEqual({ givenUp: [] });
    expect(server.mails).toHaveLength(4);
  });

  it('is tried until the notice is three days old, and once more after that', async () => {
    await expect(attempt([assigned('lead')], { later: 3 * DAY })).rejects.toThrow('could not be sent yet');
    expect(await attempt([assigned('lead')], { later: 3 * DAY + 1 })).toEqual({
      givenUp: [{ template: 'assigned', recipient: 'lead-marketing' }],
    });
    expect(await notices.ofCase(NUMBER)).toMatchObject([
      { status: 'given-up', reason: 'too-old', attempts: 2 },
    ]);

    await server.up();
    const late: Telling = { ...assigned('lead'), template: 'closed' };
    await notices.write(
      [{ number: NUMBER, seq: late.seq, template: 'closed', recipient: 'lead-marketing', channel: 'email' }],
      ASSIGNED_AT,
    );
    expect(await attempt([late], { later: 30 * DAY })).toEqual({ givenUp: [] });
    expect(server.mails).toHaveLength(1);
  });
});

describe('refusals', () => {
  it('sends only the rest after a 4xx, and not a second mail to those who have theirs', async () => {
    await server.up();
    server.answer('marketing@example.com', 451);
    const telling = assigned('lead', 'owner', 'customer');
    await expect(attempt([telling])).rejects.toThrow('1 of 3');
    expect(receivers()).toEqual(['agent@example.com', 'customer@example.com']);

    server.answer('marketing@example.com', undefined);
    await attempt([telling]);
    expect(receivers()).toEqual(['agent@example.com', 'customer@example.com', 'marketing@example.com']);
  });

  it('gives a recipient up at once after a 5xx, says so on every repeat, and tells the others', async () => {
    await server.up();
    server.answer('marketing@example.com', 550);
    const expected = { givenUp: [{ template: 'assigned', recipient: 'lead-marketing' }] };
    expect(await attempt([assigned('lead', 'customer')])).toEqual(expected);
    expect(await attempt([assigned('lead', 'customer')])).toEqual(expected);
    expect(receivers()).toEqual(['customer@example.com']);
    expect(await notices.ofCase(NUMBER)).toContainEqual(
      expect.objectContaining({ status: 'given-up', reason: 'refused', lastError: '550' }),
    );
  });

  it('waits when Redress itself is set up wrongly: no recipient is to blame', async () => {
    await server.up();
    const unsuited = createSmtpMailer({ url: `${server.url}?requireTLS=true`, from: FROM });
    await expect(attempt([assigned('lead')], { mailer: unsuited })).rejects.toThrow('1 of 1');
    unsuited.close();
    await attempt([assigned('lead')]);
    expect(receivers()).toEqual(['marketing@example.com']);
  });

  it.each([
    'no-at-sign',
    'a@b.example, victim@example.com',
    'a@b.example\r\nBcc: victim@example.com',
    '<a@b.example>',
  ])('gives the address %j up without trying it', async (email) => {
    await server.up();
    expect(await attempt([assigned('customer')], { customer: { name: '张伟', email } })).toEqual({
      givenUp: [{ template: 'assigned', recipient: 'customer' }],
    });
    expect(server.mails).toHaveLength(0);
  });

  it('gives up staff without an address, roles that nobody has, and templates without a text', async () => {
    await server.up();
    const people = { ...PEOPLE, 'lead-marketing': { name: '孙涛' } };
    const unknown: Telling = { ...assigned('customer'), template: 'returned' };
    expect(await attempt([assigned('lead', 'executive'), unknown], { people })).toEqual({
      givenUp: [
        { template: 'assigned', recipient: 'lead-marketing' },
        { template: 'assigned', recipient: 'executive' },
        { template: 'returned', recipient: 'customer' },
      ],
    });
    expect((await notices.ofCase(NUMBER)).map(({ reason }) => reason).sort()).toEqual([
      'no-address',
      'no-text',
      'nobody',
    ]);
    expect(server.mails).toHaveLength(0);
  });

  it('writes no notice for a customer who left no address', async () => {
    await server.up();
    expect(
      await attempt([assigned('customer')], { customer: { name: '张伟', phone: '13800000000' } }),
    ).toEqual({
      givenUp: [],
    });
    expect(await notices.ofCase(NUMBER)).toEqual([]);
  });
});

describe('what a mail says', () => {
  it('tells the customer in Chinese, then in English, what comes next and by when, and nothing internal', async () => {
    await server.up();
    await attempt([assigned('customer')]);
    const [mail] = server.mails;
    const body = mail ? bodyOf(mail) : '';
    expect(body).toMatch(/^张伟，您好！/);
    expect(body).toContain(NUMBER);
    expect(body).toContain('责任部门将签收您的投诉');
    expect(body).toContain('不晚于2026年11月24日（星期二）15:10（中国标准时间）');
    expect(body).toContain('no later than Tuesday, 24 November 2026, 15:10 (China Standard Time)');
    expect(body.indexOf('您好')).toBeLessThan(body.indexOf('Dear 张伟'));
    expect(body).not.toMatch(/SECRET|redress\.example\.com|李强|王芳/);
  });

  it('tells staff the stage, the department, the time limit, and where to open the case', async () => {
    await server.up();
    await attempt([assigned('lead')]);
    const [mail] = server.mails;
    const body = mail ? bodyOf(mail) : '';
    expect(body).toMatch(/^李强，您好！/);
    expect(body).toContain('派给市场部');
    expect(body).toContain('待签收');
    expect(body).toContain('15:10（中国标准时间）');
    expect(body).toContain(`https://redress.example.com/${NUMBER}`);
    expect(body).not.toMatch(/SECRET|张伟/);
  });

  it('lets no name add a header or a recipient', async () => {
    await server.up();
    const name = 'Mallory\r\nBcc: victim@example.com\r\nX-Evil: 1\r\n\r\nbody" <other@example.com>, {number}';
    await attempt([assigned('customer')], { customer: { name, email: 'customer@example.com' } });
    expect(receivers()).toEqual(['customer@example.com']);
    const [mail] = server.mails;
    expect(mail && header(mail, 'Bcc')).toBeUndefined();
    expect(mail && header(mail, 'X-Evil')).toBeUndefined();
    expect(mail && header(mail, 'X-Redress-Notice')).toMatch(/^[\da-f]{64}$/);
    expect(mail && bodyOf(mail)).toContain('{number}');
  });
});

describe('without a mail server', () => {
  it('keeps mails as files named by their key, where a repeat overwrites', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'redress-mailbox-'));
    const files = createFileMailer({ folder: path.join(folder, 'mailbox'), from: FROM });
    await attempt([assigned('lead', 'customer')], { mailer: files });
    await mongo.connection.collection('notices').updateMany({}, { $set: { status: 'unsent' } });
    await attempt([assigned('lead', 'customer')], { mailer: files });

    const written = await notices.ofCase(NUMBER);
    const kept = await readdir(path.join(folder, 'mailbox'));
    const names = kept.filter((name) => name.endsWith('.eml'));
    expect(names.sort()).toEqual(written.map(({ id }) => `${id}.eml`).sort());
    const first = written[0]?.id ?? '';
    const raw = await readFile(path.join(folder, 'mailbox', `${first}.eml`), 'utf8');
    expect(header({ to: [], raw }, 'Message-ID')).toBe(`<${first}@redress>`);
    await rm(folder, { recursive: true });
  });
});
