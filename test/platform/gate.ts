import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Stands between a client and a server, and can cut them off from each other as a dead server would. */
export interface Gate {
  readonly port: number;
  /** Ends all connections and takes no new ones. */
  shut(): Promise<void>;
  /** Lets connections through again. */
  open(): Promise<void>;
}

/** Opens a gate on a free port of the loopback that leads to another port there. */
export async function openGate(toPort: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(toPort, '127.0.0.1');
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(portOf(server.address())));
    });
  const port = await listen(0);
  return {
    port,
    shut: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: async () => {
      await listen(port);
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The gate listens on no port');
  return address.port;
}
