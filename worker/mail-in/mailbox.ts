import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { ImapConfig } from '../../platform/imap-config';
import type { Logger } from '../../platform/logging';
import type { Dealt, Destination, RawMail } from './take-in';

/** What is done with each mail. */
export interface MailHandling {
  take(mail: RawMail): Promise<Dealt>;
  /** @param head the lines before its body */
  refuseTooLarge(head: Buffer): Promise<Dealt>;
  /** It has left the folder in which it came. */
  moved(key: string): Promise<void>;
}

export interface WatchedMailbox {
  /** Ends after the mail under way. */
  close(): Promise<void>;
}

/** The server tells of new mails at once; this is for one that doesn't, and for mails that could not be taken in yet. */
const LOOK_EVERY_MS = 60_000;
const TRY_AGAIN_AFTER_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
/** Nothing may be sent to another machine in the clear. */
const THIS_MACHINE = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/**
 * Deals with every mail of a folder, and with new ones as they come, until it is closed. A mail leaves the folder when it
 * is dealt with and not before; a connection that breaks is made again. Several processes may watch the same mailbox.
 */
export function watchMailbox(config: ImapConfig, handling: MailHandling, logger: Logger): WatchedMailbox {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watching = keepWatching();
  return {
    close: async () => {
      stopping.abort();
      await watching;
    },
  };

  async function keepWatching(): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        await session(() => {
          failures = 0;
        });
      } catch (error) {
        if (isStopped()) return;
        failures += 1;
        logger.warn({ code: codeOf(error) }, 'The mailbox can’t be read; it is tried again');
      }
      if (!isStopped()) await rest(Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS));
    }
  }

  // Asked anew after every wait.
  function isStopped(): boolean {
    return signal.aborted;
  }

  function goesOn(client: ImapFlow): boolean {
    return !signal.aborted && client.usable;
  }

  function rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal }).catch(() => undefined);
  }

  async function session(opened: () => void): Promise<void> {
    const client = clientOf(config);
    // What goes wrong comes back from the call that met it, or as the end of the connection.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await makeFolders(client);
      await client.mailboxOpen(config.folder);
      opened();
      const told = newsOf(client);
      while (goesOn(client)) {
        told.forget();
        const left = await workThrough(client);
        // What came meanwhile, the server will not tell of once more.
        if (goesOn(client) && !told.any())
          await newMail(client, left > 0 ? TRY_AGAIN_AFTER_MS : LOOK_EVERY_MS);
      }
      await client.logout();
    } finally {
      client.close();
    }
  }

  async function makeFolders(client: ImapFlow): Promise<void> {
    const there = new Set((await client.list()).map(({ path }) => path));
    const { processedFolder, rejectedFolder, heldFolder } = config;
    for (const folder of new Set([processedFolder, rejectedFolder, heldFolder])) {
      if (!there.has(folder)) await client.mailboxCreate(folder);
    }
  }

  /** Returns how many mails have to stay. One that can't be dealt with holds up no other. */
  async function workThrough(client: ImapFlow): Promise<number> {
    const found = await client.search({ deleted: false }, { uid: true });
    let left = 0;
    for (const uid of found || []) {
      if (!goesOn(client)) break;
      try {
        await dealWith(client, String(uid));
      } catch (error) {
        left += 1;
        logger.warn({ err: error, uid }, 'A mail could not be taken in yet; it stays in the mailbox');
      }
    }
    return left;
  }

  async function dealWith(client: ImapFlow, uid: string): Promise<void> {
    const { largestMail } = config;
    const known = await client.fetchOne(uid, { size: true, internalDate: true }, { uid: true });
    // Another process, or somebody in their mail program, was faster.
    if (known === false) return;
    const isTooLarge = (known.size ?? 0) > largestMail;
    const loaded = await client.fetchOne(uid, isTooLarge ? { headers: true } : { source: true }, {
      uid: true,
    });
    if (loaded === false) return;
    const receivedAt = known.internalDate === undefined ? new Date() : new Date(known.internalDate);
    const { key, destination } = isTooLarge
      ? await handling.refuseTooLarge(loaded.headers ?? Buffer.alloc(0))
      : await handling.take({ source: loaded.source ?? Buffer.alloc(0), receivedAt });
    await client.messageMove(uid, folderOf(destination), { uid: true });
    await handling.moved(key);
  }

  function folderOf(destination: Destination): string {
    switch (destination) {
      case 'processed':
        return config.processedFolder;
      case 'rejected':
        return config.rejectedFolder;
      case 'held':
        return config.heldFolder;
    }
  }

  /** Until the server tells of a new mail, the connection ends, or it is time to look again. */
  async function newMail(client: ImapFlow, withinMs: number): Promise<void> {
    const waiting = new AbortController();
    const until = AbortSignal.any([signal, waiting.signal]);
    // Ends with the next command.
    client.idle().catch(() => undefined);
    try {
      await Promise.race([
        once(client, 'exists', { signal: until }),
        once(client, 'close', { signal: until }),
        pause(withinMs, undefined, { signal: until }),
      ]);
    } catch {
      // Told to stop: whoever waits looks at the signal.
    } finally {
      waiting.abort();
    }
  }
}

/** Whether the server has told of new mail since the last time that it was forgotten. */
function newsOf(client: ImapFlow): { forget(): void; any(): boolean } {
  let any = false;
  client.on('exists', () => {
    any = true;
  });
  return {
    forget: () => {
      any = false;
    },
    any: () => any,
  };
}

function clientOf({ host, port, secure, user, password }: ImapConfig): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure,
    ...(!secure && !THIS_MACHINE.test(host) && { doSTARTTLS: true }),
    auth: { user, pass: password },
    // Its log quotes the mails.
    logger: false,
  });
}

/** Messages of the server may quote user and mails. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'authentication-failed';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
