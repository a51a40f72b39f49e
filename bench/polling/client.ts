import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { pollingCollections, type PollingCollections } from './cases';

/** Sends commands to the polling design. It is told of what is done by a change stream, so that only the worker polls. */
export class PollingClient {
  private readonly waiting = new Map<string, () => void>();
  private readonly collections: PollingCollections;
  private readonly stream;

  constructor(connection: Connection) {
    this.collections = pollingCollections(connection);
    this.stream = this.collections.commands.watch([
      { $match: { operationType: 'update', 'updateDescription.updatedFields.state': 'done' } },
    ]);
    this.stream.on('change', (change) => {
      if (change.operationType !== 'update') return;
      const id = change.documentKey._id;
      this.waiting.get(id)?.();
      this.waiting.delete(id);
    });
  }

  /** Resolves when the worker has carried the command out. */
  async send(caseId: string, name: string, payload: unknown): Promise<void> {
    const _id = randomUUID();
    const done = new Promise<void>((resolve) => this.waiting.set(_id, resolve));
    await this.collections.commands.insertOne({
      _id,
      caseId,
      name,
      payload,
      sentAt: new Date(),
      state: 'pending',
    });
    await done;
  }

  close(): Promise<void> {
    return this.stream.close();
  }
}
