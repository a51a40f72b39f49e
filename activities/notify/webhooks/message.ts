import { createHmac } from 'node:crypto';
import type { WebhookKind } from '../../../models/webhooks';
import { standardHeaders } from '../../../platform/standard-webhooks';

/** Words for a group chat. They name a case and its clock, and nothing of a customer. */
export interface GroupWords {
  readonly title: string;
  /** One line each. */
  readonly lines: readonly string[];
  readonly link: string;
}

/** What is to be sent, with the secrets opened. */
export interface Outgoing {
  readonly kind: WebhookKind;
  readonly url: string;
  /** The newest first. Of a robot only the first is used. */
  readonly secrets: readonly string[];
  readonly id: string;
  /** JSON: the body of a webhook, or the words for a group. */
  readonly content: string;
  /** Time of this attempt, epoch milliseconds. */
  readonly now: number;
}

export interface HttpMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** WeCom takes 4,096 bytes of Markdown; the others take more. */
const LONGEST_BYTES = 4_000;

/** The request in the form, and with the signature, that its kind asks for. */
export function httpMessage(outgoing: Outgoing, words: (content: string) => GroupWords): HttpMessage {
  const { kind, url, content } = outgoing;
  switch (kind) {
    case 'webhook':
      return { url, headers: standardHeaders({ ...outgoing, body: content }), body: content };
    case 'wecom':
      return json(url, { msgtype: 'markdown', markdown: { content: markdown(words(content)) } });
    case 'dingtalk': {
      const said = words(content);
      return json(dingTalkUrl(outgoing), {
        msgtype: 'markdown',
        markdown: { title: said.title, text: markdown(said) },
      });
    }
    case 'feishu':
      return json(url, { ...feishuSignature(outgoing), ...feishuPost(words(content)) });
  }
}

/** DingTalk signs milliseconds, a line feed and the secret with the secret, and takes both in the address. */
function dingTalkUrl({ url, secrets: [secret], now }: Outgoing): string {
  if (secret === undefined) return url;
  const sign = createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
  const signed = new URL(url);
  signed.searchParams.set('timestamp', String(now));
  signed.searchParams.set('sign', sign);
  return signed.href;
}

/** Feishu signs nothing with seconds, a line feed and the secret for a key, and takes both in the body. */
function feishuSignature({ secrets: [secret], now }: Outgoing) {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

function feishuPost({ title, lines, link }: GroupWords) {
  const paragraphs = [
    ...lines.map((text) => [{ tag: 'text', text }]),
    [{ tag: 'a', text: link, href: link }],
  ];
  return { msg_type: 'post', content: { post: { zh_cn: { title, content: paragraphs } } } };
}

function markdown({ title, lines, link }: GroupWords): string {
  const text = [`### ${title}`, ...lines.map((line) => `> ${line}`), `[${link}](${link})`].join('\n\n');
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length <= LONGEST_BYTES ? text : `${bytes.subarray(0, LONGEST_BYTES).toString('utf8')}…`;
}

function json(url: string, body: object): HttpMessage {
  return {
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
