export { createNoticeStore, noticeId } from './store';
export type {
  GivenUpReason,
  Notice,
  NoticeDraft,
  NoticeKey,
  NoticePlace,
  NoticeStore,
  Said,
  ShownNotice,
  WaitingMail,
} from './store';
export { DIGESTS, NOTICE_CHANNELS } from './settings';
export type { Digest, NoticeChannel, NoticeSettings, NoticeSettingsStore } from './settings';
