import { activityInfo } from '@temporalio/activity';
import type { NoticeStore } from '../../models/notices';
import { bilingual } from '../../models/notices/compose';
import { text } from '../../models/notices/texts';
import type { Directory } from '../../models/people';
import type { WebhookDocument } from '../../models/webhooks';
import { givingSignsOfLife } from '../sign-of-life';
import { sendDueMails, type DueMailDependencies } from './due-mails';
import { sendDueToWebhooks, type WebhookDependencies } from './webhooks/send-due';

/** How many were tried. */
export interface DueSent {
  readonly mails: number;
  readonly messages: number;
}

export interface DueActivities {
  /** Sends what has waited for its time: mails over quiet hours and digests, and messages to webhooks. */
  sendDue(): Promise<DueSent>;
}

export type DueDependencies = DueMailDependencies &
  Omit<WebhookDependencies, 'tellDisabled'> & { readonly directory: Pick<Directory, 'person' | 'users'> };

/** Makes the `sendDue` activity. One that is killed leaves what it did not reach to the next. */
export function createSendDue(dependencies: DueDependencies): DueActivities {
  const tellDisabled = (webhook: WebhookDocument, at: Date) => tellOfDisabled(dependencies, webhook, at);
  const send = givingSignsOfLife(async () => {
    const now = activityInfo().currentAttemptScheduledTimestampMs;
    const [mails, messages] = await Promise.all([
      sendDueMails(dependencies, now),
      sendDueToWebhooks({ ...dependencies, tellDisabled }, now),
    ]);
    return { mails, messages };
  });
  return { sendDue: () => send(undefined) };
}

const TEMPLATE = 'webhook-disabled';

/** Every administrator finds it in the console, and by mail with the next sweep. */
async function tellOfDisabled(
  { notices, directory }: { notices: NoticeStore; directory: Pick<Directory, 'users'> },
  { _id: number, title, host, disabledBecause }: WebhookDocument,
  at: Date,
): Promise<void> {
  const time = at.toISOString();
  const { each } = bilingual((language) => {
    const why = text(language, `${TEMPLATE}.${disabledBecause ?? 'failing'}`);
    const part = (key: string) => text(language, `${TEMPLATE}.staff.${key}`, { title, host, why });
    return { subject: part('subject'), text: part('body') };
  });
  const administrators = (await directory.users()).filter(
    ({ roles, disabled }) => roles.includes('administrator') && disabled !== true,
  );
  const written = await notices.write(
    administrators.map(({ _id: recipient }) => ({
      number,
      // Each time that it is disabled is told.
      seq: Math.floor(at.getTime() / 1000),
      template: TEMPLATE,
      recipient,
      channel: 'email' as const,
    })),
    time,
  );
  for (const { id, recipient } of written) {
    await notices.show(id, recipient, each);
    await notices.hold(id, time, false);
  }
}
