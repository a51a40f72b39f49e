import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import { ATTACHMENT_TYPES, type Attachment, type AttachmentStore } from '../../models/attachments';
import type { AttachmentUse } from '../../models/attachment-use';
import { ACTING, READING } from '../complaints/access';
import { instant } from '../complaints/fields';
import { BODY_PROBLEMS } from '../http/body-problems';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { downloadOf } from './download';
import { LARGEST_FILE, receiveFile, type IncomingFile } from './upload';

export interface AttachmentServices {
  readonly attachments: AttachmentStore;
  readonly attachmentUse: AttachmentUse;
}

const ROOT = '/api/v1/attachments';
const tag = 'Attachments';

const attachmentSchema = z
  .object({
    id: z.string(),
    filename: z.string(),
    type: z.enum(ATTACHMENT_TYPES),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string(),
    uploadedBy: z.string(),
    at: instant,
  })
  .meta({ id: 'Attachment' });

const form = z.object({
  file: z.string().meta({ format: 'binary', description: 'The file, 20 MB at the most' }),
});

/** Files for the record: uploaded first, then named by `add-evidence`. */
export function attachmentRoutes(services: AttachmentServices): Route[] {
  return [uploading(services), downloading(services)];
}

function uploading({ attachments }: AttachmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ACTING,
      id: 'uploadAttachment',
      tag,
      summary: 'Upload a file',
      description: 'It becomes part of a case when add-evidence names its id.',
      takes: 'multipart',
      form,
      answers: {
        201: {
          description: 'It is kept.',
          body: attachmentSchema,
          headers: { Location: 'Where it is read' },
        },
      },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, request, response }) => {
      const attachment = await receiveFile(request, response, (file) => keep(attachments, actor, file));
      return { status: 201, headers: { Location: `${ROOT}/${attachment.id}` }, body: attachment };
    },
  );
}

function keep(attachments: AttachmentStore, actor: Actor, file: IncomingFile): Promise<Attachment> {
  return attachments.store({
    ...file,
    maxBytes: LARGEST_FILE,
    uploadedBy: actor.user,
    at: new Date().toISOString(),
  });
}

function downloading({ attachments, attachmentUse }: AttachmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: READING,
      id: 'readAttachment',
      accounting: { action: 'downloadFile', per: 'time' },
      tag,
      summary: 'Download a file',
      description: 'For whoever uploaded it, and whoever sees a case in which it is evidence.',
      params: z.object({ id: z.string().max(100) }),
      answers: { 200: { description: 'The file', contentType: 'application/octet-stream' } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      const known = await attachments.find(id);
      if (!known) throw new Problem('not-found', 'There is no attachment of this id.');
      if (known.uploadedBy !== actor.user && !(await attachmentUse.isSeenBy(actor, id))) {
        throw new Problem('not-allowed', 'This file is for whoever sees a case in which it is evidence.');
      }
      const opened = await attachments.open(id);
      if (!opened) throw new Problem('not-found', 'There is no attachment of this id.');
      return downloadOf(opened);
    },
  );
}
