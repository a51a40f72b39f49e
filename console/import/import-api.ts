import { api, type Schemas } from '../http/client';
import { answered, failureOf, reached, recordOf } from '../http/failure';

export type Import = Schemas['Import'];
export type RowProblems = Schemas['ImportRowProblems'];

/**
 * Uploads a file and has its rows looked at.
 *
 * @returns the id of the import
 * @throws {Failure} if the file is refused as a whole
 */
export async function uploadFile(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file);
  const response = await reached(fetch('/api/v1/imports', { method: 'POST', body: form }));
  const body: unknown = await response.json().catch(() => undefined);
  const { id } = recordOf(body);
  if (!response.ok || typeof id !== 'string') throw failureOf(response, body);
  return id;
}

export function readImport(id: string): Promise<Import> {
  return answered(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
}

export function fileImport(id: string): Promise<Import> {
  return answered(api.POST('/api/v1/imports/{id}/file', { params: { path: { id } } }));
}

export function latestImports(): Promise<readonly Import[]> {
  return answered(api.GET('/api/v1/imports')).then(({ items }) => items);
}

/** One page of the rows that can't be filed. */
export function problemsOf(id: string, cursor: number): Promise<{ items: RowProblems[]; next?: string }> {
  return answered(
    api.GET('/api/v1/imports/{id}/problems', { params: { path: { id }, query: { limit: 100, cursor } } }),
  );
}
