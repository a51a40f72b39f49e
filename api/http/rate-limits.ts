import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from '../problems';
import { through } from './middleware';

const MINUTE_MS = 60_000;

/** How many wrong keys an address may try in a minute: each is looked up in the database. */
const WRONG_KEYS_PER_MINUTE = 60;

/** Complaints by the public form from one address in an hour: an office, or a whole village behind one address. */
const FILINGS_PER_HOUR = 30;
const HOUR_MS = 60 * MINUTE_MS;

export interface RateLimits {
  /** @throws {Problem} `too-many` if the same caller has sent too many requests in this minute */
  countRequest(request: Request, response: Response, countedAs: string): Promise<void>;
  /** @throws {Problem} `too-many` if the request's address has come with too many wrong keys in this minute */
  countWrongKey(request: Request, response: Response): Promise<void>;
  /** @throws {Problem} `too-many` if too many complaints came by the public form from the address in this hour */
  countFiling(request: Request, response: Response): Promise<void>;
}

/** Limits per process: with several behind a balancer, each counts for itself. */
export function createRateLimits(requestsPerMinute: number): RateLimits {
  const callers = new WeakMap<Request, string>();
  const requests = limiter(
    requestsPerMinute,
    (request) => callers.get(request) ?? 'unknown',
    'Too many requests came from you in this minute',
  );
  const wrongKeys = limiter(
    WRONG_KEYS_PER_MINUTE,
    addressOf,
    'Too many keys that are not valid came from this address in this minute',
  );
  const filings = limiter(
    FILINGS_PER_HOUR,
    addressOf,
    'Too many complaints came from this address in this hour',
    HOUR_MS,
  );
  return {
    countFiling: (request, response) => through(filings, request, response),
    countRequest: (request, response, countedAs) => {
      callers.set(request, countedAs);
      return through(requests, request, response);
    },
    countWrongKey: (request, response) => through(wrongKeys, request, response),
  };
}

/** The address that a request came from; of IPv6 the network, as one caller has all of it. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown');
}

function limiter(
  limit: number,
  keyGenerator: (request: Request) => string,
  tooMany: string,
  windowMs = MINUTE_MS,
) {
  return rateLimit({
    windowMs,
    limit,
    keyGenerator,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response, next) => {
      const seconds = String(response.getHeader('Retry-After') ?? windowMs / 1000);
      next(
        new Problem('too-many', `${tooMany}. Wait ${seconds} s.`, { headers: { 'Retry-After': seconds } }),
      );
    },
  });
}
