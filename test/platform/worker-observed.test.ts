import { createServer } from 'node:net';
import { createLogger } from '../../platform/logging';
import { startHealthServer } from '../../platform/http-health';
import type { HealthServer } from '../../platform/http-health';
import { createHttpMetrics, createRegistry, createWorkMetrics, metricsText } from '../../platform/metrics';
import type { ReadinessCheck } from '../../platform/readiness';
import { installTemporalRuntime } from '../../platform/temporal-runtime';
import { connectTemporalWorker } from '../../platform/temporal-worker';
import { testTemporal } from './servers';

const logger = createLogger({ logLevel: 'silent' }, 'test');

let server: HealthServer | undefined;
afterEach(() => server?.close());

async function serve(checks: Record<string, ReadinessCheck>, metrics = () => Promise.resolve('')) {
  server = await startHealthServer({ host: '127.0.0.1', port: 0, checks, metrics, logger });
  const { port } = server;
  return async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: response.status, body: await response.text() };
  };
}

test('a worker is alive whatever it needs, and ready only with all of it', async () => {
  let away = false;
  const ask = await serve({
    mongo: () => Promise.resolve(),
    temporal: () => (away ? Promise.reject(new Error('away')) : Promise.resolve()),
  });
  expect(await ask('/readyz')).toEqual({
    status: 200,
    body: '{"ready":true,"checks":{"mongo":"ok","temporal":"ok"}}\n',
  });
  away = true;
  expect(await ask('/readyz')).toEqual({
    status: 503,
    body: '{"ready":false,"checks":{"mongo":"ok","temporal":"failing"}}\n',
  });
  expect((await ask('/healthz')).status).toBe(200);
});

test('a check that never answers is failing after two seconds', async () => {
  const ask = await serve({ temporal: () => new Promise(() => undefined) });
  expect((await ask('/readyz')).body).toContain('"temporal":"failing"');
});

test('what is not served is said', async () => {
  const ask = await serve({});
  expect((await ask('/other')).status).toBe(404);
  expect((await ask('/healthz', 'POST')).status).toBe(405);
});

test('a failing answer is 500 without its cause', async () => {
  const ask = await serve({}, () => Promise.reject(new Error('secret cause')));
  const { status, body } = await ask('/metrics');
  expect(status).toBe(500);
  expect(body).not.toContain('secret');
});

test('a port that is taken is an error at the start', async () => {
  await serve({});
  await expect(
    startHealthServer({
      host: '127.0.0.1',
      port: server?.port ?? 0,
      checks: {},
      metrics: () => Promise.resolve(''),
      logger,
    }),
  ).rejects.toThrow(/EADDRINUSE/);
});

test('the figures name routes, results and clauses', async () => {
  const registry = createRegistry();
  const http = createHttpMetrics(registry);
  const work = createWorkMetrics(registry);
  http.observe({ method: 'GET', route: '/api/v1/complaints/:number', status: 200, seconds: 0.02 });
  work.noticeSent();
  work.noticeFailed();
  work.recorded(3);
  work.breached('media/3.2-accept');
  const text = await metricsText(registry);
  for (const line of [
    'redress_http_request_duration_seconds_count{method="GET",route="/api/v1/complaints/:number",status="200"} 1',
    'redress_notices_total{result="sent"} 1',
    'redress_notices_total{result="failed"} 1',
    'redress_records_total 1',
    'redress_events_total 3',
    'redress_breaches_total{clause="media/3.2-accept"} 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toContain('process_cpu_seconds_total');
});

test("the SDK's own figures stand in the same text", async () => {
  const port = await freePort();
  installTemporalRuntime(logger, port);
  const connection = await connectTemporalWorker(testTemporal());
  try {
    await connection.workflowService.getSystemInfo({});
    const text = await metricsText(createRegistry(), port);
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toMatch(/^temporal_request_total\{.*operation="GetSystemInfo"/m);
  } finally {
    await connection.close();
  }
});

test('without the SDK the own figures are still given', async () => {
  const text = await metricsText(createRegistry(), await freePort());
  expect(text).toContain('process_cpu_seconds_total');
  expect(text).toContain('could not be read');
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
