import { z } from 'zod';
import { MAIL_OUTCOMES, type MailDocument, type MailStore } from '../../models/mails';
import { instant } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { only } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField } from '../problems';

export interface IncomingMailServices {
  readonly mails: Pick<MailStore, 'list'>;
}

const mailSchema = z
  .object({
    at: instant,
    sender: z.string().meta({ description: 'Masked', example: 'w***@example.com' }),
    outcome: z.enum(MAIL_OUTCOMES).meta({
      description:
        '`held`: its sender has filed too many within an hour. Move it from the folder of held mails back to the inbox to have it filed.',
    }),
    reason: z.string().nullable(),
    number: z.string().nullable().meta({ description: 'The case that it became or was added to' }),
  })
  .meta({ id: 'IncomingMail' });

const query = z.strictObject({ outcome: z.enum(MAIL_OUTCOMES).exactOptional(), limit, cursor });

/** What became of the mails that came: for those who look after the mailbox. */
export function incomingMailRoutes({ mails }: IncomingMailServices): Route[] {
  return [
    route(
      {
        ...noParts,
        method: 'get',
        path: '/api/v1/incoming-mails',
        allow: only('supervisor', 'quality-manager', 'head-of-customer-service', 'administrator', 'auditor'),
        id: 'listIncomingMails',
        tag: 'Incoming mails',
        summary: 'What became of the mails that customers have sent',
        description: 'Held and rejected ones among them. Nothing of what they say.',
        query,
        answers: { 200: { description: 'The newest first', body: pageOf(mailSchema) } },
        problems: ['invalid'],
      },
      async ({ query: { limit: size, outcome, cursor: from } }) => {
        const page = await mails.list(size, outcome, from);
        if (!page)
          throw invalidField('cursor', 'The cursor is not one that this list gave: start again without it.');
        return ok({ ...page, items: page.items.map(mailView) });
      },
    ),
  ];
}

function mailView({ at, shownSender, outcome, reason, number }: MailDocument): z.input<typeof mailSchema> {
  return {
    at: at.toISOString(),
    sender: shownSender,
    outcome,
    reason: reason ?? null,
    number: number ?? null,
  };
}
