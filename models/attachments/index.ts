export { ATTACHMENT_TYPES, mediaTypeOf } from './file-types';
export type { AttachmentType } from './file-types';
export { safeFilename } from './filename';
export { AttachmentRefusedError } from './refused';
export type { AttachmentRefusal } from './refused';
export { createAttachmentStore } from './store';
export type { Attachment, AttachmentStore, OpenedAttachment, Upload } from './store';
