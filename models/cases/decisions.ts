import { waitsForArbiter } from '../../domain/case/arbitration';
import { holdingDepartment, openClaim, type Case } from '../../domain/case/case';
import { hasRole, isAgent, isSupervisor, type Actor } from '../../domain/people/actor';
import type { HolderRole } from '../../domain/policy/policy';
import { inDepartment } from './in-department';

/**
 * What somebody above has to decide: a claim for compensation, who is responsible after repeated returns, whether a
 * suggestion is adopted, whether a customer is noted as difficult.
 */
export const DECISIONS = ['claim', 'arbitration', 'suggestion', 'difficult-customer'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * The decisions that a case waits for, once for each who may take it, such as `claim:supervisor` or
 * `suggestion:lead@marketing`. An archived case is decided no more.
 */
export function decisionsOf(state: Case): readonly string[] {
  if (state.stage === 'archived') return [];
  return DECISIONS.flatMap((decision) => decidersOf(decision, state).map((who) => `${decision}:${who}`));
}

/** The decisions themselves, each once. */
export function decisionsIn(waiting: readonly string[]): Decision[] {
  return DECISIONS.filter((decision) => waiting.some((one) => one.startsWith(`${decision}:`)));
}

/** How the decisions that this actor may take are written in a case. */
export function decisionsFor(actor: Actor): string[] {
  const names = namesOf(actor);
  return DECISIONS.flatMap((decision) => names.map((who) => `${decision}:${who}`));
}

function decidersOf(decision: Decision, state: Case): readonly string[] {
  switch (decision) {
    case 'claim':
      return (openClaim(state)?.deciders ?? []).map((role) => nameOf(role, state));
    case 'arbitration':
      return waitsForArbiter(state) ? ['supervisor'] : [];
    case 'suggestion':
      return state.stage === 'deciding' ? [nameOf('lead', state), 'supervisor', 'executive'] : [];
    case 'difficult-customer':
      return state.difficult && !state.difficult.agreed ? ['supervisor'] : [];
  }
}

/** A lead or handler is one of the department that holds the case; in the place of its owner decides any agent. */
function nameOf(role: HolderRole, state: Case): string {
  switch (role) {
    case 'lead':
    case 'handler':
      return inDepartment(role, holdingDepartment(state));
    case 'owner':
      return 'agent';
    default:
      return role;
  }
}

function namesOf(actor: Actor): string[] {
  const { department } = actor;
  const ofDepartment = (['lead', 'handler'] as const).filter((role) => hasRole(actor, role));
  const names = [
    ...actor.roles,
    ...(isSupervisor(actor) ? ['supervisor'] : []),
    ...(isAgent(actor) ? ['agent'] : []),
    ...(department === undefined ? [] : ofDepartment.map((role) => inDepartment(role, department))),
  ];
  return [...new Set(names)];
}
