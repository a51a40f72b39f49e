import { holdingDepartment, openClaim, type Case } from '../case/case';
import { CUSTOMER_SERVICE, hasRole, isSupervisor, type Actor } from '../people/actor';
import type { HolderRole } from '../policy/policy';
import type { Holder } from './clock';

/**
 * Who answers for a clock of this role now. A lead or handler is one of the department that holds the case; while that
 * is customer service, the owner answers. The person of any other role is found in the directory when it is recorded.
 */
export function holderOf(role: HolderRole, state: Case): Holder {
  switch (role) {
    case 'owner':
      return heldBy(role, CUSTOMER_SERVICE, state.owner);
    case 'lead':
    case 'handler': {
      const department = holdingDepartment(state);
      // Where no department is named, the lead of customer service decides on a suggestion: found in the directory.
      if (state.stage === 'deciding' && state.department === undefined) return { role, department };
      if (department === CUSTOMER_SERVICE && state.department !== CUSTOMER_SERVICE) {
        return heldBy(role, department, state.owner);
      }
      return heldBy(role, department, role === 'lead' ? state.lead : (state.handler ?? state.lead));
    }
    case 'decider': {
      const decider = openClaim(state)?.deciders.at(-1) ?? 'supervisor';
      return decider === 'decider' ? { role, department: CUSTOMER_SERVICE } : holderOf(decider, state);
    }
    default:
      return { role, department: CUSTOMER_SERVICE };
  }
}

function heldBy(role: HolderRole, department: string, person: string | undefined): Holder {
  return { role, department, ...(person !== undefined && { person }) };
}

/** The holder after the case changed hands; a person found in the directory stays. */
export function currentHolder(holder: Holder, state: Case): Holder {
  return holder.role === 'lead' || holder.role === 'handler' ? holderOf(holder.role, state) : holder;
}

/** Whether the actor is whom a rule means by this role. */
export function actsAs(actor: Actor, holder: Holder): boolean {
  if (actor.user === holder.person) return true;
  return holder.role === 'supervisor' ? isSupervisor(actor) : roleOf(actor, holder);
}

function roleOf(actor: Actor, holder: Holder): boolean {
  switch (holder.role) {
    case 'lead':
      return hasRole(actor, 'lead') && actor.department === holder.department;
    case 'quality-manager':
    case 'head-of-customer-service':
    case 'executive':
      return hasRole(actor, holder.role);
    default:
      return false;
  }
}
