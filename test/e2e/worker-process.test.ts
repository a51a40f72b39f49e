import { createHmac, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { canonicalJson } from '../../domain/proof/canonical';
import { anchorKeyId, isSignedBy } from '../../platform/anchor-key';
import { guardFolder } from '../../scripts/servers/index.mjs';
import { ANCHOR_SCHEDULE } from '../../worker/schedules';
import { bodyOf, mailServer, type MailServer } from '../activities/notify-smtp';
import { openReceiver, type Received, type Receiver } from '../activities/notify-receiver';
import { begun, classified } from '../api/support/complaints';
import { startSystem, type System } from '../api/support/system';
import { build, startWorkerProcess } from './support/worker-process';

/** The worker is a process of its own, on a machine that may be busy. */
jest.setTimeout(60_000);

const WITHIN_MS = 40_000;
const MAIL_TO = 'auditor@example.com';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

let system: System;
let folder: string;
let anchors: string;
let endAll: () => Promise<void>;
let mails: MailServer;
let receiver: Receiver;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'redress-worker-'));
  anchors = path.join(folder, 'anchors');
  endAll = guardFolder(folder);
  await build();
  [mails, receiver] = [await mailServer(), await openReceiver()];
  await mails.up();
  const masterKey = randomBytes(32).toString('base64');
  const anchorKey = path.join(folder, 'anchor.key');
  await writeFile(anchorKey, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  system = await startSystem('worker-process', { MASTER_KEY: masterKey, WEBHOOK_NETWORKS: 'loopback' });
  await startWorkerProcess(folder, system.config, {
    MASTER_KEY: masterKey,
    ANCHOR_KEY_FILE: anchorKey,
    ANCHOR_DIRECTORY: anchors,
    ANCHOR_MAIL_TO: MAIL_TO,
    SMTP_URL: mails.url,
    WEBHOOK_NETWORKS: 'loopback',
  });
}, 240_000);
afterAll(async () => {
  await system.close();
  await endAll();
  await mails.down();
  await receiver.close();
});

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
});
