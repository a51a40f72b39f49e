import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { z } from 'zod';
import type { IntakeDocument } from '../../../models/intakes';
import { createLogger } from '../../../platform/logging';
import { createMailer } from '../../../platform/mail';
import { connectMongo } from '../../../platform/mongo';
import { openStores } from '../../../worker/compose';
import { mailHandling, openMailDesk, watchMails } from '../../../worker/compose-mail-in';
import type { MailDesk } from '../../../worker/mail-in/ports';
import { until } from '../../api/support/complaints';
import { startSystem, type System } from '../../api/support/system';
import { startMailbox, type TestMailbox } from './mail-server';

type Json = Record<string, unknown>;

/** The product with a mailbox that it watches: a real IMAP server, MongoDB, Temporal, a worker. */
export interface MailSystem {
  readonly system: System;
  /** The intakes that have a text somewhere, the first first. */
  filedWith(text: string): Promise<readonly IntakeDocument[]>;
  readonly mailbox: TestMailbox;
  readonly desk: MailDesk;
  /** Lets no mail be dealt with, or lets them again. */
  keepAway(away: boolean): void;
  /** How often a mail could not be dealt with. */
  turnedAway(): number;
  /** Puts a mail into the inbox and waits until none is in it. */
  received(mail: string): Promise<void>;
  collection(name: string): ReturnType<System['mongo']['connection']['collection']>;
  /** The one case of a sender, once its procedure has begun. */
  caseOf(sender: string): Promise<Json>;
  eventsOf(number: string, type: string): Promise<Json[]>;
  /** A mail that we have sent to somebody. */
  ourMailTo(address: string): Promise<ParsedMail | undefined>;
  close(): Promise<void>;
}

const records = z.array(z.record(z.string(), z.unknown()));

export async function startMailSystem(): Promise<MailSystem> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redress-mail-in-'));
  const mailbox = await startMailbox();
  const system = await startSystem('mail-in', {
    ...mailbox.settings,
    IMAP_LARGEST_MAIL_MB: '1',
    IMAP_CASES_PER_SENDER: '3',
    DATA_DIR: folder,
  });
  await system.startWorker();
  const agent = system.as('agent');
  const { config } = system;
  const { imap } = config.mail;
  if (!imap) throw new Error('The mailbox is not configured.');
  const logger = createLogger(config, 'worker');
  const mongo = await connectMongo(config, logger);
  const desk = openMailDesk({
    connection: mongo.connection,
    stores: await openStores(mongo.connection, config.companyZone, config.masterKey),
    config,
    imap,
    client: system.temporal.client,
    mailer: createMailer(config.mail),
    logger,
  });
  const handling = mailHandling(desk);
  let away = false;
  let turnedAway = 0;
  const take: typeof handling.take = (mail) => {
    if (!away) return handling.take(mail);
    turnedAway += 1;
    return Promise.reject(new Error('away'));
  };
  const watched = watchMails({ ...handling, take }, imap, logger);
  const collection = (name: string) => system.mongo.connection.collection(name);

  /** The intakes that have a text somewhere: it is sealed, so each is opened. */
  async function filedWith(text: string): Promise<readonly IntakeDocument[]> {
    const stored = await collection('intakes').find().sort({ _id: 1 }).toArray();
    const intakes = await Promise.all(stored.map(({ _id }) => desk.intakes.find(String(_id))));
    return intakes.flatMap((one) => (one && JSON.stringify(one.intake).includes(text) ? [one] : []));
  }

  async function caseOf(sender: string): Promise<Json> {
    const [found] = await filedWith(sender);
    const { body } = await until(
      () => agent.get(`complaints/${String(found?._id)}`),
      ({ body: seen }) => Number(seen['revision']) > 0,
    );
    return body;
  }

  async function eventsOf(number: string, type: string): Promise<Json[]> {
    const { body } = await agent.get(`complaints/${number}/events?limit=200`);
    return records.parse(body['items']).filter((event) => event['type'] === type);
  }

  async function ourMailTo(address: string): Promise<ParsedMail | undefined> {
    const sent = await readdir(path.join(folder, 'mailbox')).catch(() => []);
    const files = sent.filter((name) => name.endsWith('.eml') && !name.startsWith('.'));
    const mails = await Promise.all(
      files.map(async (name) => simpleParser(await readFile(path.join(folder, 'mailbox', name)))),
    );
    return mails.find(({ headerLines }) =>
      headerLines.some(({ key, line }) => key === 'to' && line.includes(address)),
    );
  }

  return {
    system,
    mailbox,
    desk,
    keepAway: (now) => {
      away = now;
    },
    turnedAway: () => turnedAway,
    received: async (mail) => {
      await mailbox.receive(mail);
      await eventually(async () => (await mailbox.count('INBOX')) === 0);
    },
    collection,
    filedWith,
    caseOf,
    eventsOf,
    ourMailTo,
    close: async () => {
      await watched.close();
      await system.close();
      await mongo.close();
      await mailbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits until it holds; a wait of moments. */
export async function eventually(holds: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It is still not so.');
    await pause(50);
  }
}
