import { handClocksOver } from '../clocks/apply-clock-event';
import { holdingDepartment, type Case, type Claim, type Order, type Supervision } from './case';
import type { CaseEvent, EventOf } from './events';

/** The case that intake opens. */
export function register(event: EventOf<'registered'>): Case {
  const { number, policy, intake } = event.payload;
  const owner = event.completion?.person ?? event.payload.owner;
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
    ...(owner !== undefined && { owner }),
    supervisors: [],
    supervision: [],
    ...(intake.transferredBy && { transfer: intake.transferredBy }),
    orders: [],
    claims: [],
    correctiveActions: [],
    incidents: [],
    answers: [],
    callbacks: [],
    inspections: [],
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
        closing: { closedAt: event.at, ...event.payload },
      };
    case 'policy-moved':
      return { ...state, policy: event.payload.to };
    case 'limits-met':
      return { ...state, met: [...state.met, ...event.payload.rules] };
    case 'supervisor-named':
      return withSupervisor(state, event.payload.because, event.completion?.person);
    case 'work-order-ended':
      return { ...state, orders: state.orders.map((order) => ended(order, event)) };
    case 'claim-at': {
      const { claim, rung, deciders } = event.payload;
      return { ...state, claims: inClaim(state, claim, { rung, deciders }) };
    }
    case 'claim-decided': {
      const { claim, ...decided } = event.payload;
      return { ...state, claims: inClaim(state, claim, { decided: { ...decided, at: event.at } }) };
    }
    case 'corrective-action-issued':
      return { ...state, correctiveActions: [...state.correctiveActions, event.payload.id] };
    case 'responsibility-incident':
      return { ...state, incidents: [...state.incidents, { ...event.payload, at: event.at }] };
    default:
      // Refusals and notices given up are on the record, but change nothing in the case.
      return state;
  }
}

function enter(state: Case, event: EventOf<'stage-entered'>): Case {
  const holder = holdingDepartment(state);
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

function withSupervisor(state: Case, because: string, person: string | undefined): Case {
  return person === undefined ? state : supervisedBy(state, [...state.supervision, { person, because }]);
}

/** The case under these supervisors, each of whom may be named for several reasons. */
export function supervisedBy(state: Case, supervision: readonly Supervision[]): Case {
  return { ...state, supervision, supervisors: [...new Set(supervision.map(({ person }) => person))] };
}

function ended(order: Order, { payload: { id, ...end }, at }: EventOf<'work-order-ended'>): Order {
  return order.id === id ? { ...order, ended: { ...end, at } } : order;
}

function inClaim(state: Case, number: number, change: Partial<Claim>): readonly Claim[] {
  return state.claims.map((claim) => (claim.claim === number ? { ...claim, ...change } : claim));
}
