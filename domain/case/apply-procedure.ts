import { handClocksOver } from '../clocks/apply-clock-event';
import { CUSTOMER_SERVICE } from '../people/actor';
import { holdingDepartment, type Case } from './case';
import type { CaseEvent, EventOf } from './events';

/** The case that intake opens. */
export function register(event: EventOf<'registered'>): Case {
  const { number, policy, intake, owner } = event.payload;
  return {
    number,
    revision: event.seq,
    policy,
    intake,
    ...(intake.contentType && { contentType: intake.contentType }),
    ...(intake.subtype && { subtype: intake.subtype }),
    ...(intake.urgency && { urgency: intake.urgency }),
    registeredAt: event.at,
    stage: 'registered',
    stageSince: event.at,
    round: 1,
    owner,
    supervisors: [],
    returns: 0,
    arbitrated: false,
    rounds: [{ round: 1 }],
    evidence: [],
    contacts: [],
    attempts: [],
    clocks: [],
    met: [],
    held: {},
    reviews: [],
  };
}

/** What the procedure does by itself. */
export function applyProcedure(state: Case, event: CaseEvent): Case {
  switch (event.type) {
    case 'stage-entered':
      return handClocksOver(enter(state, event));
    case 'round-opened':
      return {
        ...state,
        round: event.payload.round,
        returns: 0,
        arbitrated: false,
        rounds: [...state.rounds, { round: event.payload.round }],
      };
    case 'closed':
      return {
        ...state,
        closing: {
          closedAt: event.at,
          reopenUntil: event.payload.reopenUntil,
          outcome: event.payload.outcome,
        },
      };
    case 'limits-met':
      return { ...state, met: [...state.met, ...event.payload.rules] };
    case 'supervisor-named':
      return withSupervisor(state, event.completion?.person);
    default:
      // Refusals and notices given up are on the record, but change nothing in the case.
      return state;
  }
}

function enter(state: Case, event: EventOf<'stage-entered'>): Case {
  const holder = holdingDepartment(state, CUSTOMER_SERVICE);
  const spent = Date.parse(event.at) - Date.parse(state.stageSince);
  const open = state.stage !== 'closed';
  const { closing, ...rest } = state;
  return {
    ...rest,
    // A reopened case is not closed any more; its former closing stays in the events.
    ...(closing && (event.payload.stage === 'closed' || event.payload.stage === 'archived') && { closing }),
    held: open ? { ...state.held, [holder]: (state.held[holder] ?? 0) + spent } : state.held,
    stage: event.payload.stage,
    stageSince: event.at,
  };
}

function withSupervisor(state: Case, person: string | undefined): Case {
  if (person === undefined || state.supervisors.includes(person)) return state;
  return { ...state, supervisors: [...state.supervisors, person] };
}
