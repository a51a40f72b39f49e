import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { storedForm } from './stored-form';

/** What chains a stored event to the one before it in the same case or task. */
export interface Link {
  /** When it came onto the record: the server's time, ISO 8601. It never goes back. */
  readonly recordedAt: string;
  /** SHA-256 in hex, over the hash of the event before it and its own canonical form. */
  readonly hash: string;
}

/** Before the first event: as long as a hash, and none. */
const NO_HASH = '0'.repeat(64);

/**
 * The hash of a stored document that follows on another.
 *
 * @param before the hash of the other; undefined: it is the first
 */
export function hashAfter(before: string | undefined, document: object): string {
  return createHash('sha256')
    .update(Buffer.from(before ?? NO_HASH, 'hex'))
    .update(storedForm(document), 'utf8')
    .digest('hex');
}

/**
 * Documents as they are to be stored, each chained to the one before.
 *
 * @param head the link of the last one that is stored; undefined: there is none
 * @param at ISO 8601 in UTC, with milliseconds
 */
export function chained<D extends object>(
  head: Link | undefined,
  documents: readonly D[],
  at: string,
): (D & Link)[] {
  const recordedAt = head && head.recordedAt > at ? head.recordedAt : at;
  let before = head?.hash;
  return documents.map((document) => {
    const hash = hashAfter(before, { ...document, recordedAt });
    before = hash;
    return { ...document, recordedAt, hash };
  });
}

/** As much of a stored event as its chain is told by. */
interface StoredLink extends Partial<Link> {
  /** Of a case. */
  readonly number?: string;
  /** Of a task. */
  readonly id?: string;
  readonly seq: number;
}

/** Whose events a chain is of, and where they are stored. */
export interface ChainOwner {
  readonly collection: string;
  readonly owner: { readonly number: string } | { readonly id: string };
}

/** The link of the last event that is stored; undefined if there is none. */
export async function chainHead(
  connection: Connection,
  { collection, owner }: ChainOwner,
  session: mongo.ClientSession,
): Promise<Link | undefined> {
  const [last] = await connection
    .collection<StoredLink>(collection)
    .find(owner, { session, projection: { _id: 0, recordedAt: 1, hash: 1 } })
    .sort({ seq: -1 })
    .limit(1)
    .toArray();
  const { recordedAt, hash } = last ?? {};
  return recordedAt === undefined || hash === undefined ? undefined : { recordedAt, hash };
}
