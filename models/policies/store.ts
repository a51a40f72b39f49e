import { LRUCache } from 'lru-cache';
import type { Collection, Connection, mongo } from 'mongoose';
import type { Policy, Text } from '../../domain/policy/policy';
import { policySchema, type PolicyDocument, type Written } from './documents';
import type { StoredSource } from './draft';
import type { LoadedPack } from './load-packs';
import { TRANSACTION } from '../cases/transaction';
import { isDuplicateKey } from '../duplicate-key';

export interface Published {
  readonly id: string;
  readonly version: number;
  /** False: the rules are those of this version already. */
  readonly isNew: boolean;
}

export interface PackVersions {
  readonly id: string;
  readonly title: Text;
  readonly versions: readonly number[];
}

/** One published version. */
export interface PackVersion {
  readonly version: number;
  /** Absent: it came from a file. */
  readonly written?: Written;
}

/** The packs in all their published versions. */
export interface PolicyStore {
  /**
   * Gives each pack of a file whose rules have changed its next version. Cases that run keep the version they have. A
   * file that is the same as when it was published last takes back nothing that was published in the console since.
   */
  publish(packs: readonly LoadedPack[]): Promise<Published[]>;
  /**
   * Publishes what somebody has written, and what it makes of others, all or nothing.
   *
   * @param basedOn the version of the first pack that it was written on; 0: there is none yet
   * @returns undefined, and nothing is published, if that is not the newest any more
   */
  write(
    packs: readonly [LoadedPack, ...LoadedPack[]],
    basedOn: number,
    written: Written,
  ): Promise<Published[] | undefined>;
  /** The published versions of a pack, the newest first. */
  history(id: string): Promise<PackVersion[]>;
  /** A version as its author wrote it; undefined if there is none. */
  source(id: string, version: number): Promise<string | undefined>;
  /** The newest version of every pack as its author wrote it. */
  sources(): Promise<StoredSource[]>;
  /** The newest version; undefined if there is no such pack. A new one counts everywhere a few seconds later. */
  current(id: string): Promise<Policy | undefined>;
  find(id: string, version: number): Promise<Policy | undefined>;
  /** Every pack with its published versions, the newest first, and the title of the newest. */
  versions(): Promise<PackVersions[]>;
  /** The newest version of every pack. */
  all(): Promise<Policy[]>;
}

const KEPT_VERSIONS = 500;
const CURRENT_KEPT_MS = 5_000;

/** Opens the store on a connection. */
export function createPolicyStore(connection: Connection): PolicyStore {
  connection.model('Policy', policySchema);
  const policies: Collection<PolicyDocument> = connection.collection<PolicyDocument>('policies');
  const versions = new LRUCache<string, Policy>({ max: KEPT_VERSIONS });
  const newest = new LRUCache<string, Policy>({ max: KEPT_VERSIONS, ttl: CURRENT_KEPT_MS });

  async function publishOne(pack: LoadedPack): Promise<Published> {
    const { id, digest, source, rules } = pack;
    const last = await policies.findOne({ id }, { sort: { version: -1 } });
    const lastOfFile = last?.written
      ? await policies.findOne({ id, written: { $exists: false } }, { sort: { version: -1 } })
      : last;
    if (last && (last.digest === digest || lastOfFile?.digest === digest)) {
      return { id, version: last.version, isNew: false };
    }
    const version = (last?.version ?? 0) + 1;
    const policy: Policy = { ...rules, version };
    try {
      await policies.insertOne({ _id: `${id}@${version}`, id, version, digest, source, policy });
    } catch (error) {
      // Another process publishes too: look again at what is the last version now.
      if (isDuplicateKey(error)) return publishOne(pack);
      throw error;
    }
    newest.delete(id);
    return { id, version, isNew: true };
  }

  /** The document of the version after `last`; undefined if the rules are those of that one. */
  function next(
    { id, digest, source, rules }: LoadedPack,
    last: Pick<PolicyDocument, 'version' | 'digest'> | null,
    written: Written,
  ): PolicyDocument | undefined {
    if (last?.digest === digest) return undefined;
    const version = (last?.version ?? 0) + 1;
    return { _id: `${id}@${version}`, id, version, digest, source, policy: { ...rules, version }, written };
  }

  async function writeAll(
    packs: readonly [LoadedPack, ...LoadedPack[]],
    basedOn: number,
    written: Written,
    session: mongo.ClientSession,
  ): Promise<Published[] | undefined> {
    const published: Published[] = [];
    for (const pack of packs) {
      const last = await policies.findOne({ id: pack.id }, { sort: { version: -1 }, session });
      if (pack === packs[0] && (last?.version ?? 0) !== basedOn) return undefined;
      const document = next(pack, last, written);
      if (document) await policies.insertOne(document, { session });
      const version = document?.version ?? last?.version ?? basedOn;
      published.push({ id: pack.id, version, isNew: document !== undefined });
      // What changes nothing itself changes nothing above it.
      if (!document && pack === packs[0]) return published;
    }
    return published;
  }

  return {
    write: async (packs, basedOn, written) => {
      const session = await connection.startSession();
      try {
        const published = await session.withTransaction(
          () => writeAll(packs, basedOn, written, session),
          TRANSACTION,
        );
        for (const { id } of published ?? []) newest.delete(id);
        return published;
      } catch (error) {
        // Somebody else has published in the same moment.
        if (isDuplicateKey(error)) return undefined;
        throw error;
      } finally {
        await session.endSession();
      }
    },
    history: async (id) => {
      const found = await policies
        .find({ id })
        .sort({ version: -1 })
        .project<PackVersion>({ _id: 0, version: 1, written: 1 })
        .toArray();
      return found;
    },
    source: async (id, version) => (await policies.findOne({ _id: `${id}@${version}` }))?.source,
    sources: () =>
      policies
        .aggregate<StoredSource>([
          { $sort: { id: 1, version: -1 } },
          { $group: { _id: '$id', newest: { $first: '$$ROOT' } } },
          { $replaceRoot: { newRoot: '$newest' } },
          { $sort: { id: 1 } },
          { $project: { _id: 0, id: 1, version: 1, digest: 1, source: 1 } },
        ])
        .toArray(),
    publish: async (packs) => {
      const published: Published[] = [];
      for (const pack of packs) published.push(await publishOne(pack));
      return published;
    },
    current: async (id) => {
      const kept = newest.get(id);
      if (kept) return kept;
      const found = await policies.findOne({ id }, { sort: { version: -1 } });
      if (found) newest.set(id, found.policy);
      return found?.policy;
    },
    find: async (id, version) => {
      const name = `${id}@${version}`;
      const kept = versions.get(name);
      if (kept) return kept;
      const found = await policies.findOne({ _id: name });
      if (found) versions.set(name, found.policy);
      return found?.policy;
    },
    versions: () =>
      policies
        .aggregate<PackVersions>([
          { $sort: { id: 1, version: -1 } },
          { $group: { _id: '$id', title: { $first: '$policy.title' }, versions: { $push: '$version' } } },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, id: '$_id', title: 1, versions: 1 } },
        ])
        .toArray(),
    all: async () => {
      const found = await policies
        .aggregate<PolicyDocument>([
          { $sort: { id: 1, version: -1 } },
          { $group: { _id: '$id', newest: { $first: '$$ROOT' } } },
          { $replaceRoot: { newRoot: '$newest' } },
          { $sort: { id: 1 } },
        ])
        .toArray();
      return found.map(({ policy }) => policy);
    },
  };
}
