import { z } from 'zod';
import { ANYBODY } from '../http/access';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { openApiDocument } from './document';

/** The document of the routes, this one included, at its address. */
export function openApiRoute(routes: readonly Route[], version: string): Route {
  const own = route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/openapi.json',
      allow: ANYBODY,
      id: 'readOpenApi',
      tag: 'Operation',
      summary: 'This document',
      answers: { 200: { description: 'OpenAPI 3.1', body: z.record(z.string(), z.unknown()) } },
      problems: [],
    },
    () => Promise.resolve(ok(document)),
  );
  const document = openApiDocument([...routes, own], version);
  return own;
}
