import { randomBytes } from 'node:crypto';
import type { Collection } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key';
import type { CustomerLinkDocument } from './schema';

const ID_BYTES = 16;

/** The links of all cases: at most one of a case is current. */
export interface LinkStore {
  /** The current link of a case, made if there is none that is valid at `at`; of several at once, all get the same. */
  keep(number: string, at: Date): Promise<CustomerLinkDocument>;
  /** Withdraws the current link, if there is one, and makes another. */
  renew(number: string, madeBy: string, at: Date): Promise<CustomerLinkDocument>;
  find(id: string): Promise<CustomerLinkDocument | undefined>;
  currentOf(number: string): Promise<CustomerLinkDocument | undefined>;
  noteOpened(id: string, at: Date): Promise<void>;
}

/** @param lifetimeMs how long a link opens its case */
export function createLinks(links: Collection<CustomerLinkDocument>, lifetimeMs: number): LinkStore {
  async function currentOf(number: string): Promise<CustomerLinkDocument | undefined> {
    return (await links.findOne({ number, current: true })) ?? undefined;
  }

  async function keep(number: string, at: Date): Promise<CustomerLinkDocument> {
    const current = await currentOf(number);
    if (current && current.expiresAt > at) return current;
    if (current) await withdraw(current, at);
    return made(number, at);
  }

  async function renew(number: string, madeBy: string, at: Date): Promise<CustomerLinkDocument> {
    const current = await currentOf(number);
    if (current) await withdraw(current, at);
    return made(number, at, madeBy);
  }

  async function withdraw({ _id }: CustomerLinkDocument, at: Date): Promise<void> {
    await links.updateOne(
      { _id, current: true },
      { $set: { withdrawnAt: at }, $unset: { current: true, code: true } },
    );
  }

  /** The unique index decides between those who make one at once: the others get the one that was made. */
  async function made(number: string, at: Date, madeBy?: string): Promise<CustomerLinkDocument> {
    const link: CustomerLinkDocument = {
      _id: randomBytes(ID_BYTES).toString('hex'),
      number,
      current: true,
      madeAt: at,
      ...(madeBy !== undefined && { madeBy }),
      expiresAt: new Date(at.getTime() + lifetimeMs),
    };
    try {
      await links.insertOne(link);
      return link;
    } catch (error) {
      const winner = isDuplicateKey(error) ? await currentOf(number) : undefined;
      if (winner) return winner;
      throw error;
    }
  }

  return {
    keep,
    renew,
    currentOf,
    find: async (id) => (await links.findOne({ _id: id })) ?? undefined,
    noteOpened: async (id, at) => {
      await links.updateOne({ _id: id }, { $max: { lastOpenedAt: at } });
    },
  };
}
