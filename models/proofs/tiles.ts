import type { Collection, mongo } from 'mongoose';
import { perfectRoot, rootOver, subtreesOf, type Span, type Subtree } from '../../domain/proof/merkle';
import type { TileDocument } from './documents';
import { sha256 } from './sha256';

/** Levels of the tree that one level of tiles spans, and how many hashes that makes a tile wide. */
const TILE_LEVELS = 8;
export const TILE_WIDTH = 2 ** TILE_LEVELS;
const HASH_BYTES = 32;

/**
 * The hashes of the tree in tiles: tile `0/i` holds the leaves from 256·i on, tile `1/i` the roots of whole tiles of
 * level 0, and so on. Whatever a root or a proof needs is in a few of them, however large the tree is.
 */
export class Tiles {
  /** @param memory of tiles that were read, where each is read once */
  constructor(
    private readonly tiles: Collection<TileDocument>,
    private readonly memory?: Map<string, Promise<Uint8Array[]>>,
  ) {}

  /** The same tiles as they stand now, each read once: many proofs of one tree share most of them. */
  remembered(): Tiles {
    return new Tiles(this.tiles, new Map());
  }

  /** Adds hashes of leaves to a tree of this size. */
  async append(size: number, leaves: readonly Uint8Array[], session: mongo.ClientSession): Promise<void> {
    let [start, hashes] = [size, leaves];
    for (let level = 0; hashes.length > 0; level++) {
      const next = await this.appendTo(level, start, hashes, session);
      [start, hashes] = [Math.floor(start / TILE_WIDTH), next];
    }
  }

  /** Root of the tree over some leaves that a proof or a tree is made of. */
  async rootOf(span: Span): Promise<Uint8Array> {
    const roots = await Promise.all(subtreesOf(span).map((subtree) => this.hashOf(subtree)));
    return rootOver(sha256, roots);
  }

  /** The hash of one leaf as the tree holds it; undefined if it holds none there. */
  async leaf(index: number): Promise<Uint8Array | undefined> {
    return (await this.read(0, Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH];
  }

  /** The hashes that a tile of the lowest level holds, and from which leaf on. */
  async *leaves(): AsyncGenerator<{ readonly from: number; readonly hashes: readonly Uint8Array[] }> {
    for (let index = 0; ; index++) {
      const hashes = await this.read(0, index);
      if (hashes.length === 0) return;
      yield { from: index * TILE_WIDTH, hashes };
    }
  }

  /** Returns the roots of the tiles that became full. */
  private async appendTo(
    level: number,
    start: number,
    hashes: readonly Uint8Array[],
    session: mongo.ClientSession,
  ): Promise<Uint8Array[]> {
    const full: Uint8Array[] = [];
    let left = [...hashes];
    for (let index = Math.floor(start / TILE_WIDTH); left.length > 0; index++) {
      const room = start > index * TILE_WIDTH ? start % TILE_WIDTH : 0;
      const there = room === 0 ? [] : (await this.read(level, index, session)).slice(0, room);
      const tile = [...there, ...left.slice(0, TILE_WIDTH - there.length)];
      left = left.slice(TILE_WIDTH - there.length);
      const _id = `${level}/${index}`;
      await this.tiles.replaceOne({ _id }, { hashes: Buffer.concat(tile) }, { upsert: true, session });
      if (tile.length === TILE_WIDTH) full.push(perfectRoot(sha256, tile));
    }
    return full;
  }

  private async hashOf({ level, index }: Subtree): Promise<Uint8Array> {
    const above = level % TILE_LEVELS;
    const start = index * 2 ** above;
    const tile = await this.recall(Math.floor(level / TILE_LEVELS), Math.floor(start / TILE_WIDTH));
    const within = start % TILE_WIDTH;
    const hashes = tile.slice(within, within + 2 ** above);
    if (hashes.length < 2 ** above) {
      throw new MissingTileError(`${Math.floor(level / TILE_LEVELS)}/${Math.floor(start / TILE_WIDTH)}`);
    }
    return perfectRoot(sha256, hashes);
  }

  private recall(level: number, index: number): Promise<Uint8Array[]> {
    const tile = this.memory?.get(`${level}/${index}`) ?? this.read(level, index);
    this.memory?.set(`${level}/${index}`, tile);
    return tile;
  }

  /** The hashes that a tile holds; none if it is not there. */
  async read(level: number, index: number, session?: mongo.ClientSession): Promise<Uint8Array[]> {
    const found = await this.tiles.findOne(
      { _id: `${level}/${index}` },
      { promoteBuffers: true, ...(session && { session }) },
    );
    const hashes = found?.hashes;
    if (!hashes) return [];
    const bytes = hashes instanceof Uint8Array ? hashes : Buffer.from(hashes.toString('hex'), 'hex');
    const count = Math.floor(bytes.length / HASH_BYTES);
    return Array.from({ length: count }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  }
}

/** A part of the tree is not in the database. */
export class MissingTileError extends Error {
  override readonly name = 'MissingTileError';

  constructor(tile: string) {
    super(`Tile ${tile} of the log's tree is missing or too short. Restore the collection proofTiles.`);
  }
}
