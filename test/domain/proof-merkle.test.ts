import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { GrowingRoot } from '../../domain/proof/growing-root';
import {
  consistencySpans,
  inclusionSpans,
  isConsistent,
  leafHash,
  nodeHash,
  rootOfInclusion,
  rootOver,
  subtreesOf,
  type Span,
  type Subtree,
} from '../../domain/proof/merkle';

/** The entries, roots and proofs that the tests of certificate-transparency publish. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const INCLUSIONS = [
  { leaf: 0, size: 1, proof: [] },
  {
    leaf: 0,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    leaf: 5,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { leaf: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
  {
    leaf: 1,
    size: 5,
    proof: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];
const CONSISTENCIES = [
  { first: 1, second: 1, proof: [] },
  {
    first: 1,
    second: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    first: 6,
    second: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    first: 2,
    second: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const published = ENTRIES.map((hex) => leafHash(sha256, Buffer.from(hex, 'hex')));

describe('the published vectors', () => {
  test('the hash of no leaf is the hash of nothing', () => {
    expect(hex(rootOver(sha256, []))).toBe(hex(sha256(new Uint8Array())));
    expect(hex(new GrowingRoot(sha256).root())).toBe(hex(sha256(new Uint8Array())));
  });

  test.each(ROOTS.map((root, index): [number, string] => [index + 1, root]))(
    'the root of %i leaves',
    (size, root) => {
      expect(hex(rootOf(published, { from: 0, to: size }))).toBe(root);
    },
  );

  test.each(INCLUSIONS)('leaf $leaf in a tree of $size', ({ leaf, size, proof }) => {
    expect(proofOf(published, inclusionSpans(leaf, size)).map(hex)).toEqual(proof);
  });

  test.each(CONSISTENCIES)('a tree of $first goes on as one of $second', ({ first, second, proof }) => {
    expect(proofOf(published, consistencySpans(first, second)).map(hex)).toEqual(proof);
  });
});

describe('any tree', () => {
  const treeSize = fc.integer({ min: 1, max: 140 });

  test('has the root that RFC 6962 defines, also when it grew leaf by leaf', () => {
    fc.assert(
      fc.property(treeSize, (size) => {
        const leaves = leavesOf(size);
        const growing = new GrowingRoot(sha256);
        for (const leaf of leaves) growing.add(leaf);
        expect(hex(growing.root())).toBe(hex(asDefined(leaves)));
        expect(hex(rootOf(leaves, { from: 0, to: size }))).toBe(hex(asDefined(leaves)));
      }),
    );
  });

  test('proves each of its leaves, and no other', () => {
    fc.assert(
      fc.property(treeSize, fc.nat(), fc.nat(), (size, some, bit) => {
        const leaf = some % size;
        const leaves = leavesOf(size);
        const root = hex(asDefined(leaves));
        const hash = leaves[leaf] ?? new Uint8Array();
        const proof = proofOf(leaves, inclusionSpans(leaf, size));
        expect(hex(rootOfInclusion(sha256, { leaf, size, hash, proof }))).toBe(root);

        const others = [
          { leaf, size, hash: flipped(hash, bit), proof },
          { leaf, size, hash, proof: [...proof, hash] },
          ...(proof.length > 0 ? [{ leaf, size, hash, proof: proof.slice(1) }] : []),
          ...proof.map((_, at) => ({ leaf, size, hash, proof: changedAt(proof, at, bit) })),
          ...(size > 1 ? [{ leaf: (leaf + 1) % size, size, hash, proof }] : []),
        ];
        for (const other of others) expect(hex(rootOfInclusion(sha256, other))).not.toBe(root);
      }),
    );
  });

  test('proves that every smaller one goes on as it, and nothing else does', () => {
    fc.assert(
      fc.property(treeSize, fc.nat(), fc.nat(), (size, some, bit) => {
        const leaves = leavesOf(size);
        const before = (some % size) + 1;
        const first = { size: before, root: rootOf(leaves, { from: 0, to: before }) };
        const second = { size, root: asDefined(leaves) };
        const proof = proofOf(leaves, consistencySpans(before, size));
        expect(isConsistent(sha256, { first, second, proof })).toBe(true);

        const others = [
          { first: { ...first, root: flipped(first.root, bit) }, second, proof },
          { first, second: { ...second, root: flipped(second.root, bit) }, proof },
          { first, second, proof: [...proof, first.root] },
          ...proof.map((_, at) => ({ first, second, proof: changedAt(proof, at, bit) })),
        ];
        for (const other of others) expect(isConsistent(sha256, other)).toBe(false);
      }),
    );
  });

  test('has no proof of a leaf that it has not, nor of a tree that is larger', () => {
    expect(() => inclusionSpans(3, 3)).toThrow(RangeError);
    expect(() => consistencySpans(4, 3)).toThrow(RangeError);
    expect(() => consistencySpans(0, 3)).toThrow(RangeError);
    expect(rootOfInclusion(sha256, { leaf: 3, size: 3, hash: sha256(LEAF), proof: [] })).toBeUndefined();
  });
});

const LEAF = new Uint8Array();

function leavesOf(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, index) => leafHash(sha256, Buffer.from(`entry ${index}`)));
}

/** RFC 6962, 2.1, word for word. */
function asDefined(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (!first) return sha256(new Uint8Array());
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(sha256, asDefined(leaves.slice(0, k)), asDefined(leaves.slice(k)));
}

function rootOf(leaves: readonly Uint8Array[], span: Span): Uint8Array {
  return rootOver(
    sha256,
    subtreesOf(span).map((subtree) => rootOfSubtree(leaves, subtree)),
  );
}

function rootOfSubtree(leaves: readonly Uint8Array[], { level, index }: Subtree): Uint8Array {
  return asDefined(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
}

function proofOf(leaves: readonly Uint8Array[], spans: readonly Span[]): Uint8Array[] {
  return spans.map((span) => rootOf(leaves, span));
}

function flipped(hash: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(hash);
  const at = bit % changed.length;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

function changedAt(proof: readonly Uint8Array[], at: number, bit: number): Uint8Array[] {
  return proof.map((hash, index) => (index === at ? flipped(hash, bit) : hash));
}

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString('hex');
}
