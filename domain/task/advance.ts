import { PROCEDURE } from '../people/actor';
import { applyClock } from './clocks';
import { isCommon, type Body, type CommonBody, type EventMeta, type TaskEvent } from './events';
import type { Task, TaskRules } from './task';

/**
 * The task after the event.
 *
 * @throws RangeError if the event can't be the first one, or not the next
 */
export function apply<S extends Task, C extends B, B extends Body>(
  rules: TaskRules<S, C, B>,
  state: S | undefined,
  event: TaskEvent<B>,
): S {
  if (event.seq !== (state?.revision ?? 0) + 1) {
    throw new RangeError(`Event ${event.seq} does not follow event ${state?.revision ?? 0}.`);
  }
  if (!isCommon(event)) return { ...rules.apply(state, event), revision: event.seq };
  if (!state) throw new RangeError(`A task does not begin with '${event.type}'.`);
  return { ...state, clocks: applyClock(state.clocks, event), revision: event.seq };
}

/** The task after its events. */
export function fold<S extends Task, C extends B, B extends Body>(
  rules: TaskRules<S, C, B>,
  before: S | undefined,
  events: readonly TaskEvent<B>[],
): S | undefined {
  return events.reduce<S | undefined>((state, event) => apply(rules, state, event), before);
}

/** Lets something happen, with what it makes of the clocks. */
export function advance<S extends Task, C extends B, B extends Body>(
  rules: TaskRules<S, C, B>,
  before: S | undefined,
  body: B | CommonBody,
  meta: EventMeta,
): { readonly state: S; readonly events: readonly TaskEvent<B>[] } {
  const event: TaskEvent<B> = { ...body, ...meta, seq: (before?.revision ?? 0) + 1 };
  let state = apply(rules, before, event);
  const events: TaskEvent<B>[] = [event];
  const consequences = isCommon(event) ? [] : rules.clocks(state, event);
  for (const consequence of consequences) {
    const next = { ...consequence, at: meta.at, actor: PROCEDURE, seq: state.revision + 1 };
    state = apply(rules, state, next);
    events.push(next);
  }
  return { state, events };
}
