import { CUSTOMER_SERVICE, hasRole, isAgent, isSupervisor, type Actor } from '../people/actor';
import { currentRound, holdingDepartment, type Case } from './case';

/** In which capacity somebody acts on one case; it follows from their role, department, and part in the case. */
export type Capacity =
  | 'agent'
  /** An agent where customer service itself handles the case. */
  | 'agent-in-charge'
  /** An agent before a department has signed for the case. */
  | 'agent-on-the-spot'
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
  lead: 'the lead of the department that holds the case',
  handler: 'a handler of the department that holds the case',
  supervisor: 'a supervisor',
  executive: 'an executive',
  customer: 'the customer',
  'on-the-case': 'somebody on the case',
};

export function actsIn(capacity: Capacity, actor: Actor, state: Case): boolean {
  switch (capacity) {
    case 'agent':
      return isAgent(actor);
    case 'agent-in-charge':
      return isAgent(actor) && holdingDepartment(state, CUSTOMER_SERVICE) === CUSTOMER_SERVICE;
    case 'agent-on-the-spot':
      return isAgent(actor) && ['registered', 'assigning', 'accepting'].includes(state.stage);
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

/** The owner-specialist, whoever supervises the case, and an executive may do what its lead may. */
function isLead(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'lead') && holds(actor, state)) return true;
  if (hasRole(actor, 'specialist') && actor.user === state.owner) return true;
  return hasRole(actor, 'executive') || supervises(actor, state);
}

function isHandler(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'handler') && holds(actor, state)) return true;
  return actor.user === state.handler || (currentRound(state).team?.members.includes(actor.user) ?? false);
}

function isOnTheCase(actor: Actor, state: Case): boolean {
  if (hasRole(actor, 'auditor', 'administrator', 'integration')) return false;
  return actor.user === state.owner || holds(actor, state) || isLead(actor, state) || isHandler(actor, state);
}

function holds(actor: Actor, state: Case): boolean {
  return actor.department !== undefined && actor.department === holdingDepartment(state, CUSTOMER_SERVICE);
}

function supervises(actor: Actor, state: Case): boolean {
  return isSupervisor(actor) && state.supervisors.includes(actor.user);
}
