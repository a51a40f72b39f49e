import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Answers so from now on. */
  answer(status: number, body?: object, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** A server on loopback that takes what webhooks send. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let reply: { status: number; body: object; headers: Readonly<Record<string, string>> } = {
    status: 200,
    body: { errcode: 0, code: 0 },
    headers: {},
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (status, body = {}, headers = {}) => {
      reply = { status, body, headers };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
