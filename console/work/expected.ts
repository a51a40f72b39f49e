import type { CaseSummary, Role } from '../http/client';
import type { MessageKey } from '../language/language';
import { hasRole } from '../session/session';
import type { Session } from '../session/session-api';

/** Whose move it is in each stage. */
const MOVERS: Readonly<Record<CaseSummary['stage'], readonly Role[]>> = {
  registered: ['agent', 'specialist'],
  assigning: ['agent', 'specialist'],
  accepting: ['lead'],
  planning: ['lead', 'handler'],
  handling: ['lead', 'handler'],
  confirming: ['agent', 'specialist'],
  deciding: ['lead', 'supervisor', 'executive'],
  answering: ['agent', 'specialist', 'lead', 'handler'],
  closed: [],
  archived: [],
};

/** After repeated returns. */
const ARBITERS: readonly Role[] = ['supervisor', 'quality-manager', 'head-of-customer-service'];

/** What is expected of the reader, as a verb. */
export function expectedOf({ stage, decisions }: CaseSummary, session: Session): MessageKey {
  if (decisions.includes('arbitration')) {
    return hasRole(session, ...ARBITERS) ? 'expected.arbitrate' : 'expected.follow';
  }
  return hasRole(session, ...MOVERS[stage]) ? `expected.${stage}` : 'expected.follow';
}
