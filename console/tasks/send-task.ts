import { failureOf, reached } from '../http/failure';
import type { TaskKind } from './queries';

export interface TaskOrder {
  readonly kind: TaskKind;
  readonly id: string;
  readonly command: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The same for every try, so that none counts twice. */
  readonly commandId: string;
  /** The revision on which it was decided. */
  readonly revision: number;
}

/** `changed`: somebody else was first, and nothing was done. */
export type TaskSent = 'done' | 'changed';

/**
 * Sends a command to a work order or a corrective action.
 *
 * @throws {Failure} if it is refused; status 0 if the server was not reached: the same order may be sent again
 */
export async function sendTask(order: TaskOrder): Promise<TaskSent> {
  const { kind, id, command, payload, commandId, revision } = order;
  const response = await reached(
    fetch(`/api/v1/${kind}/${encodeURIComponent(id)}/${command}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'If-Match': `"${revision}"` },
      body: JSON.stringify({ ...payload, commandId }),
    }),
  );
  if (response.ok) return 'done';
  if (response.status === 412) return 'changed';
  throw failureOf(response, await response.json().catch(() => undefined));
}
