import { earliestDue } from '../../domain/clocks/clock';
import { fold } from '../../domain/task/advance';
import { workOrderRules, type WorkOrderEvent } from '../../domain/work-order/rules';
import { END_OF_TIME } from '../end-of-time';
import type { WorkOrderDocument } from './documents';

/**
 * The read model after further events.
 *
 * @throws RangeError if the events don't follow on each other and on the order, or if there are none
 */
export function project(
  before: WorkOrderDocument | undefined,
  events: readonly WorkOrderEvent[],
): WorkOrderDocument {
  const state = fold(workOrderRules, before?.state, events);
  const last = events.at(-1);
  if (!state || !last) throw new RangeError('A read model is made from one event at least.');
  const due = earliestDue(state.clocks);
  const dueAt = due === undefined ? undefined : new Date(due);
  const { id, revision, number, kind, department, stage, issuedBy, issuedAt } = state;
  return {
    _id: id,
    revision,
    number,
    kind,
    department,
    stage,
    orderedBy: issuedBy.user,
    ...(dueAt && { dueAt }),
    createdAt: new Date(issuedAt),
    updatedAt: new Date(last.at),
    state,
    turn: kind === 'complaint' ? 0 : 1,
    dueOrder: dueAt ?? END_OF_TIME,
  };
}
