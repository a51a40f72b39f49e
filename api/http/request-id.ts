import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { findPersonalNumbers } from '../../domain/guard/personal-numbers';

const ids = new WeakMap<Request, string>();

/** What a caller may choose: long enough for every tracing system, and harmless in a log. */
const FORM = /^[\w.:-]{1,100}$/;

function isHarmless(id: string): boolean {
  return FORM.test(id) && findPersonalNumbers(id).length === 0;
}

/** Gives each request an id, the caller's own if it is of a harmless form, and says it in the answer. */
export const giveRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id');
  const id = given !== undefined && isHarmless(given) ? given : randomUUID();
  ids.set(request, id);
  response.setHeader('X-Request-Id', id);
  next();
};

/** The id of the request, as it stands in logs, problems, and the access record. */
export function requestIdOf(request: Request): string {
  return ids.get(request) ?? 'unknown';
}
