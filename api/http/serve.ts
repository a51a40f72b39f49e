import type { Express, Request, RequestHandler, Response } from 'express';
import type { Logger } from '../../platform/logging';
import type { HttpMetrics } from '../../platform/metrics';
import { Problem } from '../problems';
import type { AccessRecord } from '../../models/access-record';
import { checkAccess, checkRule } from './access';
import { entryOf } from './accounting';
import { caseNumberOf } from './case-number';
import { keyOf, STRANGER, unauthenticated, type Caller, type Identify } from './credentials';
import { readJson } from './json-body';
import { observe } from './observe';
import { asProblem, sendProblem } from './problem-answer';
import { addressOf, type RateLimits } from './rate-limits';
import { send } from './reply';
import { requestIdOf } from './request-id';
import type { Route } from './route';
import { checkSameOrigin } from './same-origin';
import type { SecretCookie } from './session-cookie';

/** A request that was refused: who, what, which case, and how. It never holds what was sent. */
export interface RefusedRequest {
  readonly user: string;
  /** The operation of the OpenAPI document; of a command, its name. */
  readonly action: string;
  readonly number?: string;
  /** The kind of problem. */
  readonly outcome: string;
  readonly requestId: string;
}

export interface Serving {
  readonly identify: Identify;
  readonly sessionCookie: SecretCookie;
  /** Of customers: it goes with requests about their case alone. */
  readonly customerCookie: SecretCookie;
  /** Where the product is reached, and so which pages are ours. */
  readonly publicUrl: string;
  /** Whose X-Forwarded-For tells the address of a caller. */
  readonly trustedProxies: readonly string[];
  readonly limits: RateLimits;
  readonly httpMetrics: HttpMetrics;
  readonly logger: Logger;
  readonly accessRecord: Pick<AccessRecord, 'add' | 'addOncePerHour'>;
  /** Puts a refusal on the access record. */
  readonly noteRefusal: (refusal: RefusedRequest) => Promise<void>;
}

/** The refusals that the access record keeps: not for this role, and not admitted now. */
const RECORDED: ReadonlySet<number> = new Set([403, 409]);

/**
 * Registers the routes. Each request takes the same steps: who asks, how often, whether they may, what they sent; then
 * the route's own work.
 *
 * @throws {TypeError} if a route declares nobody who may use it
 */
export function serveRoutes(app: Express, routes: readonly Route[], serving: Serving): void {
  for (const { method, path, allow } of routes) checkRule(`${method.toUpperCase()} ${path}`, allow);
  for (const one of routes) app[one.method](expressPath(one.path), handlerOf(one, serving));
  for (const [path, methods] of methodsByPath(routes)) app.all(expressPath(path), refusingMethod(methods));
}

function handlerOf(one: Route, serving: Serving): RequestHandler {
  return async (request, response) => {
    observe(one, request, response, serving);
    let caller = STRANGER;
    try {
      caller = await identified(one, request, response, serving);
      checkAccess(one, caller);
      const body = one.takes === 'json' ? await readJson(request, response) : undefined;
      const reply = await one.answer({ caller, request, response, body });
      await noteAccess(one, request, caller, serving);
      await send(response, reply);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status >= 500) logFailure(serving.logger, request, problem);
      if (RECORDED.has(problem.status)) await noteRefusal(serving, one, request, caller, problem);
      sendProblem(request, response, problem);
    }
  };
}

/** Who asks: by a key if there is one, else by the session that the browser sends along. */
async function identified(
  one: Route,
  request: Request,
  response: Response,
  serving: Serving,
): Promise<Caller> {
  const { limits, publicUrl } = serving;
  if (one.allow.kind === 'anybody') {
    checkSameOrigin(request, publicUrl, false);
    return STRANGER;
  }
  if (one.allow.kind === 'customer') return byLink(request, response, serving);
  const caller =
    request.get('Authorization') === undefined
      ? await bySession(one, request, response, serving)
      : await byKey(request, response, serving);
  await limits.countRequest(request, response, caller.countedAs);
  return caller;
}

async function byKey(request: Request, response: Response, { identify, limits }: Serving): Promise<Caller> {
  const key = keyOf(request);
  const caller = key === undefined ? undefined : await identify.byKey(key);
  if (caller) return caller;
  await limits.countWrongKey(request, response);
  throw unauthenticated(request);
}

/** The header in which a page sends the token of its link; no log has it. */
const LINK_HEADER = 'Customer-Link';

async function byLink(
  request: Request,
  response: Response,
  { identify, limits, customerCookie, publicUrl }: Serving,
): Promise<Caller> {
  checkSameOrigin(request, publicUrl, false);
  const token = request.get(LINK_HEADER);
  const caller = token === undefined ? undefined : await identify.byLink(token, customerCookie.read(request));
  if (!caller) {
    await limits.countWrongKey(request, response);
    throw new Problem('bad-link', 'The link is not whole, or not ours. Copy it from our message once more.');
  }
  await limits.countRequest(request, response, caller.countedAs);
  return caller;
}

async function bySession(
  { background, alsoFrom }: Route,
  request: Request,
  response: Response,
  { identify, limits, sessionCookie, publicUrl }: Serving,
): Promise<Caller> {
  const token = sessionCookie.read(request);
  if (token === undefined) {
    await limits.countWrongKey(request, response);
    throw unauthenticated(request);
  }
  if (alsoFrom === undefined || request.get('Origin') !== alsoFrom) checkSameOrigin(request, publicUrl, true);
  const caller = await identify.bySession(token, background !== true);
  if (caller) return caller;
  // A page that was left open asks on when its session is over. That is no attempt at guessing 256 random bits.
  await limits.countRequest(request, response, `address:${addressOf(request)}`);
  throw unauthenticated(request);
}

function logFailure(logger: Logger, request: Request, problem: Problem): void {
  const fields = { requestId: requestIdOf(request), problem: problem.id, err: problem.cause ?? problem };
  if (problem.id === 'internal') logger.error(fields, 'A request failed');
  else logger.warn(fields, 'A request could not be answered now');
}

/** Nothing is shown of which the access record does not know: its entry is safe before the answer goes out. */
async function noteAccess(
  { accounting }: Route,
  request: Request,
  { actor }: Caller,
  { accessRecord }: Serving,
): Promise<void> {
  const entry = accounting && entryOf(accounting, request, actor);
  if (!entry) return;
  if (accounting.per === 'hour') await accessRecord.addOncePerHour(entry);
  else await accessRecord.add(entry);
}

async function noteRefusal(
  serving: Serving,
  one: Route,
  request: Request,
  { actor, via }: Caller,
  problem: Problem,
): Promise<void> {
  const number = via.kind === 'link' ? via.link.number : caseNumberOf(request);
  const requestId = requestIdOf(request);
  try {
    await serving.noteRefusal({
      user: actor.user,
      action: one.id,
      ...(number !== undefined && { number }),
      outcome: problem.id,
      requestId,
    });
  } catch (error) {
    serving.logger.error({ err: error, requestId }, 'A refusal could not be put on the access record');
  }
}

/** `/complaints/{number}` is `/complaints/:number`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(routes: readonly Route[]): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { path, method } of routes) {
    const known = methods.get(path);
    const name = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    methods.set(path, known === undefined ? name : `${known}, ${name}`);
  }
  return methods;
}

function refusingMethod(methods: string): RequestHandler {
  return (request, response) => {
    const problem = new Problem('method-not-allowed', `This address takes ${methods}.`, {
      headers: { Allow: methods },
    });
    sendProblem(request, response, problem);
  };
}
