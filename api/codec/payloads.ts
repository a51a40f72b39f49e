import type { Payload } from '@temporalio/common';
import { z } from 'zod';

/** Payloads as the protocol of Temporal’s remote codecs sends them: proto3 JSON, bytes in base64. */
export const payloadsSchema = z
  .object({
    payloads: z
      .array(
        z.object({
          metadata: z.record(z.string(), z.base64()).default({}),
          data: z.base64().default(''),
        }),
      )
      .max(10_000),
  })
  .meta({ id: 'Payloads' });

export type PayloadsView = z.input<typeof payloadsSchema>;
type PayloadView = z.output<typeof payloadsSchema>['payloads'][number];

/** The payload of Temporal that JSON stands for, in which its metadata and its data are base64. */
export function payloadOf({ metadata, data }: PayloadView): Payload {
  return {
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
    ),
    data: Buffer.from(data, 'base64'),
  };
}

/** A payload of Temporal as JSON. */
export function payloadView({ metadata, data }: Payload): PayloadView {
  return {
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
    data: Buffer.from(data ?? []).toString('base64'),
  };
}
