import { Schema } from 'mongoose';
import type { Collection, Connection } from 'mongoose';
import type { Actor } from '../../domain/people/actor';
import { visibleTo, type CaseDocument } from '../cases';

/** Where attachments are used. */
export interface AttachmentUse {
  /** Whether it is evidence in a case that the actor may see. */
  isSeenBy(actor: Actor, attachment: string): Promise<boolean>;
  /** The numbers of the cases in which it is evidence. */
  casesWith(attachment: string): Promise<readonly string[]>;
}

const EVIDENCE = 'state.evidence.attachment';

/** Nothing but the index by which cases are found by their evidence. */
const usedIn = new Schema({}, { collection: 'cases', autoCreate: false, strict: false });
usedIn.index({ [EVIDENCE]: 1 }, { sparse: true });

/** Looks attachments up in the read models of the cases. */
export function createAttachmentUse(connection: Connection): AttachmentUse {
  connection.model('AttachmentUse', usedIn);
  const cases: Collection<CaseDocument> = connection.collection<CaseDocument>('cases');
  return {
    isSeenBy: async (actor, attachment) => {
      const found = await cases.findOne(
        { $and: [{ [EVIDENCE]: attachment }, visibleTo(actor)] },
        { projection: { _id: 1 } },
      );
      return found !== null;
    },
    casesWith: async (attachment) => {
      const found = await cases.find({ [EVIDENCE]: attachment }, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => _id);
    },
  };
}
