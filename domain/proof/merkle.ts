/** SHA-256, from outside: this folder imports nothing. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The root of a perfect subtree: `level` 0 is a leaf, and node `index` of a level is over 2^level leaves. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Leaves from one number up to, but not with, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What hashes of leaves and of nodes begin with, so that neither can be taken for the other (RFC 6962, 2.1). */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf (RFC 6962, 2.1). */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, entry));
}

/** The hash of a node over two others (RFC 6962, 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/**
 * The perfect subtrees that a tree over these leaves is made of, from left to right. `from` is a multiple of the largest
 * power of two that is less than the span, as it is in every tree and every proof.
 */
export function subtreesOf({ from, to }: Span): Subtree[] {
  const subtrees: Subtree[] = [];
  let start = from;
  while (start < to) {
    const level = Math.floor(Math.log2(to - start));
    subtrees.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return subtrees;
}

/** The root over the roots of {@link subtreesOf}, in their order; of none, the hash of nothing (RFC 6962, 2.1). */
export function rootOver(sha256: Sha256, roots: readonly Uint8Array[]): Uint8Array {
  const last = roots.at(-1);
  if (!last) return sha256(new Uint8Array());
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** The root over the hashes of 2^n neighbours. */
export function perfectRoot(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = hashes;
  if (!first || !second) return rootOver(sha256, hashes);
  const middle = hashes.length / 2;
  return nodeHash(
    sha256,
    perfectRoot(sha256, hashes.slice(0, middle)),
    perfectRoot(sha256, hashes.slice(middle)),
  );
}

/**
 * The spans whose roots are the proof that a leaf is in a tree, from the leaf up (RFC 6962, 2.1.1).
 *
 * @throws RangeError if the tree has no such leaf
 */
export function inclusionSpans(leaf: number, size: number): Span[] {
  if (!Number.isInteger(leaf) || leaf < 0 || leaf >= size) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${leaf}.`);
  }
  const spans: Span[] = [];
  let whole: Span = { from: 0, to: size };
  while (whole.to - whole.from > 1) {
    const middle = whole.from + largestPowerBelow(whole.to - whole.from);
    const left = { from: whole.from, to: middle };
    const right = { from: middle, to: whole.to };
    spans.push(leaf < middle ? right : left);
    whole = leaf < middle ? left : right;
  }
  return spans.reverse();
}

/**
 * The spans whose roots are the proof that one tree goes on as another (RFC 6962, 2.1.2).
 *
 * @throws RangeError if the first tree has no leaf, or more than the second
 */
export function consistencySpans(first: number, second: number): Span[] {
  if (!Number.isInteger(first) || !Number.isInteger(second) || first < 1 || first > second) {
    throw new RangeError(`A tree of ${first} leaves can't go on as one of ${second}.`);
  }
  const spans: Span[] = [];
  let whole: Span = { from: 0, to: second };
  while (first < whole.to) {
    const middle = whole.from + largestPowerBelow(whole.to - whole.from);
    if (first <= middle) {
      spans.push({ from: middle, to: whole.to });
      whole = { from: whole.from, to: middle };
    } else {
      spans.push({ from: whole.from, to: middle });
      whole = { from: middle, to: whole.to };
    }
  }
  // Where the first tree is a subtree of the second, whoever checks has its root already.
  if (whole.from > 0) spans.push(whole);
  return spans.reverse();
}

/** The root that a tree has if a leaf is in it and this is the proof; undefined if it can't be one (RFC 9162, 2.1.3.2). */
export function rootOfInclusion(
  sha256: Sha256,
  { leaf, size, hash, proof }: InclusionProof,
): Uint8Array | undefined {
  if (!Number.isInteger(leaf) || leaf < 0 || leaf >= size) return undefined;
  let [index, last, root] = [leaf, size - 1, hash];
  for (const other of proof) {
    if (last === 0) return undefined;
    if (index % 2 === 1 || index === last) {
      root = nodeHash(sha256, other, root);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      root = nodeHash(sha256, root, other);
    }
    [index, last] = [half(index), half(last)];
  }
  return last === 0 ? root : undefined;
}

export interface InclusionProof {
  /** The number of the leaf, from 0. */
  readonly leaf: number;
  /** How many leaves the tree has. */
  readonly size: number;
  /** The hash of the leaf. */
  readonly hash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export interface ConsistencyProof {
  readonly first: { readonly size: number; readonly root: Uint8Array };
  readonly second: { readonly size: number; readonly root: Uint8Array };
  readonly proof: readonly Uint8Array[];
}

/** Whether this proves that the first tree goes on as the second (RFC 9162, 2.1.4.2). */
export function isConsistent(sha256: Sha256, { first, second, proof }: ConsistencyProof): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && sameBytes(first.root, second.root);
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof];
  const start = path.shift();
  if (!start) return false;
  let [index, last] = [first.size - 1, second.size - 1];
  while (index % 2 === 1) [index, last] = [half(index), half(last)];
  let [firstRoot, secondRoot] = [start, start];
  for (const other of path) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      firstRoot = nodeHash(sha256, other, firstRoot);
      secondRoot = nodeHash(sha256, other, secondRoot);
      while (index % 2 === 0 && index !== 0) [index, last] = [half(index), half(last)];
    } else {
      secondRoot = nodeHash(sha256, secondRoot, other);
    }
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && sameBytes(firstRoot, first.root) && sameBytes(secondRoot, second.root);
}

/** Whether two hashes are the same. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Sizes go beyond 32 bits, so that none of this shifts bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.round(Math.log2(value)) === value;
}

function largestPowerBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
