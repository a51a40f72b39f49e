import type { DataConverter } from '@temporalio/common';
import { CaseCodec } from './case-codec';
import type { CaseCodecOptions } from './case-codec';
import { SYSTEM_OWNER } from './case-keys';
import type { CaseKeys } from './case-keys';

/** The file that `bundleWorkflowCode` takes as `failureConverterPath`. */
export const failureConverterPath = require.resolve('./failure-converter');

/** A data converter for client and worker, with its codec at hand for reading archived histories. */
export interface EncryptingDataConverter extends DataConverter {
  readonly codec: CaseCodec;
  readonly payloadCodecs: CaseCodec[];
  readonly failureConverterPath: string;
}

/**
 * Makes the data converter that both the client and the worker must be given.
 *
 * @throws if the system key cannot be had from the store
 */
export async function createDataConverter(
  keys: CaseKeys,
  onRefused?: CaseCodecOptions['onRefused'],
): Promise<EncryptingDataConverter> {
  const systemKey = await keys.keyFor(SYSTEM_OWNER);
  const codec = new CaseCodec({ keys, systemKey, ...(onRefused && { onRefused }) });
  return { codec, payloadCodecs: [codec], failureConverterPath };
}
