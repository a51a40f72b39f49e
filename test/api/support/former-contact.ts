import type { KeyObject } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createCaseKeyStore } from '../../../models/case-keys';
import { seal } from '../../../models/sealing';
import { createMasterKey, createSealing } from '../../../platform/codec';

/** What somebody entered about a contact with a customer. */
interface Contact {
  readonly _id: string;
  readonly at: string;
  readonly customer: string;
  readonly content: string;
}

/** Stores a contact as it was before each had a key of its own. */
export async function formerContact(
  connection: Connection,
  masterKey: KeyObject,
  contact: Contact,
): Promise<void> {
  const sealing = createSealing(createCaseKeyStore(connection, createMasterKey(masterKey)));
  const at = new Date(contact.at);
  const document = { ...contact, by: { user: 'agent', roles: ['agent'] }, enteredAt: at, at };
  const place = { owner: 'calendar of duties', as: `follow-up ${contact._id}` };
  await connection
    .collection<{ _id: string }>('followUps')
    .insertOne(await seal(sealing, place, document, PLAN));
}

const PLAN = {
  _id: 'plain',
  by: 'plain',
  enteredAt: 'plain',
  at: 'plain',
  method: 'plain',
  reason: 'plain',
  customer: 'sealed',
  content: 'sealed',
  problems: 'sealed',
} as const;
