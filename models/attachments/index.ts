export { ATTACHMENT_TYPES } from './file-types';
export type { AttachmentType } from './file-types';
export { AttachmentRefusedError } from './refused';
export type { AttachmentRefusal } from './refused';
export { createAttachmentStore } from './store';
export type { Attachment, AttachmentStore, Upload } from './store';
