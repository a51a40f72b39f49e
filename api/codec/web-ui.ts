import type { RequestHandler } from 'express';

/** How long a browser may remember what it was told, in seconds. */
const REMEMBERED_S = 600;

/**
 * Lets pages of one other origin, that of Temporal’s Web UI, ask with the session of whoever sits before them (CORS).
 * All other origins are told nothing, so that their browsers keep the answer from them.
 *
 * @param origin as in `http://127.0.0.1:8233`
 */
export function allowWebUi(origin: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (request.get('Origin') === origin) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'Content-Type, X-Namespace, Authorization',
        'Access-Control-Max-Age': String(REMEMBERED_S),
        'Cross-Origin-Resource-Policy': 'same-site',
      });
      if (request.method === 'OPTIONS') {
        response.status(204).end();
        return;
      }
    }
    next();
  };
}
