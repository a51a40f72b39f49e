import express from 'express';
import type { Request, Response } from 'express';
import { Problem } from '../problems';
import { through } from './middleware';

/** The largest JSON body, in bytes: the longest texts of a command, many times over. */
const LARGEST = 1024 * 1024;

const parse = express.json({ limit: LARGEST, strict: true, type: 'application/json' });

/**
 * The JSON value that the request carries; without a body, an empty object, so that a command without a payload needs
 * none.
 *
 * @throws {Problem} `unsupported-type` if it says that it is something else
 * @throws the parser's errors, which `asProblem` knows
 */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return {};
  if (!request.is('application/json')) {
    throw new Problem(
      'unsupported-type',
      'The body must be application/json, and the header Content-Type say so.',
    );
  }
  await through(parse, request, response);
  return request.body;
}
