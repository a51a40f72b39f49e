import { perfectRoot, sameBytes } from '../../domain/proof/merkle';
import { TILE_WIDTH, type ProofLog } from '../../models/proofs';
import { sha256 } from '../../models/proofs/sha256';
import type { Finding } from './finding';

/** A tile as those below it make it, as far as they were read. */
interface Made {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

/**
 * Compares the tiles above the lowest level, which the roots of large trees and their proofs are made of, with what those
 * below them make. One tile of each level is in memory.
 */
export class UpperTiles {
  private readonly levels = new Map<number, Made>();

  constructor(private readonly log: Pick<ProofLog, 'tile'>) {}

  /** Takes up the next tile of the lowest level. One that is not full has no place above it. */
  async *add(hashes: readonly Uint8Array[]): AsyncGenerator<Finding> {
    if (hashes.length === TILE_WIDTH) yield* this.carry(1, perfectRoot(sha256, hashes));
  }

  /** What the last tile of each level has so far. */
  async *end(): AsyncGenerator<Finding> {
    for (const [level, made] of this.levels) if (made.hashes.length > 0) yield* this.compared(level, made);
  }

  private async *carry(level: number, hash: Uint8Array): AsyncGenerator<Finding> {
    const { index, hashes } = this.levels.get(level) ?? { index: 0, hashes: [] };
    const made = { index, hashes: [...hashes, hash] };
    if (made.hashes.length < TILE_WIDTH) {
      this.levels.set(level, made);
      return;
    }
    yield* this.compared(level, made);
    this.levels.set(level, { index: index + 1, hashes: [] });
    yield* this.carry(level + 1, perfectRoot(sha256, made.hashes));
  }

  /** A tile may have grown since those below it were read. */
  private async *compared(level: number, { index, hashes }: Made): AsyncGenerator<Finding> {
    const stored = await this.log.tile(level, index);
    const other = hashes.findIndex((hash, at) => !sameBytes(hash, stored[at] ?? new Uint8Array()));
    if (other < 0) return;
    yield {
      of: 'the log',
      place: `tile ${level}/${index} of its tree, hash ${other}`,
      problem: 'it is not what the leaves below it make: the tree (proofTiles) was changed above its leaves',
    };
  }
}
