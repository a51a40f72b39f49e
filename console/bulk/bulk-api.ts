import type { paths } from '../generated/api';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';

export type BulkAssignment = Schemas['BulkAssignment'];
export type BulkRequest = Schemas['BulkAssignmentRequest'];
export type ListQuery = NonNullable<paths['/api/v1/complaints']['get']['parameters']['query']>;

/** As many as the server takes at once. */
export const MOST_CHOSEN = 1_000;
const PAGE = 200;

/**
 * @param key the same for every try, so that none counts twice
 * @throws {Failure} if a field is not valid, or the server was not reached
 */
export function askFor(body: BulkRequest, key: string): Promise<BulkAssignment> {
  return answered(
    api.POST('/api/v1/bulk-assignments', { body, params: { header: { 'Idempotency-Key': key } } }),
  );
}

export function readBulk(id: string): Promise<BulkAssignment> {
  return answered(api.GET('/api/v1/bulk-assignments/{id}', { params: { path: { id } } }));
}

/** The numbers of the cases on a list in its order, also of those that are not loaded yet; as many as can be assigned. */
export async function numbersOnList(query: ListQuery): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await answered(
      api.GET('/api/v1/complaints', {
        params: { query: { ...query, limit: PAGE, ...(cursor !== undefined && { cursor }) } },
      }),
    );
    numbers.push(...page.items.map(({ number }) => number));
    cursor = page.next;
  } while (cursor !== undefined && numbers.length < MOST_CHOSEN);
  return numbers.slice(0, MOST_CHOSEN);
}
