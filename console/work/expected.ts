import type { CaseSummary, Role } from '../http/client';
import type { MessageKey } from '../language/language';
import { hasRole } from '../session/session';
import type { Session } from '../session/session-api';

/** Whose move it is in each stage. */
const MOVERS: Readonly<Record<CaseSummary['stage'], readonly Role[]>> = {
  registered: ['agent', 'specialist'],
  assigning: ['agent', 'specialist', 'supervisor', 'quality-manager', 'head-of-customer-service'],
  accepting: ['lead'],
  planning: ['lead', 'handler'],
  handling: ['lead', 'handler'],
  confirming: ['agent', 'specialist'],
  deciding: ['lead', 'supervisor', 'executive'],
  answering: ['agent', 'specialist', 'lead', 'handler'],
  closed: [],
  archived: [],
};

/** What is expected of the reader, as a verb. */
export function expectedOf({ stage }: CaseSummary, session: Session): MessageKey {
  return hasRole(session, ...MOVERS[stage]) ? `expected.${stage}` : 'expected.follow';
}
