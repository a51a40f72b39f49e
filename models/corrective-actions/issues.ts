import type { Collection, Connection } from 'mongoose';
import type { ActionTerms } from '../../domain/corrective-action/corrective-action';
import { IdempotencyKeyReusedError, KEY_KEPT_MS, type IdempotencyKey } from '../intakes';
import type { CounterDocument, IdempotencyKeyDocument } from '../intakes/documents';
import { nextNumber } from '../intakes/numbers';
import { SAFE } from '../write-concern';
import { issueSchema, type IssueDocument } from './documents';
import { isDuplicateKey } from '../duplicate-key';
import { seal, unseal, type Plan, type Sealing } from '../sealing';
import { TERMS_PLAN } from './plans';

/** Corrective actions that come from no case, from their issue to their workflow's start. */
export interface IssueStore {
  /**
   * Stores what was issued under a number of its own; acknowledged by the majority before it returns. A repeat with the
   * same key gets what the first one made.
   *
   * @throws {IdempotencyKeyReusedError} if the caller's key came with another body in the last 30 days
   */
  issue(
    terms: Omit<ActionTerms, 'id'>,
    idempotency?: IdempotencyKey,
  ): Promise<{ readonly issue: IssueDocument; readonly repeated: boolean }>;
  findIssue(id: string): Promise<IssueDocument | undefined>;
  /** Issued before a time, and not taken in by Temporal yet. */
  unstarted(olderThan: Date, limit: number): Promise<IssueDocument[]>;
  markStarted(id: string): Promise<void>;
}

/**
 * Opens the store on a connection on which that of the intakes is open: callers' keys are kept there, with their index.
 *
 * @param zone IANA zone of the company: the day in a number is counted in it
 */
export function createIssueStore(connection: Connection, zone: string, sealing: Sealing): IssueStore {
  connection.model('CorrectiveActionIssue', issueSchema);
  const issues: Collection<IssueDocument> = connection.collection<IssueDocument>('correctiveActionIssues');
  const keys: Collection<IdempotencyKeyDocument> =
    connection.collection<IdempotencyKeyDocument>('idempotencyKeys');
  const counters: Collection<CounterDocument> = connection.collection<CounterDocument>('counters');

  async function issue(terms: Omit<ActionTerms, 'id'>, idempotency?: IdempotencyKey) {
    const earlier = idempotency && (await made(idempotency));
    if (earlier) return { issue: earlier, repeated: true };
    const issuedAt = new Date(terms.issuedAt);
    const id = await nextNumber(counters, issuedAt, zone, 'R');
    const document: IssueDocument = { _id: id, terms: { id, ...terms }, issuedAt, awaitsStart: true };
    try {
      await store(document, idempotency);
    } catch (error) {
      // Another request with the same key was quicker.
      const winner = idempotency && isDuplicateKey(error) ? await made(idempotency) : undefined;
      if (!winner) throw error;
      return { issue: winner, repeated: true };
    }
    return { issue: document, repeated: false };
  }

  /** Key and issue are stored together or not at all. */
  async function store(document: IssueDocument, idempotency: IdempotencyKey | undefined): Promise<void> {
    const stored = await seal(sealing, placeOf(document), document, PLAN);
    const session = await connection.startSession();
    try {
      await session.withTransaction(
        async () => {
          const expiresAt = new Date(document.issuedAt.getTime() + KEY_KEPT_MS);
          if (idempotency) {
            await keys.insertOne({ ...idempotency, number: document._id, expiresAt }, { session });
          }
          await issues.insertOne(stored, { session, ignoreUndefined: true });
        },
        { writeConcern: SAFE },
      );
    } finally {
      await session.endSession();
    }
  }

  async function made({ caller, key, digest }: IdempotencyKey): Promise<IssueDocument | undefined> {
    const known = await keys.findOne({ caller, key });
    if (!known) return undefined;
    const document = known.digest === digest ? await issues.findOne({ _id: known.number }) : null;
    if (!document) throw new IdempotencyKeyReusedError();
    return opened(document);
  }

  function opened(stored: IssueDocument): Promise<IssueDocument> {
    return unseal(sealing, placeOf(stored), stored);
  }

  return {
    issue,
    findIssue: async (id) => {
      const found = await issues.findOne({ _id: id });
      return found ? opened(found) : undefined;
    },
    unstarted: async (olderThan, limit) => {
      const found = await issues
        .find({ awaitsStart: true, issuedAt: { $lt: olderThan } })
        .sort({ issuedAt: 1 })
        .limit(limit)
        .toArray();
      return Promise.all(found.map(opened));
    },
    markStarted: async (id) => {
      await issues.updateOne({ _id: id }, { $unset: { awaitsStart: true } });
    },
  };
}

const PLAN = {
  _id: 'plain',
  terms: TERMS_PLAN,
  issuedAt: 'plain',
  awaitsStart: 'plain',
} as const satisfies Plan<IssueDocument>;

function placeOf({ _id }: IssueDocument) {
  return { owner: _id, as: 'issue' };
}
