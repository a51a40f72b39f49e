import type { Request, Response } from 'express';
import { z } from 'zod';
import { BadCursorError } from '../../models/cases';
import { IdempotencyKeyReusedError } from '../../models/intakes';
import { invalidField, Problem, unavailable } from '../problems';
import { isDatabaseAway } from './database-away';
import { requestIdOf } from './request-id';

/** The one place where errors become answers. What it does not know is a mistake of ours: 500, and the log has it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BadCursorError) return invalidField('cursor', error.message);
  if (error instanceof IdempotencyKeyReusedError) {
    return new Problem('used-otherwise', error.message, {
      errors: [{ field: 'Idempotency-Key', message: error.message }],
    });
  }
  if (isDatabaseAway(error)) {
    return unavailable(
      'The database is out of reach. It may have been stored or not: with an Idempotency-Key or a commandId, it is safe to send it again.',
      2,
      { cause: error },
    );
  }
  return (
    ofParser(error) ??
    new Problem('internal', 'It was logged; tell an operator the requestId.', { cause: error })
  );
}

/** Sends the problem, or cuts the answer off if it has begun: half an answer must not look like a whole one. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .status(problem.status)
    .set(problem.headers)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem.toBody(), instance: request.path, requestId: requestIdOf(request) }));
}

/** The errors of Express's own parsers (`http-errors`) carry a type each. */
const parserError = z.object({ type: z.string(), status: z.number() });

function ofParser(error: unknown): Problem | undefined {
  const known = parserError.safeParse(error);
  if (!known.success) return undefined;
  switch (known.data.type) {
    case 'entity.parse.failed':
      return new Problem('malformed', 'The body is not well-formed JSON.');
    case 'entity.too.large':
      return new Problem('too-large', 'A JSON body may have 1 MB. Upload files as attachments.');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new Problem('unsupported-type', 'Send the body in UTF-8, plain or compressed with gzip.');
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem('malformed', 'The body did not arrive whole.');
    default:
      return known.data.status >= 400 && known.data.status < 500
        ? new Problem('malformed', 'The request cannot be read.')
        : undefined;
  }
}
