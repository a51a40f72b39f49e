import { nodeHash, rootOver, type Sha256 } from './merkle';

/** The root of a tree that leaves are added to one after the other. It keeps one hash for each level. */
export class GrowingRoot {
  private count = 0;
  /** The roots of the perfect subtrees, the largest first. */
  private readonly roots: { readonly level: number; readonly hash: Uint8Array }[] = [];

  constructor(private readonly sha256: Sha256) {}

  /** How many leaves it has. */
  get size(): number {
    return this.count;
  }

  add(leaf: Uint8Array): void {
    let root = { level: 0, hash: leaf };
    for (let left = this.roots.at(-1); left?.level === root.level; left = this.roots.at(-1)) {
      this.roots.pop();
      root = { level: root.level + 1, hash: nodeHash(this.sha256, left.hash, root.hash) };
    }
    this.roots.push(root);
    this.count += 1;
  }

  root(): Uint8Array {
    return rootOver(
      this.sha256,
      this.roots.map(({ hash }) => hash),
    );
  }
}
