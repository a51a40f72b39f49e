import type { Collection, Connection } from 'mongoose';
import type { AnchorDocument, AnchorKeyDocument } from './documents';
import type { NumberedLeaf } from './leaf';
import type { ProofLog } from './log';
import { storedForm } from './stored-form';
import {
  headsHash,
  NO_STATEMENT,
  ownerOfHead,
  signedText,
  statementHash,
  type Anchor,
  type Head,
  type Signer,
  type Statement,
} from './statement';

/** The signed statements about the log. */
export interface AnchorStore {
  newest(): Promise<Anchor | undefined>;
  /** Those after a number, in their order. */
  list(after: number, limit: number): Promise<readonly Anchor[]>;
  /** The canonical form of all of them as they stand in MongoDB, in their order. */
  forms(): AsyncIterable<{ readonly number: number; readonly form: string }>;
  /** The statement of this size of the log. */
  ofSize(size: number): Promise<Anchor | undefined>;
  /**
   * Signs how the log stands now, in as many statements as its new leaves need; returns how many.
   *
   * @param at the server's time, ISO 8601
   */
  sign(log: ProofLog, signer: Signer, at: string): Promise<number>;
  /** The public keys that statements were signed with, by what they call them. */
  keys(): Promise<ReadonlyMap<string, string>>;
}

/** Leaves between two statements at the most: their heads stand in one document. */
const MOST_LEAVES = 20_000;

/** Opens the statements on a connection. */
export function createAnchorStore(connection: Connection): AnchorStore {
  const anchors: Collection<AnchorDocument> = connection.collection<AnchorDocument>('proofAnchors');
  const keys: Collection<AnchorKeyDocument> = connection.collection<AnchorKeyDocument>('proofKeys');

  async function newest(): Promise<Anchor | undefined> {
    const [last] = await anchors.find().sort({ _id: -1 }).limit(1).toArray();
    return last && anchorOf(last);
  }

  async function sign(log: ProofLog, signer: Signer, at: string): Promise<number> {
    const { id, size } = await log.standing();
    let last = (await newest())?.statement;
    let made = 0;
    if ((last?.size ?? 0) < size) await keepKey(signer);
    while ((last?.size ?? 0) < size) {
      const from = last?.size ?? 0;
      const to = Math.min(size, from + MOST_LEAVES);
      const heads = await headsOf(log.between(from, to));
      const statement: Statement = {
        log: id,
        number: (last?.number ?? 0) + 1,
        size: to,
        root: Buffer.from(await log.root(to)).toString('hex'),
        at,
        previous: last ? statementHash(last) : NO_STATEMENT,
        heads: headsHash(heads),
        key: signer.key,
      };
      await keep({ statement, signature: signer.sign(signedText(statement)), heads });
      last = statement;
      made += 1;
    }
    return made;
  }

  /** A second one of the same number is refused by MongoDB. */
  async function keep({ statement, signature, heads }: Anchor): Promise<void> {
    await anchors.insertOne({ _id: statement.number, statement, signature, heads });
  }

  async function keepKey({ key, publicKey }: Signer): Promise<void> {
    await keys.updateOne({ _id: key }, { $setOnInsert: { publicKey } }, { upsert: true });
  }

  return {
    newest,
    sign,
    list: async (after, limit) => {
      const found = await anchors
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(anchorOf);
    },
    forms: () => inOrder(anchors),
    ofSize: async (size) => {
      const found = await anchors.findOne({ 'statement.size': size });
      return found ? anchorOf(found) : undefined;
    },
    keys: async () =>
      new Map((await keys.find().toArray()).map(({ _id, publicKey }) => [_id, publicKey] as const)),
  };
}

async function* inOrder(anchors: Collection<AnchorDocument>) {
  for await (const anchor of anchors.find().sort({ _id: 1 })) {
    yield { number: anchor._id, form: storedForm(anchor) };
  }
}

function anchorOf({ statement, signature, heads }: AnchorDocument): Anchor {
  return { statement, signature, heads };
}

/** The last leaf of each line of descent. */
async function headsOf(leaves: AsyncIterable<NumberedLeaf>): Promise<readonly Head[]> {
  const heads = new Map<string, Head>();
  for await (const { index, kind, of, seq, hash } of leaves) {
    heads.set(ownerOfHead({ kind, of }), { kind, of, seq, hash, leaf: index });
  }
  return [...heads.values()];
}
