import type { Messages } from '../zh';
import type { customerWords as chinese } from '../zh/customer';

export const customerWords: Messages<typeof chinese> = {
  'link.title': 'Customer’s link',
  'link.until': 'Valid until',
  'link.over': 'Expired',
  'link.opened': 'Last opened',
  'link.never': 'Not opened yet',
  'link.sent-by': 'Sent by',
  'link.by.email': 'E-mail',
  'link.by.sms': 'Text message',
  'link.by.nobody': 'Can’t be sent: read it out',
  'link.url': 'Link',
  'link.renew': 'Replace and send again',
  'link.renew.reason': 'Why it is replaced',
  'link.renew.warning':
    'The old link stops working at once. The new one goes to the mailbox or phone on record.',
  'link.renewed': 'The new link was sent',
  'link.not-sent': 'There is a new link, but it could not be sent. Try again later.',
  'link.code': 'Read out a code',
  'link.code.reason': 'How you made sure (such as: called the number on record)',
  'link.code.warning':
    'Call the number on record, and make sure who answers. The code counts once, for 10 minutes.',
  'link.code.shown': 'Code: {code}',
  'link.send': 'OK',
  'link.cancel': 'Cancel',
};
