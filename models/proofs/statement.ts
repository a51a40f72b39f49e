import { canonicalJson } from '../../domain/proof/canonical';
import type { LeafKind } from './leaf';
import { sha256Hex } from './sha256';

/** What is signed of the log, and exported: how it stood at a time. */
export interface Statement {
  /** Which log. */
  readonly log: string;
  /** From 1, without gaps. */
  readonly number: number;
  /** How many leaves the log had. */
  readonly size: number;
  /** The root over them (RFC 6962), hex. */
  readonly root: string;
  /** The server's time, ISO 8601. */
  readonly at: string;
  /** SHA-256 of the canonical form of the statement before, hex; of the first, zeros. */
  readonly previous: string;
  /** SHA-256 of the canonical form of the heads, hex. */
  readonly heads: string;
  /** Which key it is signed with. */
  readonly key: string;
}

/** How far one case, task, run, or the access record had come: outside MongoDB this names what was taken away. */
export interface Head {
  readonly kind: LeafKind;
  readonly of: string;
  readonly seq: number;
  readonly hash: string;
  /** Its place in the log. */
  readonly leaf: number;
}

/** A statement with its signature, and the heads that it has moved. */
export interface Anchor {
  readonly statement: Statement;
  /** Ed25519 over the canonical form of the statement, base64. */
  readonly signature: string;
  readonly heads: readonly Head[];
}

/** Signs texts. */
export interface Signer {
  /** What its key is called by. */
  readonly key: string;
  /** PEM. */
  readonly publicKey: string;
  /** Ed25519 over the text in UTF-8, base64. */
  sign(text: string): string;
}

/** The first statement follows on none. */
export const NO_STATEMENT = '0'.repeat(64);

/** What the next statement holds of this one. */
export function statementHash(statement: Statement): string {
  return sha256Hex(canonicalJson(statement));
}

/** What a statement holds of its heads. */
export function headsHash(heads: readonly Head[]): string {
  return sha256Hex(canonicalJson(heads));
}

/** What is signed of a statement. */
export function signedText(statement: Statement): string {
  return canonicalJson(statement);
}

/** All entries of the access record are one line of descent, like the events of a case. */
export function ownerOfHead({ kind, of }: { readonly kind: LeafKind; readonly of: string }): string {
  return kind === 'access' ? 'access' : `${kind}/${of}`;
}

/** What a webhook asks for by name to be told of each statement: it is not among the notices of a pack. */
export const ANCHORED = 'proof-anchored';
