import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Where the seconds of requests are counted: from a cached read to a command that waits for its answer (5 s). */
const REQUEST_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface ObservedRequest {
  readonly method: string;
  /** The pattern, as in `/api/v1/complaints/:number`: never the path, whose numbers would make a series each. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface HttpMetrics {
  observe(request: ObservedRequest): void;
}

/** What the worker has done since it started. */
export interface WorkMetrics {
  noticeSent(): void;
  noticeFailed(): void;
  recorded(events: number): void;
  /** @param clause id with its pack, as in `media/3.2-accept` */
  breached(clause: string): void;
}

/** A registry with the figures of the process itself: CPU, memory, event loop, garbage collection. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** The time that requests to the API take. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const durations = new Histogram({
    name: 'redress_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS_S,
    registers: [registry],
  });
  return {
    observe: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
  };
}

/** The worker's own counters. Temporal's (task latencies, sticky cache, slots) are added by {@link metricsText}. */
export function createWorkMetrics(registry: Registry): WorkMetrics {
  const notices = new Counter({
    name: 'redress_notices_total',
    help: 'Attempts to send a notice, by result',
    labelNames: ['result'],
    registers: [registry],
  });
  const records = new Counter({
    name: 'redress_records_total',
    help: 'Transitions of cases committed to MongoDB',
    registers: [registry],
  });
  const events = new Counter({
    name: 'redress_events_total',
    help: 'Events of cases committed to MongoDB',
    registers: [registry],
  });
  const breaches = new Counter({
    name: 'redress_breaches_total',
    help: 'Clocks that were broken, by clause',
    labelNames: ['clause'],
    registers: [registry],
  });
  return {
    noticeSent: () => notices.inc({ result: 'sent' }),
    noticeFailed: () => notices.inc({ result: 'failed' }),
    recorded: (count) => {
      records.inc();
      events.inc(count);
    },
    breached: (clause) => breaches.inc({ clause }),
  };
}

/** How long the SDK may take to hand its figures over before an answer is given without them. */
const SDK_METRICS_TIMEOUT_MS = 1_000;

/**
 * Everything as Prometheus reads it: the registry and, in a worker, the metrics of Temporal's SDK.
 *
 * @param sdkMetricsPort the port given to `installTemporalRuntime`
 */
export async function metricsText(registry: Registry, sdkMetricsPort?: number): Promise<string> {
  const own = await registry.metrics();
  if (sdkMetricsPort === undefined) return own;
  return `${own}\n${await sdkMetrics(sdkMetricsPort)}`;
}

async function sdkMetrics(port: number): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
      signal: AbortSignal.timeout(SDK_METRICS_TIMEOUT_MS),
    });
    return await response.text();
  } catch {
    return '# The metrics of the Temporal SDK could not be read\n';
  }
}
