import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/api';
import { failureOf, reached, type Failure } from '../http/failure';
import { isWord, type CustomerWord, type Say } from './words/language';

type Schemas = components['schemas'];
export type Overview = Schemas['CustomerOverview'];
export type CustomerRecord = Schemas['CustomerRecord'];
export type Taken = Schemas['CustomerCommandTaken'];
export type Filed = Schemas['PubliclyFiled'];

/** What behind the # opens the case. Browsers send it to nobody. */
export function tokenOfAddress(): string {
  return location.hash.slice(1);
}

const LINK_HEADER = 'Customer-Link';

/** The API as the customer of this link reaches it. */
export const api = createClient<paths>({ baseUrl: '/' });
api.use({
  onRequest: ({ request }) => {
    request.headers.set(LINK_HEADER, tokenOfAddress());
    return request;
  },
});

/**
 * Sends a file.
 *
 * @throws {Failure}
 */
export async function sendFile(
  path: '/api/v1/customer/files' | '/api/v1/public/files',
  file: File,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const body = new FormData();
  body.set('file', file);
  const response = await reached(
    fetch(path, { method: 'POST', headers: { [LINK_HEADER]: tokenOfAddress(), ...headers }, body }),
  );
  if (!response.ok) throw failureOf(response, await response.json().catch(() => undefined));
}

/** Fetches a file and lets the browser keep it: a plain link could not show whose it is. */
export async function saveFile(id: string, filename: string): Promise<void> {
  const response = await reached(
    fetch(`/api/v1/customer/files/${encodeURIComponent(id)}`, {
      headers: { [LINK_HEADER]: tokenOfAddress() },
    }),
  );
  if (!response.ok) throw failureOf(response, await response.json().catch(() => undefined));
  const address = URL.createObjectURL(await response.blob());
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = filename;
  anchor.click();
  URL.revokeObjectURL(address);
}

const UNIQUE_BYTES = 16;

/** A UUID, also where the connection is not secure. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(UNIQUE_BYTES));
  bytes.set([((bytes[6] ?? 0) & 0x0f) | 0x40], 6);
  bytes.set([((bytes[8] ?? 0) & 0x3f) | 0x80], 8);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What went wrong, in words that say what to do. */
export function wordsOf({ status, kind, body, fields }: Failure, say: Say): string {
  if (status === 0) return say('failure.unreached');
  if (kind === 'wrong-code') return say(wrongCodeWord(body));
  if (kind === 'too-many') return say('failure.too-many', { seconds: secondsOf(body) });
  if (fields.some(({ field }) => field === 'file')) return say('failure.file');
  const key = `failure.${kind}`;
  return say(isWord(key) ? key : 'failure.other');
}

function wrongCodeWord(body: unknown): CustomerWord {
  const reason = typeof body === 'object' && body !== null && 'reason' in body ? String(body.reason) : '';
  const key = `failure.${reason}`;
  return isWord(key) ? key : 'failure.other';
}

/** The server says in its words how long to wait. */
function secondsOf(body: unknown): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  return /(\d+) s/.exec(detail)?.[1] ?? '60';
}
