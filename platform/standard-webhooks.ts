import { createHmac } from 'node:crypto';

/** A message as it is signed. */
export interface SignedMessage {
  /** The same on every attempt, so that the receiver can drop a repeat. */
  readonly id: string;
  readonly body: string;
  /** As in `whsec_…`, base64 after the prefix; each signs, so that one can be exchanged for another. */
  readonly secrets: readonly string[];
  /** Time of this attempt, epoch milliseconds. */
  readonly now: number;
}

/** The headers of Standard Webhooks 1.0.0: each secret signs `id.timestamp.body` with HMAC-SHA256. */
export function standardHeaders({ id, body, secrets, now }: SignedMessage): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
