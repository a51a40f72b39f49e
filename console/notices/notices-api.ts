import { api, type Schemas } from '../http/client';
import { answered, failureOf, reached } from '../http/failure';

export type Notice = Schemas['Notice'];

/** One page of what the reader was told, the newest first, and how many are unread. */
export function readNotices(cursor: string) {
  return answered(
    api.GET('/api/v1/notices', { params: { query: { limit: 30, ...(cursor !== '' && { cursor }) } } }),
  );
}

/** @throws {Failure} if there is no such notice, or the server was not reached */
export async function markRead(id: string): Promise<void> {
  const { response, error } = await reached(
    api.POST('/api/v1/notices/{id}/read', { params: { path: { id } } }),
  );
  if (!response.ok) throw failureOf(response, error);
}

export function markAllRead() {
  return answered(api.POST('/api/v1/notices/read-all'));
}
