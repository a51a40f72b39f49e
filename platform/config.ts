import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError, describeIssue, readFileVariable } from './config-errors';
import type { ConfigIssue } from './config-errors';
import { parseDuration } from './duration';
import type { SmsSettings } from './sms';
import { anchorVariables, readAnchors, type AnchorSettings } from './anchor-config';
import { readSms, smsVariables } from './sms-config';
import { imapVariables, readImap, type ImapConfig } from './imap-config';
import { oidcVariables, readOidc, type OidcConfig } from './oidc-config';
import { readTls, type TemporalTls } from './tls-config';
import { wholeNumber } from './whole-number';

export { ConfigError } from './config-errors';
export type { OidcConfig } from './oidc-config';
export type { TemporalTls } from './tls-config';

/** Every setting of the product. Durations are milliseconds, paths are absolute. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where customers and staff reach the product: the base of every link in a notice, without a slash at its end. */
    readonly publicUrl: string;
    readonly rateLimitPerMinute: number;
    /** Addresses and networks whose X-Forwarded-For is believed; none: nobody's. */
    readonly trustedProxies: readonly string[];
  };
  readonly signIn: {
    /** A session that has not been used for so long is over. */
    readonly idleMs: number;
    /** A session is over so long after signing in, however much it is used. */
    readonly longestMs: number;
    /** How long the first lock after too many wrong passwords lasts; each further one lasts twice as long. */
    readonly firstLockMs: number;
    /** Absent: local accounts only. */
    readonly oidc?: OidcConfig;
  };
  readonly worker: {
    /** Port of the worker's health and metrics; 0 takes a free one. */
    readonly port: number;
    /** Cases kept in memory between two tasks; beyond it the least used is dropped and replayed when needed. */
    readonly maxCachedWorkflows: number;
    readonly maxConcurrentActivities: number;
  };
  readonly mongo: { readonly url: string };
  readonly temporal: {
    readonly address: string;
    readonly namespace: string;
    readonly taskQueue: string;
    readonly tls?: TemporalTls;
    /** Where its Web UI is reached, for links, and to let it decode payloads for auditors; absent: neither. */
    readonly uiUrl?: string;
    /** How long Temporal keeps the history of a closed workflow. The archive takes over long before. */
    readonly historyRetentionMs: number;
  };
  readonly dataDir: string;
  /** Wraps the data keys of the cases. A key object, so that printing the configuration does not print the key. */
  readonly masterKey: KeyObject;
  readonly defaultPolicy: string;
  /** IANA time zone of the company: working hours, days and the date in a case number are counted in it. */
  readonly companyZone: string;
  readonly logLevel: LogLevel;
  readonly mail: {
    /** Absent: notices are kept as files in `mailboxDir` and nothing is sent. */
    readonly smtpUrl?: string;
    readonly from: string;
    readonly mailboxDir: string;
    /** Whether the API shows what is in `mailboxDir`, to anybody: in development only, and while nothing is sent. */
    readonly mailboxPage: boolean;
    /** Absent: no complaints are taken in by e-mail. */
    readonly imap?: ImapConfig;
  };
  readonly customers: {
    /** How long the link of a case opens it. */
    readonly linkLifetimeMs: number;
    /** Absent: nobody is sent text messages, and agents read links out to customers who have a phone only. */
    readonly sms?: SmsSettings;
  };
  /** How long it is known which cases the retention erases, before it does. */
  readonly retentionNoticeMs: number;
  readonly anchors: AnchorSettings;
  /** Networks that are not public and that webhooks may lead into all the same: CIDR notation, or `loopback`. */
  readonly webhookNetworks: readonly string[];
  /** How long a process may take to finish what it has begun after it was told to stop. */
  readonly shutdownGraceMs: number;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The least retention that a Temporal namespace accepts. */
const SHORTEST_RETENTION_MS = DAY_MS;

const port = wholeNumber(0, 65_535);
const filePath = z.string();
const name = matching(/^[\w.-]+$/, 'letters, digits, dots, dashes and underscores');

const variables = z.object({
  HOST: matching(/^[\w.:-]+$/, 'a host name or an IP address').default('127.0.0.1'),
  PORT: port.default(3000),
  WORKER_PORT: port.default(0),
  MONGO_URL: matching(
    /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+(\?.*)?$/,
    'the address of a replica set with a database, as in mongodb://127.0.0.1:27017/redress?replicaSet=rs0',
  ),
  TEMPORAL_ADDRESS: matching(
    /^[^\s/:]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i,
    'host:port, as in 127.0.0.1:7233',
  ),
  TEMPORAL_NAMESPACE: name.default('default'),
  TEMPORAL_TASK_QUEUE: name.default('redress'),
  TEMPORAL_TLS_CERT: filePath.optional(),
  TEMPORAL_TLS_KEY: filePath.optional(),
  TEMPORAL_TLS_CA: filePath.optional(),
  TEMPORAL_UI_URL: matching(/^https?:\/\/[^\s/]+(\/\S*)?$/, 'http:// or https:// with a host').optional(),
  DATA_DIR: z.string().default('.data'),
  MASTER_KEY: z.string().optional(),
  MASTER_KEY_FILE: filePath.optional(),
  DEFAULT_POLICY: matching(/^[a-z][a-z0-9-]*$/, 'the id of a policy pack, as in media').default('media'),
  COMPANY_ZONE: z
    .string()
    .refine(isTimeZone, 'an IANA time zone, as in Asia/Shanghai')
    .default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(logLevels, { error: () => `one of ${logLevels.join(', ')}` }).default('info'),
  SMTP_URL: matching(/^smtps?:\/\/\S+$/, 'smtp:// or smtps:// with a host').optional(),
  MAIL_FROM: matching(
    /^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/,
    'an e-mail address, as in Redress <redress@example.com>',
  ).default('Redress <redress@localhost>'),
  CUSTOMER_LINK_LIFETIME: duration(60_000, 'days, as in 90 or P90D', DAY_MS).default(90 * DAY_MS),
  ...smsVariables,
  ...imapVariables,
  ...anchorVariables,
  NODE_ENV: z.string().optional(),
  WEBHOOK_NETWORKS: matching(
    /^(loopback|[\da-f.:]+\/\d{1,3})([,\s]+(loopback|[\da-f.:]+\/\d{1,3}))*$/i,
    'networks with commas between them, as in 10.1.0.0/16, or loopback',
  ).optional(),
  PUBLIC_URL: matching(
    /^https?:\/\/[^\s/]+(\/\S*)?$/,
    'an address that begins with http:// or https://',
  ).optional(),
  RATE_LIMIT_PER_MINUTE: wholeNumber(1, 1_000_000).default(600),
  TRUSTED_PROXIES: matching(
    /^[\da-f.:/, a-z]+$/i,
    'addresses or networks with commas between them, as in 10.0.0.0/8, or loopback',
  ).optional(),
  SESSION_IDLE: duration(1000, 'hours, as in 2 or PT2H', HOUR_MS).default(2 * HOUR_MS),
  SESSION_LONGEST: duration(1000, 'hours, as in 12 or PT12H', HOUR_MS).default(12 * HOUR_MS),
  SIGN_IN_LOCK: duration(1000, 'seconds, as in 30 or PT30S', 1000).default(30_000),
  ...oidcVariables,
  HISTORY_RETENTION: duration(SHORTEST_RETENTION_MS, 'days, as in 30 or P30D, at least 1', DAY_MS).default(
    30 * DAY_MS,
  ),
  RETENTION_NOTICE: duration(60_000, 'days, as in 1 or P1D', DAY_MS).default(DAY_MS),
  SHUTDOWN_GRACE: duration(0, 'seconds, as in 15 or PT15S', 1000).default(15_000),
  MAX_CACHED_WORKFLOWS: wholeNumber(0, 100_000).default(1000),
  MAX_CONCURRENT_ACTIVITIES: wholeNumber(1, 10_000).default(100),
});

/** Values of these are secrets, or hold one (a password in an address), and are never part of a message. */
const secrets: ReadonlySet<string> = new Set([
  'MONGO_URL',
  'SMTP_URL',
  'MASTER_KEY',
  'ANCHOR_KEY',
  'OIDC_CLIENT_SECRET',
  'IMAP_PASSWORD',
  'SMS_WEBHOOK_SECRET',
  'SMS_WEBHOOK_URL',
]);

/**
 * Reads and checks every setting; an empty variable counts as absent.
 *
 * @throws {ConfigError} with one issue for each variable that is wrong: its name, what is wrong, what is expected
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(present);
  const issues: ConfigIssue[] = [];
  const masterKey = readMasterKey(present['MASTER_KEY'], present['MASTER_KEY_FILE'], issues);
  const tls = readTls(present, issues);
  const oidc = readOidc(present, issues);
  const sms = readSms(present, issues);
  const imap = readImap(present, issues);
  const anchors = readAnchors(present, path.resolve(present['DATA_DIR'] ?? '.data'), issues);
  if (!parsed.success) {
    for (const {
      path: [variable],
      message,
    } of parsed.error.issues) {
      issues.push(describeIssue(String(variable), present[String(variable)], message, secrets));
    }
    throw new ConfigError(issues);
  }
  if (issues.length > 0 || masterKey === undefined) throw new ConfigError(issues);
  return arrange(parsed.data, masterKey, { tls, oidc, sms, imap, anchors });
}

/** What is read from several variables at once. */
interface Parts {
  readonly tls: TemporalTls | undefined;
  readonly oidc: OidcConfig | undefined;
  readonly sms: SmsSettings | undefined;
  readonly imap: ImapConfig | undefined;
  readonly anchors: AnchorSettings;
}

function arrange(
  given: z.output<typeof variables>,
  masterKey: KeyObject,
  { tls, oidc, sms, imap, anchors }: Parts,
): Config {
  const dataDir = path.resolve(given.DATA_DIR);
  return {
    http: {
      host: given.HOST,
      port: given.PORT,
      publicUrl: (given.PUBLIC_URL ?? `http://${urlHost(given.HOST)}:${given.PORT}`).replace(/\/+$/, ''),
      rateLimitPerMinute: given.RATE_LIMIT_PER_MINUTE,
      trustedProxies: listed(given.TRUSTED_PROXIES),
    },
    signIn: {
      idleMs: given.SESSION_IDLE,
      longestMs: given.SESSION_LONGEST,
      firstLockMs: given.SIGN_IN_LOCK,
      ...(oidc && { oidc }),
    },
    worker: {
      port: given.WORKER_PORT,
      maxCachedWorkflows: given.MAX_CACHED_WORKFLOWS,
      maxConcurrentActivities: given.MAX_CONCURRENT_ACTIVITIES,
    },
    mongo: { url: given.MONGO_URL },
    temporal: {
      address: given.TEMPORAL_ADDRESS,
      namespace: given.TEMPORAL_NAMESPACE,
      taskQueue: given.TEMPORAL_TASK_QUEUE,
      ...(tls && { tls }),
      ...(given.TEMPORAL_UI_URL !== undefined && { uiUrl: given.TEMPORAL_UI_URL.replace(/\/+$/, '') }),
      historyRetentionMs: given.HISTORY_RETENTION,
    },
    dataDir,
    masterKey,
    defaultPolicy: given.DEFAULT_POLICY,
    companyZone: given.COMPANY_ZONE,
    logLevel: given.LOG_LEVEL,
    mail: {
      ...(given.SMTP_URL !== undefined && { smtpUrl: given.SMTP_URL }),
      from: given.MAIL_FROM,
      mailboxDir: path.join(dataDir, 'mailbox'),
      mailboxPage: given.NODE_ENV === 'development' && given.SMTP_URL === undefined,
      ...(imap && { imap }),
    },
    customers: { linkLifetimeMs: given.CUSTOMER_LINK_LIFETIME, ...(sms && { sms }) },
    retentionNoticeMs: given.RETENTION_NOTICE,
    anchors,
    webhookNetworks: listed(given.WEBHOOK_NETWORKS),
    shutdownGraceMs: given.SHUTDOWN_GRACE,
  };
}

function listed(text = ''): readonly string[] {
  return text.split(/[,\s]+/).filter((one) => one !== '');
}

const MASTER_KEY_FORM = '32 random bytes in base64, as `openssl rand -base64 32` prints them';

function readMasterKey(
  value: string | undefined,
  file: string | undefined,
  issues: ConfigIssue[],
): KeyObject | undefined {
  if ((value === undefined) === (file === undefined)) {
    issues.push({
      variable: 'MASTER_KEY_FILE',
      problem: value === undefined ? 'neither it nor MASTER_KEY is set' : 'both it and MASTER_KEY are set',
      expected: `exactly one of the two: a file that holds, or a value that is, ${MASTER_KEY_FORM}`,
    });
    return undefined;
  }
  const variable = value === undefined ? 'MASTER_KEY_FILE' : 'MASTER_KEY';
  const text = value ?? readFileVariable(variable, file, issues)?.toString('utf8');
  if (text === undefined) return undefined;
  // Buffer.from skips what is not base64, so the text is checked before it is decoded.
  const bytes = /^[A-Za-z0-9+/]{43}=$/.test(text.trim()) ? Buffer.from(text.trim(), 'base64') : undefined;
  if (bytes?.length === 32) return createSecretKey(bytes);
  issues.push({ variable, problem: 'does not hold a key', expected: MASTER_KEY_FORM });
  return undefined;
}

function matching(pattern: RegExp, expected: string) {
  return z.string({ error: () => expected }).regex(pattern, expected);
}

function duration(leastMs: number, expected: string, unitOfBareNumberMs: number) {
  return z.string().transform((text, context) => {
    const ms = parseDuration(text, unitOfBareNumberMs);
    if (ms !== undefined && ms >= leastMs) return ms;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
