import { CUSTOMER_SERVICE, hasRole, isAgent, isSupervisor, PROCEDURE, type Actor } from '../people/actor';
import type { HolderRole } from '../policy/policy';
import { currentRound, holdingDepartment, openClaim, type Case } from './case';

/** In which capacity somebody acts on one case; it follows from their role, department, and part in the case. */
export type Capacity =
  | 'agent'
  /** An agent where customer service itself handles the case. */
  | 'agent-in-charge'
  /** An agent before a department has signed for the case. */
  | 'agent-on-the-spot'
  /** An agent who asks a department about a consultation. */
  | 'agent-on-a-consultation'
  /** Whoever the ladder of authority names for the open claim. */
  | 'decider'
  /** The product itself, which recognises widespread complaints and takes in what nobody is known to have sent. */
  | 'procedure'
  | 'lead'
  | 'handler'
  | 'supervisor'
  | 'executive'
  | 'customer'
  | 'on-the-case';

/** The words of a refusal for each capacity. */
export const CAPACITY_TITLES: Readonly<Record<Capacity, string>> = {
  agent: 'an agent',
  'agent-in-charge': 'an agent where customer service handles the case',
  'agent-on-the-spot': 'an agent before a department has signed for the case',
  'agent-on-a-consultation': 'an agent on a consultation',
  decider: 'whoever the ladder of authority names',
  procedure: 'the product itself',
  lead: 'the lead of the department that holds the case',
  handler: 'a handler of the department that holds the case',
  supervisor: 'a supervisor',
  executive: 'an executive',
  customer: 'the customer',
  'on-the-case': 'somebody on the case',
};

/** Whether an actor may act in this capacity in the case as it stands. */
export function actsIn(capacity: Capacity, actor: Actor, state: Case): boolean {
  switch (capacity) {
    case 'agent':
      return isAgent(actor);
    case 'agent-in-charge':
      return isAgent(actor) && holdingDepartment(state) === CUSTOMER_SERVICE;
    case 'agent-on-the-spot':
      return isAgent(actor) && ['registered', 'assigning', 'accepting'].includes(state.stage);
    case 'agent-on-a-consultation':
      return isAgent(actor) && state.intake.kind === 'consultation';
    case 'decider':
      return openClaim(state)?.deciders.some((role) => decidesAs(role, actor, state)) ?? false;
    case 'procedure':
      return actor.user === PROCEDURE.user;
    case 'lead':
      return isLead(actor, state);
    case 'handler':
      return isHandler(actor, state);
    case 'supervisor':
      return isSupervisor(actor);
    case 'executive':
      return hasRole(actor, 'executive');
    case 'customer':
      return hasRole(actor, 'customer');
    case 'on-the-case':
      return isOnTheCase(actor, state);
  }
}

function decidesAs(role: HolderRole, actor: Actor, state: Case): boolean {
  switch (role) {
    case 'owner':
      return isAgent(actor);
    case 'lead':
      return isLead(actor, state);
    case 'handler':
      return isHandler(actor, state);
    case 'supervisor':
      return isSupervisor(actor);
    case 'decider':
      return false;
    default:
      return hasRole(actor, role);
  }
}

/** The owner-specialist, whoever supervises the case, and an executive may do what its lead may. */
function isLead(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'lead') && holds(actor, state)) return true;
  if (hasRole(actor, 'specialist') && isOrStandsIn(actor, state.owner)) return true;
  return hasRole(actor, 'executive') || supervises(actor, state);
}

function isHandler(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'handler') && holds(actor, state)) return true;
  const team = currentRound(state).team?.members ?? [];
  return [state.handler, ...team].some((user) => isOrStandsIn(actor, user));
}

function isOnTheCase(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'auditor', 'administrator', 'integration')) return false;
  if (isOrStandsIn(actor, state.owner)) return true;
  return holds(actor, state) || isLead(actor, state) || isHandler(actor, state);
}

/** A named deputy has, while somebody is away, what they have by name. */
function isOrStandsIn(actor: Actor, user: string | undefined): boolean {
  return user !== undefined && (actor.user === user || (actor.standsInFor?.includes(user) ?? false));
}

function holds(actor: Actor, state: Case): boolean {
  return actor.department !== undefined && actor.department === holdingDepartment(state);
}

function supervises(actor: Actor, state: Case): boolean {
  return isSupervisor(actor) && state.supervisors.some((user) => isOrStandsIn(actor, user));
}
