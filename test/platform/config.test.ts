import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { ConfigError, loadConfig } from '../../platform/config';

const key = Buffer.alloc(32, 7).toString('base64');
const needed = {
  MONGO_URL: 'mongodb://127.0.0.1:27017/redress?replicaSet=rs0',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  MASTER_KEY: key,
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'redress-config-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

function issuesOf(env: NodeJS.ProcessEnv): Record<string, string> {
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message.split('\n')).toHaveLength(error.issues.length);
    return Object.fromEntries(
      error.issues.map((issue) => [issue.variable, `${issue.problem}; ${issue.expected}`]),
    );
  }
  return {};
}

test('what is not set has the value that a first start needs', () => {
  const config = loadConfig(needed);
  expect(config).toMatchObject({
    http: { host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' },
    worker: { port: 0 },
    temporal: { namespace: 'default', taskQueue: 'redress', historyRetentionMs: 30 * 86_400_000 },
    dataDir: path.resolve('.data'),
    defaultPolicy: 'media',
    companyZone: 'Asia/Shanghai',
    mail: { mailboxDir: path.resolve('.data/mailbox') },
  });
  expect(config.mail.smtpUrl).toBeUndefined();
  expect(config.temporal.tls).toBeUndefined();
});

test('an empty variable counts as absent', () => {
  expect(loadConfig({ ...needed, PORT: '', SMTP_URL: '', MASTER_KEY_FILE: '' }).http.port).toBe(3000);
});

test('durations are days or seconds, bare or as ISO 8601', () => {
  const retention = (text: string) =>
    loadConfig({ ...needed, HISTORY_RETENTION: text }).temporal.historyRetentionMs / 3_600_000;
  expect(['3', 'P3D', 'P1DT12H'].map(retention)).toEqual([72, 72, 36]);
  const grace = (text: string) => loadConfig({ ...needed, SHUTDOWN_GRACE: text }).shutdownGraceMs;
  expect(['0', '20', 'PT1M30S'].map(grace)).toEqual([0, 20_000, 90_000]);
});

test('every wrong variable is named with what is wrong and what is expected', () => {
  const issues = issuesOf({
    ...needed,
    PORT: '80x',
    WORKER_PORT: '70000',
    TEMPORAL_ADDRESS: 'localhost',
    COMPANY_ZONE: 'Asia/Peking',
    LOG_LEVEL: 'loud',
    HISTORY_RETENTION: 'PT3H',
    SHUTDOWN_GRACE: 'P',
    PUBLIC_URL: 'redress.example.com',
    DEFAULT_POLICY: '../media',
    RATE_LIMIT_PER_MINUTE: '0',
    MAIL_FROM: 'nobody',
  });
  expect(Object.keys(issues).sort()).toEqual([
    'COMPANY_ZONE',
    'DEFAULT_POLICY',
    'HISTORY_RETENTION',
    'LOG_LEVEL',
    'MAIL_FROM',
    'PORT',
    'PUBLIC_URL',
    'RATE_LIMIT_PER_MINUTE',
    'SHUTDOWN_GRACE',
    'TEMPORAL_ADDRESS',
    'WORKER_PORT',
  ]);
  expect(issues['PORT']).toBe('"80x" is not valid; a whole number from 0 to 65535');
  expect(issues['LOG_LEVEL']).toBe(
    '"loud" is not valid; one of trace, debug, info, warn, error, fatal, silent',
  );
});

test('what has no default is asked for', () => {
  expect(issuesOf({})).toEqual({
    MONGO_URL: textLike(/^is missing; .*replica set/),
    TEMPORAL_ADDRESS: textLike(/^is missing; host:port/),
    MASTER_KEY_FILE: textLike(/^neither it nor MASTER_KEY is set; exactly one/),
  });
});

test('a secret is never shown', () => {
  const env = {
    MONGO_URL: 'mongodb:/user:hunter2@db',
    SMTP_URL: 'user:hunter2@mail',
    MASTER_KEY: 'hunter2',
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
  };
  const issues = issuesOf(env);
  expect(Object.keys(issues).sort()).toEqual(['MASTER_KEY', 'MONGO_URL', 'SMTP_URL']);
  expect(JSON.stringify(issues)).not.toContain('hunter2');
  const { masterKey } = loadConfig(needed);
  expect(JSON.stringify(masterKey) + inspect(masterKey, { depth: 9 })).not.toContain(key.slice(0, 8));
});

test('the master key comes from a value or from a file, not from both', () => {
  const keyFile = file('master.key', `${key}\n`);
  const { MASTER_KEY: _, ...others } = needed;
  expect(
    loadConfig({ ...others, MASTER_KEY_FILE: keyFile })
      .masterKey.export()
      .toString('base64'),
  ).toBe(key);
  expect(issuesOf({ ...needed, MASTER_KEY_FILE: keyFile })['MASTER_KEY_FILE']).toMatch(
    /^both it and MASTER_KEY/,
  );
  expect(issuesOf({ ...others, MASTER_KEY_FILE: path.join(folder, 'none') })['MASTER_KEY_FILE']).toMatch(
    /ENOENT/,
  );
  expect(issuesOf({ ...others, MASTER_KEY_FILE: file('short.key', 'YWJj') })['MASTER_KEY_FILE']).toMatch(
    /^does not hold/,
  );
});

test('certificates are read at the start, and a pair is needed', () => {
  const cert = file('client.pem', 'cert');
  const pair = {
    TEMPORAL_TLS_CERT: cert,
    TEMPORAL_TLS_KEY: file('client.key', 'key'),
    TEMPORAL_TLS_CA: cert,
  };
  expect(loadConfig({ ...needed, ...pair }).temporal.tls).toEqual({
    ca: Buffer.from('cert'),
    client: { cert: Buffer.from('cert'), key: Buffer.from('key') },
  });
  expect(issuesOf({ ...needed, TEMPORAL_TLS_CERT: cert })['TEMPORAL_TLS_KEY']).toMatch(/^is missing while/);
  expect(issuesOf({ ...needed, TEMPORAL_TLS_CA: path.join(folder, 'none') })['TEMPORAL_TLS_CA']).toMatch(
    /cannot be read/,
  );
});

function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

describe('the mailbox', () => {
  const mailbox = { ...needed, IMAP_HOST: 'mail.example.com', IMAP_USER: 'support@example.com' };

  test('is not opened unless a server is named; then it has its usual folders and limits', () => {
    expect(loadConfig(needed).mail.imap).toBeUndefined();
    expect(loadConfig({ ...mailbox, IMAP_PASSWORD_FILE: file('imap', 'secret\n') }).mail.imap).toEqual({
      host: 'mail.example.com',
      port: 993,
      secure: true,
      user: 'support@example.com',
      password: 'secret',
      address: 'support@example.com',
      folder: 'INBOX',
      processedFolder: 'Processed',
      rejectedFolder: 'Rejected',
      heldFolder: 'Held',
      largestMail: 25 * 1024 * 1024,
      casesPerSender: 10,
    });
  });

  test('needs user, password and an address', () => {
    expect(Object.keys(issuesOf({ ...needed, IMAP_HOST: 'mail.example.com' }))).toEqual([
      'IMAP_USER',
      'IMAP_PASSWORD_FILE',
    ]);
    expect(issuesOf({ ...mailbox, IMAP_USER: 'support', IMAP_PASSWORD: 'secret' })).toHaveProperty(
      'IMAP_ADDRESS',
    );
  });
});
