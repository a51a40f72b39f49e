import type { Request } from 'express';
import { Problem } from '../problems';

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Refuses what another site made a browser send. A browser says by itself where a request comes from (Fetch Metadata, or
 * Origin), and no page can change that. API keys need no such check, as no browser sends them by itself.
 *
 * @param hasCookie the request would be let in by its cookie alone, so that it has to show where it comes from
 * @throws {Problem} `cross-site`
 */
export function checkSameOrigin(request: Request, publicUrl: string, hasCookie: boolean): void {
  if (SAFE.has(request.method)) return;
  const isOurs = comesFromUs(request, publicUrl);
  if (isOurs === false) throw new Problem('cross-site', 'Another site sent this request.');
  if (isOurs === undefined && hasCookie) {
    throw new Problem(
      'cross-site',
      'A request with a session must say where it comes from (Sec-Fetch-Site or Origin).',
    );
  }
}

/** Whether one of our own pages sent it; undefined if the request doesn't say. */
function comesFromUs(request: Request, publicUrl: string): boolean | undefined {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('Origin');
  if (origin === undefined) return undefined;
  const ours = new URL(publicUrl);
  if (origin === ours.origin) return true;
  // Without TLS, and that is on a machine of one's own, it may be reached by several names.
  return ours.protocol === 'http:' && origin === `http://${request.get('Host') ?? ''}`;
}
