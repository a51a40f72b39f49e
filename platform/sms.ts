import { NotHandedOver, RefusedForGood } from './mail';
import { standardHeaders } from './standard-webhooks';

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

/** Hands text messages to the gateway, each signed after Standard Webhooks. */
export function createSmsGateway({ url, secret }: SmsSettings): SmsGateway {
  async function send({ id, to, text }: TextMessage): Promise<void> {
    const now = new Date();
    const timestamp = now.toISOString();
    const body = JSON.stringify({ type: 'sms.send', timestamp, data: { to, text } });
    const status = await post(body, standardHeaders({ id, body, secrets: [secret], now: now.getTime() }));
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
