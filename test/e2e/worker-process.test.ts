import { createHmac, createPublicKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { canonicalJson } from '../../domain/proof/canonical';
import { keyDatabase } from '../../models/key-database';
import { anchorKeyId, isSignedBy } from '../../platform/anchor-key';
import { createMasterKey, type MasterKey } from '../../platform/codec';
import { guardFolder } from '../../scripts/servers/index.mjs';
import type { OwnProcess } from '../../scripts/servers/processes.mjs';
import { ANCHOR_SCHEDULE, ensureSchedules } from '../../worker/schedules';
import { bodyOf, mailServer, type MailServer } from '../activities/notify-smtp';
import { openReceiver, type Received, type Receiver } from '../activities/notify-receiver';
import { archivedCase } from '../api/support/archived';
import { begun, classified, filed, until } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';
import { CommandProcess, type Ended } from './support/command-process';
import { startWorkerProcess } from './support/worker-process';

/** The worker is a process of its own, on a machine that may be busy. */
jest.setTimeout(60_000);

const WITHIN_MS = 40_000;
const MAIL_TO = 'auditor@example.com';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const newMasterKey = () => randomBytes(32).toString('base64');
const masterKey = newMasterKey();

let system: System;
let folder: string;
let anchors: string;
let worker: OwnProcess;
let endAll: () => Promise<void>;
let mails: MailServer;
let receiver: Receiver;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-worker-'));
  anchors = path.join(folder, 'anchors');
  endAll = guardFolder(folder);
  [mails, receiver] = [await mailServer(), await openReceiver()];
  await mails.up();
  await writeFile(path.join(folder, 'anchor.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  system = await startSystem('worker-process', { MASTER_KEY: masterKey, WEBHOOK_NETWORKS: 'loopback' });
  worker = await startedWorker(masterKey);
}, 240_000);
afterAll(async () => {
  await system.close();
  await endAll();
  await mails.down();
  await receiver.close();
});

function startedWorker(key: string): Promise<OwnProcess> {
  return startWorkerProcess(folder, system.config, {
    MASTER_KEY: key,
    ANCHOR_KEY_FILE: path.join(folder, 'anchor.key'),
    ANCHOR_DIRECTORY: anchors,
    ANCHOR_MAIL_TO: MAIL_TO,
    SMTP_URL: mails.url,
    WEBHOOK_NETWORKS: 'loopback',
  });
}

/** Asks until there is an answer; a wait of seconds, not of luck. */
async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`There is still no ${what}.`);
    await setTimeout(100);
  }
}

const statement = z.looseObject({ number: z.int(), size: z.int(), at: z.string(), key: z.string() });
const line = z.object({
  statement,
  signature: z.string(),
  heads: z.array(z.object({ of: z.string(), seq: z.int(), leaf: z.int() })),
});

/** The statements that stand outside MongoDB. */
async function statements(): Promise<readonly z.output<typeof line>[]> {
  const text = await readFile(path.join(anchors, 'anchors.jsonl'), 'utf8').catch(() => '');
  const whole = text.split('\n').slice(0, -1);
  return whole.map((one) => line.parse(JSON.parse(one)));
}

/** The receiver's own reading of Standard Webhooks. */
function isSentWith(secret: string, { headers, body }: Received): boolean {
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}

async function closedCase(): Promise<{ readonly number: string; readonly revision: number }> {
  const number = await begun(system.as('agent'), classified);
  const { status, body } = await system.as('agent').post(`complaints/${number}/withdraw`, {
    reason: 'The customer has mended it.',
    statement: { at: new Date().toISOString(), method: 'phone', text: 'I mended it.' },
  });
  expect({ status, stage: body['stage'] }).toEqual({ status: 200, stage: 'closed' });
  return { number, revision: Number(body['revision']) };
}

test('a closing has the log signed: in the file outside, by mail, and to the webhook that asks for it', async () => {
  const added = await system.as('administrator').post('webhooks', {
    kind: 'webhook',
    title: 'An archive of statements',
    url: receiver.url,
    events: ['proof-anchored'],
  });
  expect(added.status).toBe(201);
  const { number, revision } = await closedCase();

  const signed = await eventually('statement about the case', async () =>
    (await statements()).find(({ heads }) => heads.some(({ of, seq }) => of === number && seq >= revision)),
  );
  const pem = await readFile(path.join(anchors, `anchor-key-${signed.statement.key}.pem`), 'utf8');
  expect(signed.statement.key).toBe(anchorKeyId(publicKey));
  expect(isSignedBy(createPublicKey(pem), canonicalJson(signed.statement), signed.signature)).toBe(true);
  const { info } = await system.temporal.client.schedule.getHandle(ANCHOR_SCHEDULE).describe();
  expect(info.numActionsTaken).toBeGreaterThan(0);

  const [first] = await statements();
  const mail = await eventually('mail', () => mails.mails.find(({ to }) => to.includes(MAIL_TO)));
  expect(bodyOf(mail).replace(/\r?\n/g, '')).toContain(canonicalJson(first?.statement));

  const delivered = await eventually('delivery', () =>
    receiver.received.find(({ body }) => body.includes(signed.signature)),
  );
  expect(isSentWith(String(added.body['secret']), delivered)).toBe(true);
  expect(JSON.parse(delivered.body)).toEqual({
    type: 'proof.anchored',
    timestamp: signed.statement.at,
    data: { statement: signed.statement, signature: signed.signature },
  });
  expect(receiver.received.map(({ body }) => body).join()).not.toContain(classified.customer.name);

  const verified = await audit(['verify', '--case', number], { MASTER_KEY: masterKey });
  expect(verified.said).toMatch(
    /^Nothing was found\. 1 case, .*\nIt took \d+ s, and \d+ MB of memory at the most\.$/m,
  );
  expect(verified.by).toBe(0);
});

test('the retention, by its schedule, says what it will do, leaves what is held meanwhile, and erases the rest', async () => {
  const [gone, held] = [
    await archivedCase(system, 'C20240301-000001', '2025-03-01T02:00:00.000Z'),
    await archivedCase(system, 'C20240301-000002', '2025-03-01T02:00:00.000Z'),
  ];
  const head = system.as('head-of-customer-service');
  expect((await head.get('retention/dry-run')).body).toMatchObject({ cases: 2 });
  await triggerRetention(3_000);
  const plan = await eventually('plan', async () => {
    const found = await latestPlan();
    return found?.cases === 2 ? found : undefined;
  });
  expect(plan).toMatchObject({ erased: 0, finishedAt: null });
  const hold = { reason: 'A court asked for the record.' };
  expect((await head.post(`complaints/${held}/legal-holds`, hold)).status).toBe(201);
  await eventually('end of the plan', async () => (await latestPlan())?.finishedAt ?? undefined);
  expect((await head.get(`retention/plans/${plan.id}`)).body).toMatchObject({
    items: [
      { number: gone, result: { kind: 'erased' } },
      { number: held, result: { kind: 'left', why: 'held' } },
    ],
  });
  expect((await head.get(`complaints/${gone}/keeping`)).body).toMatchObject({ erasure: { by: 'redress' } });
  await eventually('mail', () => mails.mails.find((mail) => bodyOf(mail).includes('/retention/')));

  async function latestPlan() {
    return plans.parse((await head.get('retention/plans')).body).items[0];
  }
});

const plans = z.object({
  items: z.array(
    z.object({ id: z.string(), cases: z.int(), erased: z.int(), finishedAt: z.string().nullable() }),
  ),
});

/** Has the schedule start it now; what it erases is known for less than a day before. */
async function triggerRetention(noticeMs: number): Promise<void> {
  const { config, temporal } = system;
  const { taskQueue } = config.temporal;
  const settings = { taskQueue, zone: config.companyZone, retentionNoticeMs: noticeMs };
  await ensureSchedules(temporal.client, settings);
  const schedule = temporal.client.schedule.getHandle('retention');
  // Temporal answers before it has taken in what it was told.
  await eventually('change of the schedule', async () =>
    JSON.stringify((await schedule.describe()).action).includes(`"noticeMs":${noticeMs}`) ? true : undefined,
  );
  await schedule.trigger();
}

describe('a rotation of the master key', () => {
  /** So many that it takes a while. */
  const KEYS = 6_000;
  const next = newMasterKey();
  const [from, to] = [masterKeyOf(masterKey), masterKeyOf(next)];

  const keys = () =>
    keyDatabase(system.mongo.connection).collection<{
      readonly _id: string;
      readonly wrappedKey: string;
      readonly masterKeyVersion: string;
    }>('caseKeys');
  /** Of erased cases, as a test above leaves one, there is no key any more. */
  const stored = () =>
    keys()
      .find({ wrappedKey: { $exists: true } })
      .toArray();
  const rewrapped = () => keys().countDocuments({ masterKeyVersion: to.version });
  const rotation = () =>
    new CommandProcess('keys', ['rotate'], system.config, { MASTER_KEY: masterKey, NEW_MASTER_KEY: next });

  async function makeKeys(): Promise<void> {
    const owners = Array.from({ length: KEYS }, (_, index) => `C20200101-${String(index).padStart(6, '0')}`);
    const made = owners.map((owner) => ({
      _id: owner,
      wrappedKey: from.wrap(createSecretKey(randomBytes(32)), owner),
      masterKeyVersion: from.version,
    }));
    await keys().insertMany(made);
  }

  /** The keys themselves, by whose they are, each opened by the master key that it names. */
  async function plainKeys(): Promise<Map<string, string>> {
    return new Map(
      (await stored()).map(({ _id, wrappedKey, masterKeyVersion }) => {
        const wrapper = masterKeyVersion === to.version ? to : from;
        return [_id, wrapper.unwrap(wrappedKey, _id, masterKeyVersion).export().toString('hex')];
      }),
    );
  }

  /** Kills it once so many keys are wrapped anew. */
  async function killedAfter(wrapped: number): Promise<void> {
    const running = rotation();
    await eventually(`rotation of ${wrapped} keys`, async () => (await rewrapped()) >= wrapped || undefined);
    running.kill();
    expect((await running.ended).by).toBe('SIGKILL');
    expect(await rewrapped()).toBeLessThan(KEYS);
  }

  /** Commands, one after the other, until it is told to stop; what was answered. */
  function commands(number: string): () => Promise<readonly number[]> {
    const answers: number[] = [];
    const stopping = new AbortController();
    const going = (async () => {
      while (!stopping.signal.aborted) {
        const note = { text: `电话记录 ${answers.length}`, visibility: 'internal' };
        answers.push((await system.as('agent').post(`complaints/${number}/note`, note)).status);
      }
    })();
    return async () => {
      stopping.abort();
      await going;
      return answers;
    };
  }

  test('killed three times in the middle, under commands, loses no key; run again, all have the new one', async () => {
    const number = await begun(system.as('agent'), classified);
    await makeKeys();
    const before = await plainKeys();
    const stop = commands(number);
    for (const wrapped of [1, KEYS * 0.4, KEYS * 0.8]) {
      await killedAfter(wrapped);
      expect(await plainKeys()).toEqual(before);
    }
    const answers = await stop();
    expect(answers.length).toBeGreaterThan(0);
    expect(new Set(answers)).toEqual(new Set([200]));
    // Its key is made by an API that has the former master key; nobody has begun with it.
    await worker.stop(20_000);
    const late = await filed(system.as('agent'));

    const again = await rotation().ended;
    expect(again.said).toContain(`wrapped by master key ${to.version}`);
    expect(again.by).toBe(0);
    expect(new Set((await stored()).map(({ masterKeyVersion }) => masterKeyVersion))).toEqual(
      new Set([to.version]),
    );
    const after = await plainKeys();
    expect(after.delete(late)).toBe(true);
    expect(after).toEqual(before);

    const withFormer = await audit(['verify', 'all'], { MASTER_KEY: masterKey });
    expect(withFormer.said).toContain('If a rotation was cut off');
    expect(withFormer.by).toBe(2);

    worker = await startedWorker(next);
    await until(
      () => system.as('agent').get(`complaints/${late}`),
      ({ body }) => Number(body['revision']) > 0,
    );
    const events = await system.services.cases.eventsOf(number);
    expect(JSON.stringify(events)).toContain(`电话记录 ${answers.length - 1}`);
    expect(
      (
        await system
          .as('agent')
          .post(`complaints/${number}/note`, { text: '再次致电', visibility: 'internal' })
      ).status,
    ).toBe(200);
  });
});

/** `npm run audit -- …` as it is built, in a process of its own; it has to end by itself. */
function audit(words: readonly string[], keys: Readonly<Record<string, string>>): Promise<Ended> {
  return new CommandProcess('audit', words, system.config, { ...keys, ANCHOR_DIRECTORY: anchors }).ended;
}

function masterKeyOf(base64: string): MasterKey {
  return createMasterKey(createSecretKey(Buffer.from(base64, 'base64')));
}
