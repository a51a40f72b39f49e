/** What one was told. */
export const noticeWords = {
  'notices.title': '通知',
  'notices.bell': '通知',
  'notices.bell-unread': '通知，{n} 条未读',
  'notices.read-all': '全部标为已读',
  'notices.more': '更早的通知',
  'notices.none': '还没有通知。',
  'notices.none-more': '有案件派给您、快到期或需要您处理时，会在这里告诉您。',
  'notices.unread': '未读',
  'notices.open': '打开',
} as const;
