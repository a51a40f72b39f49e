import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Policy } from '../../domain/policy/policy';
import type { IdempotencyKey } from '../../models/intakes';
import { canonical } from '../commands/command';
import { refusePersonalNumbers } from '../http/fields';
import type { Reply } from '../http/reply';
import { invalidField } from '../problems';

/** The header of what is entered once. */
export const onceHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')
    .exactOptional()
    .meta({ description: 'The same request again, of the same caller, gets the same answer' }),
});

/** What every entry can be refused for. */
export const ENTRY_PROBLEMS = [
  'malformed',
  'too-large',
  'unsupported-type',
  'invalid',
  'personal-number',
  'used-otherwise',
] as const;

export const ENTRY_HEADERS = {
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

/** The caller's key with what came under it; undefined if none came. */
export function onceOf(caller: string, key: string | undefined, body: unknown): IdempotencyKey | undefined {
  if (key === undefined) return undefined;
  return { caller, key, digest: createHash('sha256').update(canonical(body)).digest('base64url') };
}

/** The answer to something that was entered. */
export function created(location: string, repeated: boolean, body: unknown): Reply {
  const headers = { Location: location, ...(repeated && { 'Idempotency-Replayed': 'true' }) };
  return { status: 201, headers, body };
}
