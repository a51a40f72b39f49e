import type { Letter } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import type { Mailer } from '../../platform/mail';
import type { SmsGateway } from '../../platform/sms';

/** Sends what is addressed to a phone number, as a mailer sends what is addressed to a mailbox. */
export function mailerOverSms(gateway: SmsGateway): Mailer {
  return {
    send: (mail) => gateway.send({ id: mail.id, to: mail.to.address, text: mail.text }),
    close: () => undefined,
  };
}

/** A text message has no subject, and one language: each further part of it costs as much again. */
export function smsLetter(values: Readonly<Record<'number' | 'customerLink', string>>): Letter {
  const words = (language: 'zh' | 'en') => ({
    subject: '',
    text: text(language, 'customer-link.sms', values),
  });
  const each = { zh: words('zh'), en: words('en') };
  return { ...each.zh, each };
}
