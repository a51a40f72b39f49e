import { failureOf, reached, recordOf, type Failure } from '../http/failure';
import type { CaseEvent } from '../http/client';

/** What became of a command. */
export type Sent =
  | { readonly kind: 'done'; readonly revision: number; readonly stage: string }
  /** It will be carried out or refused: the verdict is not there yet. */
  | { readonly kind: 'open' }
  /** The case has changed since the form was opened: nothing was done. */
  | { readonly kind: 'changed'; readonly revision: number; readonly events: readonly ChangedBy[] }
  | { readonly kind: 'refused'; readonly failure: Failure };

export type ChangedBy = Pick<CaseEvent, 'seq' | 'type' | 'at'> & { readonly user: string };

export interface Order {
  readonly number: string;
  readonly command: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The same for every try, so that none counts twice. */
  readonly commandId: string;
  /** The revision on which it was decided; absent: whatever it is now. */
  readonly revision?: number;
}

/**
 * Sends a command to a case.
 *
 * @throws {Failure} status 0 if the server was not reached: the same order may be sent again
 */
export async function send({ number, command, payload, commandId, revision }: Order): Promise<Sent> {
  const response = await reached(
    fetch(`/api/v1/complaints/${encodeURIComponent(number)}/${command}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
      },
      body: JSON.stringify({ ...payload, commandId }),
    }),
  );
  const body: unknown = await response.json().catch(() => undefined);
  const said = recordOf(body);
  if (response.status === 202) return { kind: 'open' };
  if (response.ok) return { kind: 'done', revision: Number(said['revision']), stage: String(said['stage']) };
  if (response.status === 412) {
    return { kind: 'changed', revision: Number(said['revision']), events: changesIn(said['events']) };
  }
  return { kind: 'refused', failure: failureOf(response, body) };
}

function changesIn(events: unknown): ChangedBy[] {
  if (!Array.isArray(events)) return [];
  return events.flatMap((event: unknown) => {
    const { seq, type, at, actor } = recordOf(event);
    const { user } = recordOf(actor);
    const known = typeof seq === 'number' && typeof type === 'string' && typeof at === 'string';
    return known ? [{ seq, type, at, user: typeof user === 'string' ? user : '' }] : [];
  });
}
