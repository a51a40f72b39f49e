import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { Policy } from '../../domain/policy/policy';
import type { IdempotencyKey } from '../../models/intakes';
import { canonical } from '../commands/command';
import { refusePersonalNumbers } from '../http/fields';
import { ONCE_PROBLEMS, onceHeaders } from '../http/idempotency';
import { noParts, route, type Route } from '../http/route';
import { invalidField } from '../problems';
import { ENTERING } from './access';

export const DUTIES = 'Duties';

const ENTRY_HEADERS = {
  Location: 'The list it stands in',
  'Idempotency-Replayed': '`true` if it was entered before',
};

export interface KnownPacks {
  /** The newest version of every pack. */
  readonly policies: { all(): Promise<readonly Policy[]> };
}

/** How far the clock of a caller may be ahead of ours. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Refuses numbers that are never kept, by the patterns of every pack, as an entry belongs to no case.
 *
 * @throws {Problem} `personal-number` naming the fields
 */
export async function guard({ policies }: KnownPacks, body: object): Promise<readonly Policy[]> {
  const packs = await policies.all();
  refusePersonalNumbers(
    body,
    packs.flatMap(({ sensitive }) => sensitive),
  );
  return packs;
}

/** @throws {Problem} `invalid` if the time lies in the future */
export function past(field: string, at: string): Date {
  if (Date.parse(at) <= Date.now() + CLOCK_SKEW_MS) return new Date(at);
  throw invalidField(field, 'Must not lie in the future: write when it happened.');
}

/** How an entry is shown in the document, and what it is made of. */
export interface EntryText<B> {
  /** Where its list is served. */
  readonly root: string;
  /** Names the operation. */
  readonly id: string;
  readonly summary: string;
  readonly body: z.ZodType<B>;
  readonly bodyExample: unknown;
  readonly entered: z.ZodType;
  readonly example: unknown;
}

/** Something that was entered, by this request or by one before it with the same key. */
interface Entered<D> {
  readonly entry: D;
  readonly repeated: boolean;
}

/** The route by which something is entered in the calendar of duties. */
export function enterRoute<B extends object, D>(
  { entered, ...text }: EntryText<B>,
  enter: (actor: Actor, body: B, once: IdempotencyKey | undefined) => Promise<Entered<D>>,
  viewOf: (entry: D) => unknown,
): Route {
  const { root: path, id, summary, body: taken, bodyExample, example } = text;
  return route(
    {
      ...noParts,
      method: 'post',
      path,
      allow: ENTERING,
      id,
      tag: DUTIES,
      summary,
      headers: onceHeaders,
      takes: 'json',
      body: taken,
      bodyExample,
      answers: { 201: { description: 'It is recorded.', body: entered, example, headers: ENTRY_HEADERS } },
      problems: ONCE_PROBLEMS,
    },
    async ({ actor, body, headers }) => {
      const once = onceOf(actor.user, headers['idempotency-key'], body);
      const { entry, repeated } = await enter(actor, body, once);
      return {
        status: 201,
        headers: { Location: path, ...(repeated && { 'Idempotency-Replayed': 'true' }) },
        body: viewOf(entry),
      };
    },
  );
}

/** The caller's key with what came under it; undefined if none came. */
function onceOf(caller: string, key: string | undefined, body: unknown): IdempotencyKey | undefined {
  if (key === undefined) return undefined;
  return { caller, key, digest: createHash('sha256').update(canonical(body)).digest('base64url') };
}
