import { applyClockEvent, isClockEvent } from '../clocks/apply-clock-event';
import type { Case } from './case';
import { applyCommand, isCommandEvent } from './apply-command';
import { applyProcedure, register } from './apply-procedure';
import type { CaseEvent } from './events';

/**
 * The case after an event: the one way its state comes about, in the workflow and in the read model.
 *
 * @throws RangeError if the event does not follow the case's last one
 */
export function apply(state: Case | undefined, event: CaseEvent): Case {
  const before = state?.revision ?? 0;
  if (event.seq !== before + 1) {
    throw new RangeError(`Event ${event.seq} does not follow event ${before} of its case.`);
  }
  if (!state) {
    if (event.type === 'registered') return register(event);
    throw new RangeError(`The first event of a case must be 'registered', not '${event.type}'.`);
  }
  return { ...changed(state, event), revision: event.seq };
}

/** The case that the events, in their order, have made. */
export function fold(events: readonly CaseEvent[], from?: Case): Case | undefined {
  return events.reduce<Case | undefined>(apply, from);
}

function changed(state: Case, event: CaseEvent): Case {
  if (isClockEvent(event)) return applyClockEvent(state, event);
  if (isCommandEvent(event)) return applyCommand(state, event);
  return applyProcedure(state, event);
}
