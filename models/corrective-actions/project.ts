import { earliestDue } from '../../domain/clocks/clock';
import { actionRules, type ActionEvent } from '../../domain/corrective-action/rules';
import { fold } from '../../domain/task/advance';
import { END_OF_TIME } from '../end-of-time';
import type { ActionDocument } from './documents';

/**
 * The read model after further events.
 *
 * @throws RangeError if the events don't follow on each other and on the action, or if there are none
 */
export function project(before: ActionDocument | undefined, events: readonly ActionEvent[]): ActionDocument {
  const state = fold(actionRules, before?.state, events);
  const last = events.at(-1);
  if (!state || !last) throw new RangeError('A read model is made from one event at least.');
  const due = earliestDue(state.clocks);
  const dueAt = due === undefined ? undefined : new Date(due);
  const { id, revision, department, stage, cases, issuedAt } = state;
  return {
    _id: id,
    revision,
    department,
    stage,
    cases,
    ...(dueAt && { dueAt }),
    createdAt: new Date(issuedAt),
    updatedAt: new Date(last.at),
    state,
    turn: 0,
    dueOrder: dueAt ?? END_OF_TIME,
  };
}
