import { z } from 'zod';
import { ANYBODY } from '../http/access';
import { ok, type Reply } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { checkReadiness, type ReadinessCheck } from '../../platform/readiness';

export interface HealthServices {
  readonly checks: { readonly mongodb: ReadinessCheck; readonly temporal: ReadinessCheck };
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
}

const tag = 'Operation';
const state = z.enum(['ok', 'failing']);

/** What an operator asks: whether the process runs, whether it can work, and its figures. */
export function healthRoutes({ checks, metrics }: HealthServices): Route[] {
  const everything = { ...noParts, method: 'get', allow: ANYBODY, tag, problems: [] } as const;
  return [
    route(
      {
        ...everything,
        path: '/healthz',
        id: 'isAlive',
        summary: 'Whether the process runs',
        answers: { 200: { description: 'It does.', body: z.object({ status: z.literal('ok') }) } },
      },
      () => Promise.resolve(ok({ status: 'ok' })),
    ),
    route(
      {
        ...everything,
        path: '/readyz',
        id: 'isReady',
        summary: 'Whether it can take complaints in',
        description: 'That needs MongoDB alone: without Temporal, complaints are kept and started later.',
        answers: {
          200: { description: 'It can.', body: readiness },
          503: { description: 'It cannot; the checks say why.', body: readiness },
        },
      },
      () => ready(checks),
    ),
    route(
      {
        ...everything,
        path: '/metrics',
        id: 'readMetrics',
        summary: 'Figures for Prometheus',
        answers: { 200: { description: 'Prometheus text', contentType: 'text/plain' } },
      },
      async () => {
        const text = await metrics();
        return {
          write: (response) => {
            response.type('text/plain; version=0.0.4; charset=utf-8').send(text);
            return Promise.resolve();
          },
        };
      },
    ),
  ];
}

const readiness = z
  .object({ ready: z.boolean(), checks: z.object({ mongodb: state, temporal: state }) })
  .meta({ id: 'Readiness' });

async function ready(checks: HealthServices['checks']): Promise<Reply> {
  const { checks: states } = await checkReadiness({ ...checks });
  const isReady = states['mongodb'] === 'ok';
  return { status: isReady ? 200 : 503, body: { ready: isReady, checks: states } };
}
