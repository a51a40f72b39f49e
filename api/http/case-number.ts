import type { Request } from 'express';

const FORM = /^[A-Z]\d{8}-\d{6,}$/;

/** The number of the case that a path names; what else may stand there is nobody's to keep, be it in a log. */
export function caseNumberOf(request: Request): string | undefined {
  const given = request.params['number'];
  return typeof given === 'string' && FORM.test(given) ? given : undefined;
}
