import { Schema, type mongo } from 'mongoose';
import { LEAF_KINDS, type Leaf } from './leaf';
import type { Head, Statement } from './statement';

/** A leaf of the log; the id is its place, from 0. A field is absent where somebody took it away. */
export type LeafDocument = { readonly _id: number } & Pick<Leaf, 'kind'> & Partial<Leaf>;

/** Hashes of up to 256 neighbours of one level of the tree. The id is `level of tiles/index`. */
export interface TileDocument {
  readonly _id: string;
  /** 32 bytes each; absent where somebody took them away. */
  readonly hashes?: mongo.Binary | Buffer;
}

/** How far the log has come. There is one. */
export interface LogDocument {
  readonly _id: 'log';
  /** Tells this log from every other. */
  readonly id: string;
  readonly size: number;
  /** Where reading of new records goes on in MongoDB's stream of changes. */
  readonly token?: string;
  /** From which collections it was read. */
  readonly reads?: string;
}

/** A signed statement; the id is its number, from 1. */
export interface AnchorDocument {
  readonly _id: number;
  readonly statement: Statement;
  /** Ed25519 over the canonical form of the statement, base64. */
  readonly signature: string;
  readonly heads: readonly Head[];
}

/** A public key that statements were signed with; the id is what they call it by. */
export interface AnchorKeyDocument {
  readonly _id: string;
  /** PEM. */
  readonly publicKey: string;
}

const whole = { versionKey: false, strict: 'throw', minimize: false } as const;

const leafDefinition = {
  _id: { type: Number, required: true },
  kind: { type: String, enum: LEAF_KINDS, required: true },
  of: { type: String, required: true },
  seq: { type: Number, required: true },
  hash: { type: String, required: true },
} as const;

export const leafSchema = new Schema(leafDefinition, { collection: 'proofLeaves', ...whole });
leafSchema.index({ kind: 1, of: 1, seq: 1 }, { unique: true });

const anchorDefinition = {
  _id: { type: Number, required: true },
  statement: Schema.Types.Mixed,
  signature: { type: String, required: true },
  heads: [Schema.Types.Mixed],
} as const;

export const anchorSchema = new Schema(anchorDefinition, { collection: 'proofAnchors', ...whole });
anchorSchema.index({ 'statement.size': 1 });
