import { NativeConnection } from '@temporalio/worker';
import type { Config } from './config';
import { tlsOptions } from './temporal';

// Apart from the client's connection: only the worker loads the SDK's native library.

/**
 * Opens the worker's connection.
 *
 * @throws if the server does not answer; a worker has nothing to do without it
 */
export async function connectTemporalWorker(config: Pick<Config, 'temporal'>): Promise<NativeConnection> {
  const { address, tls } = config.temporal;
  return NativeConnection.connect({ address, ...(tls && { tls: tlsOptions(tls) }) });
}
