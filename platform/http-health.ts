import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Logger } from './logging';
import { checkReadiness } from './readiness';
import type { ReadinessCheck } from './readiness';

export interface HealthServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** The text that `/metrics` answers. */
  readonly metrics: () => Promise<string>;
  readonly logger: Logger;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves what an operator asks of a worker: `/healthz` (the process runs), `/readyz` (what it needs is within
 * reach; 503 otherwise, with the name of what is not), `/metrics` (Prometheus text).
 *
 * @throws if the port is taken
 */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(options, request.method ?? 'GET', request.url ?? '/')
      .catch((error: unknown) => {
        options.logger.error({ err: error }, 'A health request could not be answered');
        return text(500, 'The answer could not be made; the log says why.');
      })
      .then(({ status, contentType, body }) =>
        response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body),
      )
      .catch((error: unknown) => options.logger.error({ err: error }, 'A health answer could not be sent'));
  });
  await listen(server, options.port, options.host);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { port, close: () => close(server) };
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

async function answer(options: HealthServerOptions, method: string, url: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Only GET is answered here.');
  switch (url.split('?')[0]) {
    case '/healthz':
      return json(200, { status: 'ok' });
    case '/readyz': {
      const readiness = await checkReadiness(options.checks);
      return json(readiness.ready ? 200 : 503, readiness);
    }
    case '/metrics':
      return {
        status: 200,
        contentType: 'text/plain; version=0.0.4; charset=utf-8',
        body: await options.metrics(),
      };
    default:
      return text(404, 'Ask for /healthz, /readyz or /metrics.');
  }
}

function json(status: number, body: object): Answer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(body)}\n` };
}

function text(status: number, body: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${body}\n` };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
