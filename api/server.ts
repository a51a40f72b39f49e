import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Times for clients that are slow or never come to an end, in milliseconds. */
const HEADERS_WITHIN_MS = 10_000;
/** An attachment of 20 MB over a slow line takes its time. */
const REQUEST_WITHIN_MS = 120_000;
const IDLE_MS = 65_000;
const LOOK_EVERY_MS = 5_000;

/** The port is taken, or may not be used. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export interface HttpServer {
  readonly port: number;
  /** Takes no new requests, lets those under way finish, and resolves when they have. */
  close(): Promise<void>;
}

/**
 * Serves the application.
 *
 * @param port 0 takes a free one
 * @throws {ListenError} with what to do, if the port can't be had
 */
export async function listen(app: Express, host: string, port: number): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: IDLE_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
    },
    app,
  );
  await listening(server, host, port);
  return { port: portOf(server.address()), close: () => close(server) };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => resolve());
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        `Port ${port} of ${host} is taken by another program. End that program, or set PORT to another port.`,
      );
    case 'EACCES':
      return new ListenError(`Port ${port} may not be used without more rights. Set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
      return new ListenError(`This machine has no address ${host}. Set HOST to one that it has.`);
    default:
      return error;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return address.port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
