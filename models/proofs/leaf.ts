import { canonicalJson } from '../../domain/proof/canonical';
import { leafHash } from '../../domain/proof/merkle';
import { sha256, sha256Hex } from './sha256';
import { storedForm } from './stored-form';

/** What the log has leaves of: events of cases and of tasks, archived runs, entries of the access record, attached files. */
export const LEAF_KINDS = ['case-event', 'task-event', 'run', 'access', 'file'] as const;
export type LeafKind = (typeof LEAF_KINDS)[number];

/** Events are chained to the one before; everything else stands for itself. */
export function isEvent(kind: LeafKind): boolean {
  return kind === 'case-event' || kind === 'task-event';
}

/** What one leaf of the log says. */
export interface Leaf {
  readonly kind: LeafKind;
  /** Number of the case, id of the task, of the run (`workflowId/runId`), of the entry, or of the file. */
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

/**
 * What is hashed of a document that is not chained. Of one that holds what no record holds it is empty: somebody put it
 * there, and that must not keep the log from going on.
 */
export function contentHash(document: object): string {
  try {
    return sha256Hex(storedForm(document));
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}
