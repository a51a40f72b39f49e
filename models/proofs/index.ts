import type { Connection } from 'mongoose';
import { createAnchorStore, type AnchorStore } from './anchors';
import { proofOfCase, type CaseProof } from './case-proof';
import { anchorSchema, leafSchema } from './documents';
import { createRecordFeed, type RecordFeed } from './feed';
import { openProofLog, type ProofLog } from './log';

export type { AnchorStore } from './anchors';
export { headsOf, PROOF_FORMAT } from './case-proof';
export type { CaseProof, ProvenRecord } from './case-proof';
export { idsOfCase } from './case-ids';
export { chainProblems, type ChainProblem } from './chain-problems';
export { findingsIn, isSigned } from './checked-proof';
export type { RecordFinding, RecordProblem } from './checked-proof';
export { hashAfter, type Link } from './chain';
export { createRecordFeed } from './feed';
export type { Portion, RecordFeed } from './feed';
export { contentHash, hashOfLeaf, isEvent, LEAF_KINDS } from './leaf';
export type { Leaf, LeafKind, NumberedLeaf } from './leaf';
export { LogMovedError } from './log';
export type { IdRange, ProofLog } from './log';
export { storedForm } from './stored-form';
export { ANCHORED, headsHash, NO_STATEMENT, ownerOfHead, signedText, statementHash } from './statement';
export type { Anchor, Head, Signer, Statement } from './statement';
export { MissingTileError, TILE_WIDTH } from './tiles';

/** What the records are proven by: the log of their hashes, and the signed statements about it. */
export interface Proofs {
  readonly log: ProofLog;
  readonly anchors: AnchorStore;
  readonly feed: RecordFeed;
  /** What an outsider checks a case by: the records of it, its work orders and corrective actions, and archived runs. */
  ofCase(number: string): Promise<CaseProof>;
}

/** Opens it on a connection. */
export function openProofs(connection: Connection): Proofs {
  connection.model('ProofLeaf', leafSchema);
  connection.model('ProofAnchor', anchorSchema);
  const log = openProofLog(connection);
  const anchors = createAnchorStore(connection);
  return {
    log,
    anchors,
    feed: createRecordFeed(connection),
    ofCase: (number) => proofOfCase(connection, { log, anchors }, number),
  };
}
