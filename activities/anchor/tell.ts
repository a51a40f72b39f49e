import { canonicalJson } from '../../domain/proof/canonical';
import { ANCHORED, type Anchor, type Proofs } from '../../models/proofs';
import type { DeliveryStore, WebhookStore } from '../../models/webhooks';
import type { AnchorFile } from '../../platform/anchor-file';
import type { Logger } from '../../platform/logging';
import { RefusedForGood, type Mailer } from '../../platform/mail';

export interface TellOfAnchorDependencies {
  readonly anchors: Pick<Proofs['anchors'], 'list' | 'newest'>;
  readonly file: Pick<AnchorFile, 'told' | 'keepTold'>;
  readonly webhooks: Pick<WebhookStore, 'active'>;
  readonly deliveries: Pick<DeliveryStore, 'write'>;
  readonly mailer: Mailer;
  /** Who is sent statements by e-mail; absent: nobody. */
  readonly mailTo?: string;
  readonly logger: Logger;
}

const AT_ONCE = 100;
/** As many statements as a day has at the most, a few more or less. */
const OF_A_DAY = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Tells of the statements that nobody was told of yet: webhooks that ask for it of each, one mailbox of the first of every
 * hour, which the later ones go on from. A mail that does not arrive keeps no webhook waiting.
 *
 * @param at the server's time, ISO 8601
 * @returns the number of the last that is told now
 * @throws {NotHandedOver} if mails are not taken now: all since then are told again later, under the same ids
 */
export async function tellOfAnchors(dependencies: TellOfAnchorDependencies, at: string): Promise<number> {
  const { anchors, file } = dependencies;
  const told = await toldBefore(dependencies, at);
  let last = told;
  for await (const anchor of after(anchors, told)) {
    await tellWebhooks(dependencies, anchor, at);
    last = anchor.statement.number;
  }
  let before = (await anchors.list(told - 1, 1)).find(({ statement }) => statement.number === told);
  for await (const anchor of after(anchors, told)) {
    if (!before || hourOf(before) !== hourOf(anchor)) await tellByMail(dependencies, anchor);
    before = anchor;
  }
  if (last !== told) await file.keepTold(last);
  return last;
}

/** The last that others were told of. Where nobody knows, as the folder is new, those of the last day are still to be told. */
async function toldBefore(
  { anchors, file }: Pick<TellOfAnchorDependencies, 'anchors' | 'file'>,
  at: string,
): Promise<number> {
  const newest = (await anchors.newest())?.statement.number ?? 0;
  const told = await file.told();
  // Beyond the newest it is of another log, or of a later state of this one.
  if (told !== undefined && told <= newest) return told;
  const found = await anchors.list(Math.max(0, newest - OF_A_DAY), OF_A_DAY);
  const since = Date.parse(at) - DAY_MS;
  const first = found.find(({ statement }) => Date.parse(statement.at) >= since);
  return first ? first.statement.number - 1 : newest;
}

async function* after(anchors: TellOfAnchorDependencies['anchors'], told: number): AsyncGenerator<Anchor> {
  for (let last = told; ;) {
    const next = await anchors.list(last, AT_ONCE);
    yield* next;
    if (next.length < AT_ONCE) return;
    last = next.at(-1)?.statement.number ?? last;
  }
}

async function tellWebhooks(
  { webhooks, deliveries }: TellOfAnchorDependencies,
  { statement, signature }: Anchor,
  at: string,
): Promise<void> {
  const asking = (await webhooks.active()).filter(
    ({ kind, events }) => kind === 'webhook' && events.includes(ANCHORED),
  );
  const data = { statement, signature };
  const content = JSON.stringify({ type: 'proof.anchored', timestamp: statement.at, data });
  const drafts = asking.map(({ _id: webhook }) => ({
    webhook,
    key: `${statement.log}/${statement.number}`,
    type: 'proof.anchored',
    content,
  }));
  await deliveries.write(drafts, new Date(at));
}

async function tellByMail(
  { mailer, mailTo, logger }: TellOfAnchorDependencies,
  { statement, signature }: Anchor,
): Promise<void> {
  if (mailTo === undefined) return;
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
      date: statement.at,
    });
  } catch (error) {
    if (!(error instanceof RefusedForGood)) throw error;
    logger.warn({ err: error, anchor: statement.number }, 'The mailbox of the anchors refuses mails');
  }
}

/** ISO 8601 up to the hour. */
function hourOf({ statement }: Anchor): string {
  return statement.at.slice(0, 13);
}
