import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CUSTOMER } from '../../domain/people/actor';
import type { Attachment, AttachmentStore } from '../../models/attachments';
import type { Case } from '../../domain/case/case';
import { downloadOf } from '../attachments/download';
import { LARGEST_FILE, receiveFile } from '../attachments/upload';
import { BY_CODE } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import type { Reply } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { caseByLink } from './case-of-link';
import { LINK_PROBLEMS, sendCommand, takenSchema } from './commands';
import { ROOT, TAG } from './place';
import { filesForCustomer } from './record';
import type { CustomerServices } from './services';

/** Files of one case that its customer may send: pictures and a few documents, and not a disk. */
export const MOST_FILES = 20;

/** The kind of evidence that the customer sent themselves. */
const FROM_CUSTOMER = 'from-customer';

const form = z.object({
  file: z.string().meta({ format: 'binary', description: 'The file, 20 MB at the most' }),
});

/** Files that the customer sends, and those that they may read. */
export function customerFileRoutes(services: CustomerServices): Route[] {
  return [sending(services), reading(services)];
}

function sending(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/files`,
      allow: BY_CODE,
      id: 'sendCustomerFile',
      tag: TAG,
      summary: 'Send us a file',
      takes: 'multipart',
      form,
      answers: { 200: { description: 'It is on the record.', body: takenSchema } },
      problems: [...BODY_PROBLEMS, 'not-admitted', 'not-yet', ...LINK_PROBLEMS],
    },
    async ({ caller, request, response }) => {
      const { state } = await caseByLink(services, caller);
      const attachment = await keepFromCustomer(services.attachments, state, request, response);
      return sendCommand(services, { caller, request }, evidenceOf(attachment));
    },
  );
}

/**
 * Keeps a file that a customer sends for their case.
 *
 * @throws {Problem} `invalid` once there are too many, or as any upload is refused
 */
export async function keepFromCustomer(
  attachments: AttachmentStore,
  state: Case,
  request: Request,
  response: Response,
): Promise<Attachment> {
  if (state.evidence.filter(({ by }) => by === CUSTOMER.user).length >= MOST_FILES) {
    throw invalidField(
      'file',
      `No more than ${MOST_FILES} files can be sent. Write to us, and we will call.`,
    );
  }
  return receiveFile(request, response, (file) =>
    attachments.store({
      ...file,
      maxBytes: LARGEST_FILE,
      uploadedBy: CUSTOMER.user,
      at: new Date().toISOString(),
    }),
  );
}

/** The command that puts the file on the record. */
export function evidenceOf({ id, filename }: Attachment) {
  return {
    command: 'add-evidence',
    commandId: randomUUID(),
    payload: { title: filename, kind: FROM_CUSTOMER, attachment: id, visibility: 'customer' },
  } as const;
}

function reading(services: CustomerServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/files/{id}`,
      allow: BY_CODE,
      id: 'readCustomerFile',
      tag: TAG,
      summary: 'Download a file of the case',
      params: z.object({ id: z.string().max(100) }),
      answers: { 200: { description: 'The file', contentType: 'application/octet-stream' } },
      problems: ['not-found', 'not-yet', ...LINK_PROBLEMS],
    },
    async ({ caller, params: { id }, request }): Promise<Reply> => {
      const { _id: number, state } = await caseByLink(services, caller);
      const isTheirs = filesForCustomer(state).some(({ attachment }) => attachment === id);
      const opened = isTheirs ? await services.attachments.open(id) : undefined;
      if (!opened) throw new Problem('not-found', 'There is no such file for you in this case.');
      await accountFor(services.accessRecord, request, CUSTOMER, { action: 'readCustomerFile', number });
      return downloadOf(opened);
    },
  );
}
