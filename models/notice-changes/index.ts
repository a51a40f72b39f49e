export { createNoticeChanges } from './watch';
export type { NoticeChanges, NoticeChangeStream } from './watch';
