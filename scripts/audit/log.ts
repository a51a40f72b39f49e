import { GrowingRoot } from '../../domain/proof/growing-root';
import { sameBytes } from '../../domain/proof/merkle';
import { hashOfLeaf, type Head, type NumberedLeaf, type ProofLog, type Statement } from '../../models/proofs';
import { sha256 } from '../../models/proofs/sha256';
import type { Finding } from './finding';
import { UpperTiles } from './upper-tiles';

/** Roots that were signed, by the size of the log. */
export type SignedRoots = ReadonlyMap<number, Statement>;

/**
 * Every row of the log against its tree, and the tree, on all its levels, against each root that was signed. The rows are read in their
 * order, and one hash for each level is kept.
 *
 * @param withoutRow takes up the hashes, in hex, that the tree has of rows that are not there: few, unless somebody
 * took them out
 */
export async function* checkedLog(
  log: ProofLog,
  signed: SignedRoots,
  withoutRow: Set<string>,
): AsyncGenerator<Finding> {
  const size = Math.max(0, ...signed.keys());
  const rows = log.between(0, size)[Symbol.asyncIterator]();
  let row = await rows.next();
  const root = new GrowingRoot(sha256);
  const upper = new UpperTiles(log);
  for await (const { from, hashes } of log.hashes()) {
    for (const [at, hash] of hashes.entries()) {
      const index = from + at;
      if (index >= size) break;
      const its = !row.done && row.value.index === index ? row.value : undefined;
      if (!its) {
        withoutRow.add(Buffer.from(hash).toString('hex'));
        yield missingRow(index);
      }
      if (its && !sameBytes(hashOfLeaf(its), hash)) yield changedRow(its);
      if (its) row = await rows.next();
      root.add(hash);
      yield* checkedRoot(root, signed);
    }
    yield* upper.add(hashes);
  }
  yield* upper.end();
  if (root.size < size) yield* shorter(root.size, size);
}

function* checkedRoot(root: GrowingRoot, signed: SignedRoots): Generator<Finding> {
  const statement = signed.get(root.size);
  if (!statement || Buffer.from(root.root()).toString('hex') === statement.root) return;
  yield {
    of: `statement ${statement.number}`,
    place: `the tree over ${root.size} leaves`,
    problem: 'it does not have the root that was signed: the tree (proofTiles) was changed',
  };
}

function* shorter(there: number, size: number): Generator<Finding> {
  yield {
    of: 'the log',
    place: `leaf ${there} and on`,
    problem: `the tree ends with ${there} leaves, and ${size} were signed: its end was cut, or an older state restored`,
  };
}

function missingRow(index: number): Finding {
  return {
    of: 'the log',
    place: `leaf ${index}`,
    problem: 'its row (proofLeaves) is missing; the record that it is of is named as not in the log',
  };
}

function changedRow({ kind, of, seq, index }: NumberedLeaf): Finding {
  return {
    of,
    place: `leaf ${index} of the log, of ${placeOf(kind, seq)}`,
    problem: 'its row (proofLeaves) was changed: the tree has another hash there',
  };
}

/** What was signed of each line of descent still stands in the log; this names what a cut or a restore took away. */
export async function* checkedHeads(log: ProofLog, heads: readonly Head[]): AsyncGenerator<Finding> {
  const rows = heads.length === 0 ? undefined : await log.atPlaces(heads.map(({ leaf }) => leaf));
  for (const { kind, of, seq, hash, leaf } of heads) {
    const row = rows?.get(leaf);
    if (row?.kind === kind && row.of === of && row.seq === seq && row.hash === hash) continue;
    yield {
      of,
      place: `${placeOf(kind, seq)}, leaf ${leaf} of the log`,
      problem: row
        ? 'the log has another record in its place'
        : 'it was signed, and the log in MongoDB has it no more: something was cut, or an older state restored',
    };
  }
}

/** Where in what it is of a leaf stands. */
export function placeOf(kind: NumberedLeaf['kind'], seq: number): string {
  if (seq > 0) return `event ${seq}`;
  if (kind === 'file') return 'attached file';
  return kind === 'run' ? 'archived run' : 'entry of the access record';
}
