import { canonicalJson } from '../../domain/proof/canonical';
import { ANCHORED, type Anchor, type Proofs } from '../../models/proofs';
import type { DeliveryStore, WebhookStore } from '../../models/webhooks';
import type { Logger } from '../../platform/logging';
import type { Mailer } from '../../platform/mail';

export interface TellOfAnchorDependencies {
  readonly anchors: Pick<Proofs['anchors'], 'list'>;
  readonly webhooks: Pick<WebhookStore, 'active'>;
  readonly deliveries: Pick<DeliveryStore, 'write'>;
  readonly mailer: Mailer;
  /** Who is sent statements by e-mail; absent: nobody. */
  readonly mailTo?: string;
  readonly logger: Logger;
}

/**
 * Tells of a new statement: webhooks that ask for it of each, one mailbox of the first of every hour, which the later
 * ones go on from. A mail that does not arrive holds nothing up.
 */
export function createTellOfAnchor(
  dependencies: TellOfAnchorDependencies,
): (newest: Anchor, at: string) => Promise<void> {
  return async (newest, at) => {
    await tellWebhooks(dependencies, newest, at);
    await tellByMail(dependencies, newest, at);
  };
}

async function tellWebhooks(
  { webhooks, deliveries }: TellOfAnchorDependencies,
  { statement, signature }: Anchor,
  at: string,
): Promise<void> {
  const asking = (await webhooks.active()).filter(
    ({ kind, events }) => kind === 'webhook' && events.includes(ANCHORED),
  );
  const content = JSON.stringify({ type: 'proof.anchored', timestamp: at, data: { statement, signature } });
  const drafts = asking.map(({ _id: webhook }) => ({
    webhook,
    key: `${statement.log}/${statement.number}`,
    type: 'proof.anchored',
    content,
  }));
  await deliveries.write(drafts, new Date(at));
}

async function tellByMail(
  { anchors, mailer, mailTo, logger }: TellOfAnchorDependencies,
  { statement, signature }: Anchor,
  at: string,
): Promise<void> {
  if (mailTo === undefined) return;
  const [before] = await anchors.list(statement.number - 2, 1);
  if (before && before.statement.number < statement.number && hourOf(before) === hourOf({ statement }))
    return;
  try {
    await mailer.send({
      id: `anchor-${statement.log}-${statement.number}`,
      to: { name: mailTo, address: mailTo },
      subject: `记录存证 Anchor ${statement.number}`,
      text: [
        '以下为投诉记录日志的签名声明，请妥善保存，供日后核验。',
        'A signed statement of the log of records. Keep it: records can be checked against it later.',
        '',
        canonicalJson(statement),
        '',
        signature,
        '',
      ].join('\n'),
      date: at,
    });
  } catch (error) {
    logger.warn(
      { err: error, anchor: statement.number },
      'An anchor could not be mailed; a later one goes on from it',
    );
  }
}

/** ISO 8601 up to the hour. */
function hourOf({ statement }: Pick<Anchor, 'statement'>): string {
  return statement.at.slice(0, 13);
}
