export { createNoticeStore, noticeId } from './store';
export type { GivenUpReason, Notice, NoticeKey, NoticeStore } from './store';
