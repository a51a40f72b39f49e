import { ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { createAnchor, type AnchorActivities } from '../activities/anchor';
import type { Mailer } from '../activities/notify';
import type { Proofs } from '../models/proofs';
import type { AnchorSettings } from '../platform/anchor-config';
import { openAnchorFile } from '../platform/anchor-file';
import { createAnchorSigner } from '../platform/anchor-key';
import type { Logger } from '../platform/logging';
import type { Stores } from './compose';
import { ANCHOR_SCHEDULE } from './schedules';

export interface AnchorComposition {
  readonly settings: AnchorSettings;
  readonly mailer: Mailer;
  readonly logger: Logger;
}

/** The activities that number new records, sign the log of them, and tell of it, over real stores. */
export function composeAnchor(
  proofs: Proofs,
  { webhooks, deliveries }: Pick<Stores, 'webhooks' | 'deliveries'>,
  { settings, mailer, logger }: AnchorComposition,
): AnchorActivities {
  const { key, directory, mailTo } = settings;
  const file = openAnchorFile(directory);
  return createAnchor(
    {
      proofs,
      ...(key && { signer: createAnchorSigner(key) }),
      file,
      logger,
    },
    {
      anchors: proofs.anchors,
      file,
      webhooks,
      deliveries,
      mailer,
      logger,
      ...(mailTo !== undefined && { mailTo }),
    },
  );
}

/** Closings of so long are signed together. */
const TOGETHER_MS = 5_000;

export interface AfterClosing {
  /** A case has closed: the log is signed within seconds. */
  readonly closed: () => void;
  /** Waits for nothing any more. */
  readonly stop: () => void;
}

/**
 * Has the log signed soon after a closing, without a trace in the case's history. What goes wrong is only logged: the
 * schedule comes by itself every ten minutes.
 */
export function signAfterClosing(client: Client, logger: Logger): AfterClosing {
  let waiting: NodeJS.Timeout | undefined;

  function trigger(): void {
    waiting = undefined;
    client.schedule
      .getHandle(ANCHOR_SCHEDULE)
      .trigger(ScheduleOverlapPolicy.BUFFER_ONE)
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'The log could not be signed after a closing; the schedule does it');
      });
  }

  return {
    closed: () => {
      waiting ??= setTimeout(trigger, TOGETHER_MS).unref();
    },
    stop: () => {
      clearTimeout(waiting);
    },
  };
}
