import type { mongo } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { SAFE } from '../write-concern';
import { idempotencyKeySchema, intakeSchema } from './documents';
import type { CounterDocument, IdempotencyKeyDocument, IntakeDocument } from './documents';
import { nextNumber } from './numbers';
import type { Sealing } from '../sealing';
import { isDuplicateKey } from '../duplicate-key';
import { openedIntake, storedIntake } from './stored-intake';

/** A caller's key came again with another body. */
export class IdempotencyKeyReusedError extends Error {
  override readonly name = 'IdempotencyKeyReusedError';

  constructor() {
    super('This Idempotency-Key came before with another body: send the same body, or a new key.');
  }
}

export interface IdempotencyKey {
  /** Whose key it is: keys of different callers are different. */
  readonly caller: string;
  readonly key: string;
  /** Of the body, so that the same key with another body is noticed. */
  readonly digest: string;
}

export interface Filing extends Pick<IntakeDocument, 'intake' | 'policy' | 'filedBy' | 'enteredAt'> {
  readonly idempotency?: IdempotencyKey;
}

export interface Filed {
  readonly intake: IntakeDocument;
  /** The same request was filed before: this is what it made then. */
  readonly repeated: boolean;
}

export interface IntakeStore {
  /**
   * Stores what was filed under a new number; acknowledged by the majority before it returns. Of requests with the same
   * key, also at the same time, one files and the others get what it made.
   *
   * @throws {IdempotencyKeyReusedError} if the caller's key came with another body in the last 30 days
   */
  file(filing: Filing): Promise<Filed>;
  find(number: string): Promise<IntakeDocument | undefined>;
  /** Intakes entered before a time whose workflow has not recorded anything yet, the oldest first. */
  unstarted(olderThan: Date, limit: number): Promise<IntakeDocument[]>;
  /**
   * How many there are of these.
   *
   * @param countedAtMost where counting ends, so that asking costs little however many there are
   */
  countUnstarted(olderThan: Date, countedAtMost: number): Promise<number>;
  /** The numbers of all intakes whose workflow has recorded something, in their order. */
  startedNumbers(): AsyncIterable<string>;
  /** About how many intakes there are; costs nothing. */
  estimatedCount(): Promise<number>;
  /** Part of the transaction that records the first events of a case. */
  markStarted(number: string, runId: string, session: mongo.ClientSession): Promise<void>;
}

/** How long a caller's key is kept: the same request within it gets what the first one made. */
export const KEY_KEPT_MS = 30 * 86_400_000;

interface Collections {
  readonly connection: Connection;
  readonly intakes: Collection<IntakeDocument>;
  readonly keys: Collection<IdempotencyKeyDocument>;
  readonly counters: Collection<CounterDocument>;
  readonly sealing: Sealing;
}

/**
 * Opens the store on a connection.
 *
 * @param zone IANA zone of the company: the day in a number is counted in it
 * @param sealing seals what was filed with the key of its number
 */
export function createIntakeStore(connection: Connection, zone: string, sealing: Sealing): IntakeStore {
  connection.model('Intake', intakeSchema);
  connection.model('IdempotencyKey', idempotencyKeySchema);
  const collections: Collections = {
    connection,
    intakes: connection.collection<IntakeDocument>('intakes'),
    keys: connection.collection<IdempotencyKeyDocument>('idempotencyKeys'),
    counters: connection.collection<CounterDocument>('counters'),
    sealing,
  };
  const { intakes, counters } = collections;

  async function file(filing: Filing): Promise<Filed> {
    for (;;) {
      const number = await nextNumber(counters, filing.enteredAt, zone);
      try {
        return await fileUnder(number, filing);
      } catch (error) {
        // A mongod that was killed has forgotten the last draws; who had drawn before may have filed meanwhile.
        if (!isNumberTaken(error)) throw error;
      }
    }
  }

  async function fileUnder(_id: string, { idempotency, ...filing }: Filing): Promise<Filed> {
    const intake: IntakeDocument = { _id, ...filing, awaitsStart: true };
    if (idempotency) return fileOnce(collections, intake, idempotency);
    const sealed = await storedIntake(sealing, intake);
    await intakes.insertOne(sealed, { writeConcern: SAFE, ignoreUndefined: true });
    return { intake, repeated: false };
  }

  return {
    file,
    find: async (number) => {
      const found = await intakes.findOne({ _id: number });
      return found ? openedIntake(sealing, found) : undefined;
    },
    unstarted: async (olderThan, limit) => {
      const found = await intakes
        .find({ awaitsStart: true, enteredAt: { $lt: olderThan } })
        .sort({ enteredAt: 1 })
        .limit(limit)
        .toArray();
      await sealing.prepare(found.map(({ _id }) => _id));
      return Promise.all(found.map((one) => openedIntake(sealing, one)));
    },
    countUnstarted: (olderThan, countedAtMost) =>
      intakes.countDocuments({ awaitsStart: true, enteredAt: { $lt: olderThan } }, { limit: countedAtMost }),
    startedNumbers: () => startedIn(intakes),
    estimatedCount: () => intakes.estimatedDocumentCount(),
    markStarted: async (number, runId, session) => {
      await intakes.updateOne(
        { _id: number },
        { $set: { startedRunId: runId }, $unset: { awaitsStart: true } },
        { session },
      );
    },
  };
}

async function* startedIn(intakes: Collection<IntakeDocument>): AsyncGenerator<string> {
  const started = intakes.find({ startedRunId: { $exists: true } }, { projection: { _id: 1 } });
  for await (const { _id } of started.sort({ _id: 1 })) yield _id;
}

/** Key and intake are stored together or not at all; the key's unique index decides between requests at once. */
async function fileOnce(
  collections: Collections,
  intake: IntakeDocument,
  { caller, key, digest }: IdempotencyKey,
): Promise<Filed> {
  const { connection, intakes, keys, sealing } = collections;
  const earlier = await keys.findOne({ caller, key });
  if (earlier) return repeated(collections, earlier, digest);
  const sealed = await storedIntake(sealing, intake);
  const expiresAt = new Date(intake.enteredAt.getTime() + KEY_KEPT_MS);
  const session = await connection.startSession();
  try {
    await session.withTransaction(
      async () => {
        await keys.insertOne({ caller, key, digest, number: intake._id, expiresAt }, { session });
        await intakes.insertOne(sealed, { session, ignoreUndefined: true });
      },
      { writeConcern: SAFE },
    );
    return { intake, repeated: false };
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const winner = await keys.findOne({ caller, key });
    if (!winner) throw error;
    return await repeated(collections, winner, digest);
  } finally {
    await session.endSession();
  }
}

function isNumberTaken(error: unknown): boolean {
  if (!isDuplicateKey(error)) return false;
  const pattern: unknown = error['keyPattern'];
  return typeof pattern === 'object' && pattern !== null && '_id' in pattern;
}

async function repeated(
  { intakes, sealing }: Collections,
  earlier: IdempotencyKeyDocument,
  digest: string,
): Promise<Filed> {
  if (earlier.digest !== digest) throw new IdempotencyKeyReusedError();
  const intake = await intakes.findOne({ _id: earlier.number });
  if (!intake) throw new Error(`The intake ${earlier.number} that an idempotency key names is missing.`);
  return { intake: await openedIntake(sealing, intake), repeated: true };
}
