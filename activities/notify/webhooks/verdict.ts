import { z } from 'zod';
import type { WebhookKind } from '../../../models/webhooks';
import type { HttpAnswer } from './post';

/** What an answer means. `outcome` is for the log of deliveries. */
export type Verdict =
  | { readonly kind: 'delivered'; readonly outcome: string }
  /** Not wanted any more. */
  | { readonly kind: 'gone'; readonly outcome: string }
  /** Too much at once: it is this webhook's turn again after so long. */
  | { readonly kind: 'slow-down'; readonly outcome: string; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly outcome: string };

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;
const GONE = 410;
const ASK_TO_WAIT: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Codes by which the robots say that they were told too much at once, and how long they then want peace. */
const TOO_MUCH: Readonly<Record<Exclude<WebhookKind, 'webhook'>, Readonly<Record<number, number>>>> = {
  wecom: { 45009: MINUTE_MS },
  dingtalk: { 130101: 10 * MINUTE_MS, 660026: 10 * MINUTE_MS },
  feishu: { 9499: MINUTE_MS, 11232: MINUTE_MS },
};

/** WeCom and DingTalk say `errcode`, Feishu says `code` and before that said `StatusCode`. */
const robotAnswer = z.object({
  errcode: z.number().optional(),
  code: z.number().optional(),
  StatusCode: z.number().optional(),
});

/** Reads an answer as its kind means it: a robot answers 200 whatever happened, and says in the body what did. */
export function verdictOf(kind: WebhookKind, answer: HttpAnswer): Verdict {
  const { status } = answer;
  if (status === GONE) return { kind: 'gone', outcome: String(status) };
  if (ASK_TO_WAIT.has(status)) {
    const afterMs = retryAfterMs(answer.retryAfter);
    return afterMs === undefined
      ? { kind: 'failed', outcome: String(status) }
      : { kind: 'slow-down', outcome: String(status), afterMs };
  }
  if (status < 200 || status > 299) return { kind: 'failed', outcome: String(status) };
  return kind === 'webhook' ? { kind: 'delivered', outcome: 'ok' } : robotVerdict(kind, answer.body);
}

function robotVerdict(kind: Exclude<WebhookKind, 'webhook'>, body: string): Verdict {
  const parsed = robotAnswer.safeParse(jsonOf(body));
  const code = parsed.success
    ? (parsed.data.errcode ?? parsed.data.code ?? parsed.data.StatusCode)
    : undefined;
  if (code === 0) return { kind: 'delivered', outcome: 'ok' };
  const outcome = code === undefined ? 'answer-not-understood' : `errcode ${code}`;
  const afterMs = code === undefined ? undefined : TOO_MUCH[kind][code];
  return afterMs === undefined ? { kind: 'failed', outcome } : { kind: 'slow-down', outcome, afterMs };
}

function retryAfterMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,7}$/.test(text)) return undefined;
  return Math.min(Number(text) * 1000, LONGEST_PAUSE_MS);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
