import type { Collection, Connection } from 'mongoose';
import { sentCommandSchema, type SentCommandDocument } from './schema';

export type SentCommand = Omit<SentCommandDocument, '_id' | 'acknowledged' | 'expiresAt'>;

/**
 * The commands that are on their way to their cases. Their verdicts stand in the cases' events; until then this says
 * that they were sent.
 */
export interface SentCommandStore {
  /** Notes a command before it is sent; one that is noted already stays as it is. */
  note(command: SentCommand): Promise<void>;
  /** Temporal has taken it in. */
  acknowledge(number: string, commandId: string): Promise<void>;
  find(number: string, commandId: string): Promise<SentCommandDocument | undefined>;
}

const KEPT_MS = 30 * 86_400_000;

/** Opens the store on a connection. */
export function createSentCommandStore(connection: Connection): SentCommandStore {
  connection.model('SentCommand', sentCommandSchema);
  const commands: Collection<SentCommandDocument> =
    connection.collection<SentCommandDocument>('sentCommands');
  return {
    note: async (command) => {
      const expiresAt = new Date(command.sentAt.getTime() + KEPT_MS);
      await commands.updateOne(
        { _id: idOf(command) },
        { $setOnInsert: { ...command, acknowledged: false, expiresAt } },
        { upsert: true },
      );
    },
    acknowledge: async (number, commandId) => {
      await commands.updateOne({ _id: idOf({ number, commandId }) }, { $set: { acknowledged: true } });
    },
    find: async (number, commandId) =>
      (await commands.findOne({ _id: idOf({ number, commandId }) })) ?? undefined,
  };
}

function idOf({ number, commandId }: Pick<SentCommand, 'number' | 'commandId'>): string {
  return `${number}/${commandId}`;
}
