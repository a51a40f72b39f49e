import type { Messages } from '../zh';
import type { noticeWords as zh } from '../zh/notices';

export const noticeWords: Messages<typeof zh> = {
  'notices.title': 'Notices',
  'notices.bell': 'Notices',
  'notices.bell-unread': 'Notices, {n} unread',
  'notices.read-all': 'Mark all read',
  'notices.more': 'Earlier ones',
  'notices.none': 'Nothing yet.',
  'notices.none-more': 'When a case comes to you, is due soon, or needs you, it is said here.',
  'notices.unread': 'Unread',
  'notices.open': 'Open',
};
