import { performance } from 'node:perf_hooks';
import type { Request, Response } from 'express';
import type { Logger } from '../../platform/logging';
import type { HttpMetrics } from '../../platform/metrics';
import { caseNumberOf } from './case-number';
import { requestIdOf } from './request-id';

/** Logs and measures a request when its answer has ended: the pattern of its path, never the path or the query. */
export function observe(
  route: { readonly id: string; readonly path: string },
  request: Request,
  response: Response,
  { logger, httpMetrics }: { readonly logger: Logger; readonly httpMetrics: HttpMetrics },
): void {
  const startedAt = performance.now();
  response.once('close', () => {
    const ms = performance.now() - startedAt;
    const { method } = request;
    const status = response.statusCode;
    httpMetrics.observe({ method, route: route.path, status, seconds: ms / 1000 });
    logger.info(
      {
        requestId: requestIdOf(request),
        operation: route.id,
        number: caseNumberOf(request),
        status,
        ms: Math.round(ms),
        ...(!response.writableFinished && { cutOff: true }),
      },
      'Answered',
    );
  });
}
