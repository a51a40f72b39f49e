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
  'notices.settings': 'How notices come',
  'notices.settings.mail': 'By e-mail too, not only here',
  'notices.settings.digest': 'E-mails come',
  'notices.settings.digest.none': 'one by one, at once',
  'notices.settings.digest.hourly': 'gathered, once an hour',
  'notices.settings.digest.daily': 'gathered, once a day at 9:00',
  'notices.settings.from': 'Quiet from',
  'notices.settings.to': 'Quiet until',
  'notices.settings.about':
    'What falls into quiet hours is sent at their end; they may go over midnight (time zone {zone}). Broken clocks of red or urgent cases are sent at once in any case.',
  'notices.settings.both': 'Give both times, or none',
  'notices.settings.differ': 'The two times must differ',
  'notices.settings.save': 'Save how notices come',
  'notices.settings.saved': 'Saved',
};
