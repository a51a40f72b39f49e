import { createHmac } from 'node:crypto';
import { NotHandedOver, RefusedForGood } from './mail';

/** A gateway for text messages, reached by a signed webhook: which one it is, is the company's choice. */
export interface SmsSettings {
  readonly url: string;
  /** What it verifies our messages with, as in `whsec_…`: base64 after the prefix. */
  readonly secret: string;
}

export interface TextMessage {
  /** The same on every attempt, so that the gateway can drop a repeat. */
  readonly id: string;
  /** The number as it stands on record. */
  readonly to: string;
  readonly text: string;
}

export interface SmsGateway {
  /**
   * @throws {RefusedForGood} if trying again cannot help
   * @throws {NotHandedOver} if it may help later
   */
  send(message: TextMessage): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Client errors that say “later” rather than “never”. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

/** Hands text messages to the gateway, after Standard Webhooks 1.0.0: each is signed with HMAC-SHA256. */
export function createSmsGateway({ url, secret }: SmsSettings): SmsGateway {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

  async function send({ id, to, text }: TextMessage): Promise<void> {
    const now = new Date();
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const body = JSON.stringify({ type: 'sms.send', timestamp: now.toISOString(), data: { to, text } });
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    const status = await post(body, {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    });
    if (status >= 200 && status < 300) return;
    const isForGood = status >= 400 && status < 500 && !LATER.has(status);
    throw isForGood ? new RefusedForGood(String(status)) : new NotHandedOver(String(status));
  }

  async function post(body: string, headers: Record<string, string>): Promise<number> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      throw new NotHandedOver(error instanceof Error ? error.name : 'unknown');
    }
  }

  return { send };
}
