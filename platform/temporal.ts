import { Client, Connection } from '@temporalio/client';
import type { ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { Config, TemporalTls } from './config';

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** How long a first call waits for the server to answer the connection. */
const CONNECT_TIMEOUT_MS = 5_000;

/** After an outage Temporal is found again within this time; the library's own back-off grows to two minutes. */
const RECONNECT_WITHIN_MS = 2_000;

/**
 * Makes a client that connects on its first call, so that the API starts, takes complaints in and keeps them
 * while Temporal is away. Calls made without a deadline wait; use `connection.withDeadline`.
 */
export function connectTemporalClient(
  config: Pick<Config, 'temporal'>,
  dataConverter: DataConverter,
): TemporalClient {
  const { address, namespace, tls } = config.temporal;
  const connection = Connection.lazy({
    address,
    connectTimeout: CONNECT_TIMEOUT_MS,
    channelArgs: { 'grpc.max_reconnect_backoff_ms': RECONNECT_WITHIN_MS },
    ...(tls && { tls: tlsOptions(tls) }),
  });
  const client = new Client({ connection, namespace, dataConverter });
  return { client, connection, close: () => connection.close() };
}

/** The SDK's form of the certificates. */
export function tlsOptions(tls: TemporalTls): Exclude<ConnectionOptions['tls'], boolean | null | undefined> {
  return {
    ...(tls.ca && { serverRootCACertificate: tls.ca }),
    ...(tls.client && { clientCertPair: { crt: tls.client.cert, key: tls.client.key } }),
  };
}
