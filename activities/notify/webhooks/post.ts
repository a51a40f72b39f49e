import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { webhookAddressProblem, type WebhookNetworks } from '../../../platform/webhook-address';
import type { HttpMessage } from './message';

export interface HttpAnswer {
  readonly status: number;
  /** Its first 16 kB. */
  readonly body: string;
  readonly retryAfter: string | undefined;
}

/** There was no answer. Holds the code alone. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(readonly code: string) {
    super(`The webhook gave no answer (${code})`);
  }
}

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 16 * 1024;

/**
 * Sends one message. Redirections are not followed. Whatever a name leads to is checked as the connection is made, so
 * that a name which leads elsewhere the next moment leads nobody into a private network.
 *
 * @throws {NoAnswer}
 */
export function post({ url, headers, body }: HttpMessage, networks: WebhookNetworks): Promise<HttpAnswer> {
  if (webhookAddressProblem(url, networks) !== undefined) {
    return Promise.reject(new NoAnswer('address-not-allowed'));
  }
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((done, failed) => {
    const request = send(url, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'Redress', 'content-length': Buffer.byteLength(body) },
      lookup: publicOnly(networks),
      // No connection is kept, as the next one may have to lead elsewhere.
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.on('error', (error) => failed(new NoAnswer(codeOf(error))));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const answered = () =>
        done({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).subarray(0, LONGEST_ANSWER).toString('utf8'),
          retryAfter: response.headers['retry-after'],
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= LONGEST_ANSWER) return;
        answered();
        response.destroy();
      });
      response.on('end', answered);
      response.on('error', (error) => failed(new NoAnswer(codeOf(error))));
    });
    request.end(body);
  });
}

function publicOnly(networks: WebhookNetworks): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => networks.allows(address))) {
        callback(Object.assign(new Error('Not allowed'), { code: 'address-not-allowed' }), '', 0);
      } else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function codeOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
