import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { open, seal } from './sealed-box';

const PayloadMessage = temporal.api.common.v1.Payload;
const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

/** The value of a payload's `encoding` that marks it as ours. */
const ENCODING = 'binary/encrypted';

/** Below this, compressing gains little: most payloads of a case are shorter. Bytes. */
const COMPRESS_FROM = 1024;

/** Whose key closes an envelope, and which workflow it is for. */
export interface Address {
  readonly owner: string;
  readonly workflowId: string;
}

/** Puts a payload, its own metadata included, into an encrypted one that only opens for the same workflow. */
export async function encloseIn(address: Address, key: KeyObject, payload: Payload): Promise<Payload> {
  const plain = Buffer.from(PayloadMessage.encode(payload).finish());
  const compressed = plain.length >= COMPRESS_FROM ? await compress(plain) : undefined;
  const compression = compressed !== undefined && compressed.length < plain.length ? 'deflate' : undefined;
  const content = compression ? (compressed ?? plain) : plain;
  return {
    metadata: {
      encoding: Buffer.from(ENCODING),
      key: Buffer.from(address.owner),
      ...(compression && { compression: Buffer.from(compression) }),
    },
    data: seal(key, content, boundText(address, compression)),
  };
}

/** Whose key an envelope says it was closed with; `undefined` if the payload is not an envelope. */
export function ownerOf(payload: Payload): string | undefined {
  if (text(payload, 'encoding') !== ENCODING) return undefined;
  return text(payload, 'key') ?? '';
}

/** Reverses {@link encloseIn}. `undefined` if the key or the workflow is another one, or a byte was changed. */
export async function openEnvelope(
  address: Address,
  key: KeyObject,
  payload: Payload,
): Promise<Payload | undefined> {
  const compression = text(payload, 'compression');
  const content = open(key, payload.data ?? Buffer.alloc(0), boundText(address, compression));
  if (content === undefined) return undefined;
  return PayloadMessage.decode(compression === 'deflate' ? await decompress(content) : content);
}

function boundText({ owner, workflowId }: Address, compression: string | undefined): string {
  return ['redress payload', owner, workflowId, compression ?? 'none'].join('\n');
}

function text(payload: Payload, name: string): string | undefined {
  const value = payload.metadata?.[name];
  return value && Buffer.from(value).toString('utf8');
}
