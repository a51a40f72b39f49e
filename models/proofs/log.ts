import { randomUUID } from 'node:crypto';
import type { Collection, Connection, mongo } from 'mongoose';
import { consistencySpans, inclusionSpans } from '../../domain/proof/merkle';
import { TRANSACTION } from '../cases/transaction';
import type { LeafDocument, LogDocument, TileDocument } from './documents';
import { hashOfLeaf, type Leaf, type NumberedLeaf } from './leaf';
import { COLLECTIONS } from './stored-record';
import { Tiles } from './tiles';

/** One log over all records: leaves are only ever added, in the order in which the records were committed. */
export interface ProofLog {
  /**
   * What tells it from every other log, how many leaves it has, and where reading goes on; absent: with all records, as
   * nothing was read yet, or a version that read fewer kinds of records has read last.
   */
  standing(): Promise<{ readonly id: string; readonly size: number; readonly token?: string }>;
  /**
   * Adds those that it does not have yet, and remembers where reading goes on.
   *
   * @throws {LogMovedError} if somebody else has added some meanwhile
   */
  append(leaves: readonly Leaf[], token?: string): Promise<void>;
  /** The leaves of a case, a task, a run or an entry, in their order. */
  leavesOf(kind: Leaf['kind'], of: string): Promise<readonly NumberedLeaf[]>;
  /** Leaves from one place up to, but not with, another, in their order. */
  between(from: number, to: number): AsyncIterable<NumberedLeaf>;
  /** Leaves of some kind, in the order of what they are of; undefined: of any of it. Only what the first so many hold. */
  ofKinds(kinds: readonly Leaf['kind'][], size: number, of?: IdRange): AsyncIterable<NumberedLeaf>;
  /** The leaves at some places, by place. */
  atPlaces(indexes: readonly number[]): Promise<ReadonlyMap<number, NumberedLeaf>>;
  /** The hashes that the tree holds of its leaves, some at a time, from the first on. */
  hashes(): AsyncIterable<{ readonly from: number; readonly hashes: readonly Uint8Array[] }>;
  /** The hashes that one tile of the tree holds; none if it is not there. */
  tile(level: number, index: number): Promise<readonly Uint8Array[]>;
  /** Root of the tree over the first so many leaves. */
  root(size: number): Promise<Uint8Array>;
  /** Proves of leaves that they are in the tree of this size, from the leaf up; what their proofs share is read once. */
  inclusions(size: number): (leaf: number) => Promise<readonly Uint8Array[]>;
  /** Proof that the tree of the first size goes on as that of the second. */
  consistency(first: number, second: number): Promise<readonly Uint8Array[]>;
}

/** Ids from one up to, but not with, another. */
export interface IdRange {
  readonly $gte: string;
  readonly $lt: string;
}

/** Two sequencers at once: the other one's leaves stand, and this one begins anew. */
export class LogMovedError extends Error {
  override readonly name = 'LogMovedError';

  constructor() {
    super('Somebody else adds to the log at the same time. The next run goes on from there.');
  }
}

const READS = COLLECTIONS.join(' ');

/** Opens the log on a connection. */
export function openProofLog(connection: Connection): ProofLog {
  const leaves: Collection<LeafDocument> = connection.collection<LeafDocument>('proofLeaves');
  const logs: Collection<LogDocument> = connection.collection<LogDocument>('proofLog');
  const tiles = new Tiles(connection.collection<TileDocument>('proofTiles'));

  async function standing(session?: mongo.ClientSession): Promise<LogDocument> {
    const found = await logs.findOne({ _id: 'log' }, { ...(session && { session }) });
    if (found) return found;
    const fresh: LogDocument = { _id: 'log', id: randomUUID(), size: 0 };
    await logs.updateOne({ _id: 'log' }, { $setOnInsert: { id: fresh.id, size: 0 } }, { upsert: true });
    return (await logs.findOne({ _id: 'log' })) ?? fresh;
  }

  async function append(wanted: readonly Leaf[], token: string | undefined): Promise<void> {
    await standing();
    const session = await connection.startSession();
    try {
      await session.withTransaction(() => appendIn(wanted, token, session), TRANSACTION);
    } finally {
      await session.endSession();
    }
  }

  async function appendIn(
    wanted: readonly Leaf[],
    token: string | undefined,
    session: mongo.ClientSession,
  ): Promise<void> {
    const { size } = await standing(session);
    const fresh = await missing(wanted, session);
    const moved = await logs.updateOne(
      { _id: 'log', size },
      { $set: { size: size + fresh.length, ...(token !== undefined && { token, reads: READS }) } },
      { session },
    );
    if (moved.matchedCount === 0) throw new LogMovedError();
    if (fresh.length === 0) return;
    await leaves.insertMany(
      fresh.map(({ kind, of, seq, hash }, at) => ({ _id: size + at, kind, of, seq, hash })),
      { session },
    );
    await tiles.append(size, fresh.map(hashOfLeaf), session);
  }

  /** A record is read a second time where reading went on from further back. */
  async function missing(wanted: readonly Leaf[], session: mongo.ClientSession): Promise<readonly Leaf[]> {
    if (wanted.length === 0) return [];
    const there = await leaves
      .find({ $or: wanted.map(({ kind, of, seq }) => ({ kind, of, seq })) }, { session })
      .toArray();
    const known = new Set(there.map(numbered).map(nameOf));
    return wanted.filter((leaf) => {
      const name = nameOf(leaf);
      const isNew = !known.has(name);
      known.add(name);
      return isNew;
    });
  }

  return {
    standing: async () => {
      const { id, size, token, reads } = await standing();
      return { id, size, ...(token !== undefined && reads === READS && { token }) };
    },
    append,
    leavesOf: async (kind, of) => (await leaves.find({ kind, of }).sort({ seq: 1 }).toArray()).map(numbered),
    between: (from, to) => inNumbers(leaves, from, to),
    ofKinds: (kinds, size, of) => ofKinds(leaves, kinds, size, of),
    atPlaces: async (indexes) => {
      const found = await leaves.find({ _id: { $in: [...indexes] } }).toArray();
      return new Map(found.map((leaf) => [leaf._id, numbered(leaf)]));
    },
    hashes: () => tiles.leaves(),
    tile: (level, index) => tiles.read(level, index),
    root: (size) => tiles.rootOf({ from: 0, to: size }),
    inclusions: (size) => {
      const remembered = tiles.remembered();
      return (leaf) => inclusionIn(remembered, leaf, size);
    },
    consistency: (first, second) =>
      Promise.all(consistencySpans(first, second).map((span) => tiles.rootOf(span))),
  };
}

function inclusionIn(tiles: Tiles, leaf: number, size: number): Promise<readonly Uint8Array[]> {
  return Promise.all(inclusionSpans(leaf, size).map((span) => tiles.rootOf(span)));
}

async function* inNumbers(
  leaves: Collection<LeafDocument>,
  from: number,
  to: number,
): AsyncGenerator<NumberedLeaf> {
  for await (const leaf of leaves.find({ _id: { $gte: from, $lt: to } }).sort({ _id: 1 })) {
    yield numbered(leaf);
  }
}

async function* ofKinds(
  leaves: Collection<LeafDocument>,
  kinds: readonly Leaf['kind'][],
  size: number,
  of: IdRange | undefined,
): AsyncGenerator<NumberedLeaf> {
  for (const kind of kinds) {
    const found = leaves
      // The log begins with 0: a row before it is none, whoever put it there.
      .find({ kind, _id: { $gte: 0, $lt: size }, ...(of && { of }) })
      .sort({ kind: 1, of: 1, seq: 1 });
    for await (const leaf of found) yield numbered(leaf);
  }
}

/** What somebody took away reads as nothing that a leaf can have, so that it is not taken for what was there. */
function numbered({ _id, kind, of = '', seq = -1, hash = '' }: LeafDocument): NumberedLeaf {
  return { index: _id, kind, of, seq, hash };
}

function nameOf({ kind, of, seq }: Leaf): string {
  return `${kind}/${of}/${seq}`;
}
