import { LRUCache } from 'lru-cache';
import type { Collection, Connection } from 'mongoose';
import type { Policy, Text } from '../../domain/policy/policy';
import { policySchema, type PolicyDocument } from './documents';
import type { LoadedPack } from './load-packs';
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

/** The packs in all their published versions. */
export interface PolicyStore {
  /** Gives each pack whose rules have changed its next version. Cases that run keep the version they have. */
  publish(packs: readonly LoadedPack[]): Promise<Published[]>;
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
    if (last?.digest === digest) return { id, version: last.version, isNew: false };
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

  return {
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
