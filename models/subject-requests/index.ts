import { Schema } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import { seal, unseal, type Plan, type Sealing } from '../sealing';

/** What of a customer was looked for. */
export const SUBJECT_FIELDS = ['phone', 'email', 'account', 'name'] as const;
export type SubjectField = (typeof SUBJECT_FIELDS)[number];

/**
 * A customer has asked what is kept about them. By what they were looked for is not kept: only which cases were found by
 * it, so that the same answer can be taken out again.
 */
export interface SubjectRequest {
  /** A UUID. */
  readonly _id: string;
  /** User id of who asked for them. */
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  readonly fields: readonly SubjectField[];
  /** The numbers of the cases that were found, the oldest first. */
  readonly numbers: readonly string[];
  readonly elsewhere: Elsewhere;
}

/** What was found that is no case, by its ids. */
export interface Elsewhere {
  readonly followUps: readonly string[];
  readonly mails: readonly string[];
  readonly importRows: readonly string[];
}

export interface SubjectRequestStore {
  add(request: SubjectRequest): Promise<void>;
  find(id: string): Promise<SubjectRequest | undefined>;
}

const definition = {
  _id: { type: String, required: true },
  by: { type: String, required: true },
  at: { type: Date, required: true },
  reason: { type: String, required: true },
  sealed: Buffer,
  fields: { type: [String], required: true },
  numbers: { type: [String], required: true },
  elsewhere: { type: Schema.Types.Mixed, required: true },
} as const;

const subjectRequestSchema = new Schema(definition, {
  collection: 'subjectRequests',
  versionKey: false,
  strict: 'throw',
});

/**
 * Opens the store on a connection.
 *
 * @param sealing seals the reasons, with the key of the system
 */
export function createSubjectRequestStore(connection: Connection, sealing: Sealing): SubjectRequestStore {
  connection.model('SubjectRequest', subjectRequestSchema);
  const requests: Collection<SubjectRequest> = connection.collection<SubjectRequest>('subjectRequests');
  return {
    add: async (request) => {
      await requests.insertOne(await seal(sealing, placeOf(request), request, PLAN));
    },
    find: async (id) => {
      const stored = await requests.findOne({ _id: id });
      return stored ? unseal(sealing, placeOf(stored), stored) : undefined;
    },
  };
}

const PLAN = {
  _id: 'plain',
  by: 'plain',
  at: 'plain',
  reason: 'sealed',
  fields: 'plain',
  numbers: 'plain',
  elsewhere: 'plain',
} as const satisfies Plan<SubjectRequest>;

function placeOf({ _id }: SubjectRequest) {
  return { owner: 'subject requests', as: _id };
}
