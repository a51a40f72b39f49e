import { setTimeout as wait } from 'node:timers/promises';
import type { Collection, mongo } from 'mongoose';
import { z } from 'zod';
import type { CaseKeyDocument } from './documents';

export interface KeyWatch {
  close(): Promise<void>;
}

/** What a process holds in memory. */
interface Held {
  forget(owner: string): void;
  forgetAll(): void;
}

const DESTROYED = [
  { $match: { operationType: 'update', 'updateDescription.updatedFields.destroyedAt': { $exists: true } } },
  { $project: { 'documentKey._id': 1 } },
];
const AGAIN_AFTER_MS = 1_000;

const destroyed = z.object({ documentKey: z.object({ _id: z.string() }) });

/**
 * Forgets what other processes destroy. While MongoDB is away nothing is forgotten, and nothing can be destroyed; when it
 * is back and what has happened since can't be told, everything is.
 */
export function watchDestroyed(keys: Collection<CaseKeyDocument>, held: Held): KeyWatch {
  const ending = new AbortController();
  let stream: mongo.ChangeStream | undefined;

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        stream = keys.watch(DESTROYED);
        for await (const change of stream) held.forget(destroyed.parse(change).documentKey._id);
      } catch {
        // The driver has gone on by itself where it could.
        held.forgetAll();
        await wait(AGAIN_AFTER_MS, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }

  const following = follow();
  return {
    close: async () => {
      ending.abort();
      await stream?.close();
      await following;
    },
  };
}
