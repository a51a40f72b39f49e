import { seal, unseal, type AnyPlan, type Sealed, type Sealing } from '../sealing';
import type { Numbered, TaskDocument } from './recorder';

/** What of one kind of task is sealed. */
export interface TaskPlans {
  /** Of the payload of an event, by its type. */
  readonly events: Readonly<Record<string, AnyPlan>>;
  readonly state: AnyPlan;
}

const EVENT = {
  id: 'plain',
  seq: 'plain',
  commandId: 'plain',
  type: 'plain',
  at: 'plain',
  actor: 'plain',
  completion: 'plain',
} as const;

/** Events of a task as they are stored, their texts sealed with the key of the case that the task belongs to. */
export function storedTaskEvents<E extends Numbered & { readonly type: string }>(
  sealing: Sealing,
  plans: TaskPlans,
  id: string,
  events: readonly E[],
): Promise<Sealed<{ readonly id: string } & E>[]> {
  const stored = events.map((event) => {
    const plan = { ...EVENT, payload: plans.events[event.type] ?? 'sealed' };
    return seal(sealing, placeOf(id, event), { id, ...event }, plan);
  });
  return Promise.all(stored);
}

/** The events that were stored so. What is given is used up. */
export function openedTaskEvents<E extends Numbered>(
  sealing: Sealing,
  id: string,
  stored: readonly E[],
): Promise<E[]> {
  return Promise.all(stored.map((one) => unseal(sealing, placeOf(id, one), one)));
}

/** A read model as it is stored. */
export function storedTask<D extends TaskDocument>(
  sealing: Sealing,
  { state }: TaskPlans,
  document: D,
): Promise<Sealed<D>> {
  const around = Object.fromEntries(
    Object.keys(document).map((field): [string, AnyPlan] => [field, 'plain']),
  );
  return seal(sealing, ofTask(document), document, { ...around, state });
}

/** Read models that were stored so. What is given is used up. */
export async function openedTasks<D extends TaskDocument>(
  sealing: Sealing,
  stored: readonly D[],
): Promise<D[]> {
  await sealing.prepare(stored.map(({ _id }) => _id));
  return Promise.all(stored.map((one) => unseal(sealing, ofTask(one), one)));
}

function placeOf(id: string, { seq }: Numbered) {
  return { owner: id, as: `task event ${seq}` };
}

function ofTask({ _id }: TaskDocument) {
  return { owner: _id, as: 'task' };
}
