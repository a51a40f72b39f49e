export { createNoticeStore, noticeId } from './store';
export type { GivenUpReason, Notice, NoticeDraft, NoticeKey, NoticeStore } from './store';
