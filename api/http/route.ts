import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { ProblemId } from '../problem-types';
import type { AccessRule } from './access';
import type { Caller } from './credentials';
import { parsed } from './fields';
import { guardRequest, type Unguarded } from './guard';
import type { Reply } from './reply';

/** What a route tells of one of its answers, for the OpenAPI document. */
export interface Answer {
  readonly description: string;
  readonly body?: z.ZodType;
  readonly example?: unknown;
  /** `application/json` unless it says so. */
  readonly contentType?: string;
  /** What each header of the answer says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the access record says once a route has answered, before anything is shown. */
export interface Accounting {
  /** What was done; the parameters of the path say to what. */
  readonly action: string;
  /** Whether every time counts, or only whether it was done in an hour. */
  readonly per: 'time' | 'hour';
  /** Only where the query searches (`q`): the entry holds the words. */
  readonly searchesOnly?: true;
}

export interface RouteDescription {
  readonly method: 'get' | 'post';
  /** From the root of the service, parameters in braces: `/api/v1/complaints/{number}`. */
  readonly path: string;
  readonly allow: AccessRule;
  /** A page asks it by itself and goes on asking: that keeps no session going. */
  readonly background?: true;
  /** Origin of pages that are not ours and may ask with a session all the same. */
  readonly alsoFrom?: string;
  /** Absent: the access record has nothing of it, or the route itself puts it there. */
  readonly accounting?: Accounting;
  /** Unique; names the operation in the OpenAPI document. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** How the body comes; `none` unless it says so. */
  readonly takes?: 'json' | 'multipart';
  readonly bodyExample?: unknown;
  /** Where digits may be anything. A personal number in any other field of body or query is refused. */
  readonly unguarded?: Unguarded;
  /** The fields of a multipart form, for the document: the route itself reads them. */
  readonly form?: z.ZodType;
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemId[];
}

/** The parts of a request. Header names are lower case. */
export interface Parts<P, Q, H, B> {
  readonly params: z.ZodType<P>;
  readonly query: z.ZodType<Q>;
  readonly headers: z.ZodType<H>;
  readonly body: z.ZodType<B>;
}

/** For routes that take less than everything: `{ ...noParts, query }`. Unknown query parameters are refused. */
export const noParts = {
  params: z.object({}),
  query: z.strictObject({}),
  headers: z.object({}),
  body: z.unknown(),
};

/** One request as a route sees it: who asks, and every part of it already checked. */
export interface Call<P, Q, H, B> {
  readonly actor: Actor;
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly headers: H;
  readonly body: B;
  /** What is not JSON, such as an upload, is read from here. */
  readonly request: Request;
  readonly response: Response;
}

/** A request whose parts have not been checked. */
export interface RawCall {
  readonly caller: Caller;
  readonly request: Request;
  readonly response: Response;
  readonly body: unknown;
}

export interface Route extends RouteDescription, Parts<unknown, unknown, unknown, unknown> {
  /** @throws {Problem} if a part of the request is not valid, and whatever the route itself refuses */
  answer(call: RawCall): Promise<Reply>;
}

/**
 * Declares a route: its description for the document and its rule of access beside what it does, so that they can't
 * drift apart.
 */
export function route<P, Q, H, B>(
  description: RouteDescription & Parts<P, Q, H, B>,
  handle: (call: Call<P, Q, H, B>) => Promise<Reply>,
): Route {
  const { params, query, headers, body, unguarded } = description;
  return {
    ...description,
    answer: ({ caller, request, response, body: json }) => {
      guardRequest(json, unguarded);
      guardRequest(request.query, unguarded);
      return handle({
        actor: caller.actor,
        caller,
        request,
        response,
        params: parsed(params, request.params),
        query: parsed(query, request.query),
        headers: parsed(headers, request.headers),
        body: parsed(body, json),
      });
    },
  };
}
