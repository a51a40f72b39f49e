export { createAttachmentUse } from './store';
export type { AttachmentUse } from './store';
