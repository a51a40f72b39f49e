import { canonicalJson } from '../../domain/proof/canonical';
import { leafHash } from '../../domain/proof/merkle';
import { sha256, sha256Hex } from './sha256';
import { storedForm } from './stored-form';

/** What the log has leaves of: events of cases and of tasks, archived runs, entries of the access record. */
export const LEAF_KINDS = ['case-event', 'task-event', 'run', 'access'] as const;
export type LeafKind = (typeof LEAF_KINDS)[number];

/** What one leaf of the log says. */
export interface Leaf {
  readonly kind: LeafKind;
  /** Number of the case, id of the task, of the run (`workflowId/runId`), or of the entry. */
  readonly of: string;
  /** Of an event; 0 of all else. */
  readonly seq: number;
  /** Of an event, the hash that chains it; of all else, SHA-256 of its canonical form. In hex. */
  readonly hash: string;
}

/** A leaf with its place in the log, from 0. */
export interface NumberedLeaf extends Leaf {
  readonly index: number;
}

/** The hash of a leaf in the tree (RFC 6962) over the canonical form of what it says. */
export function hashOfLeaf({ kind, of, seq, hash }: Leaf): Uint8Array {
  return leafHash(sha256, Buffer.from(canonicalJson({ kind, of, seq, hash }), 'utf8'));
}

/** What is hashed of a document that is not chained. */
export function contentHash(document: object): string {
  return sha256Hex(storedForm(document));
}
