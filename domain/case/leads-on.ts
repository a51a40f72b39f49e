import type { CommandName } from './commands';
import type { Stage } from './stage';

/**
 * The commands that lead a case out of a stage. Where each leads is the procedure (`workflows/complaint.ts` and its
 * neighbours); a preliminary plan, or an attempt to reach the customer, may also leave it where it is.
 */
export const LEADS_ON = {
  registered: [],
  assigning: ['triage', 'assign', 'resolve', 'withdraw'],
  accepting: ['triage', 'accept', 'return', 'resolve', 'withdraw'],
  planning: ['triage', 'plan', 'resolve', 'withdraw'],
  handling: ['triage', 'resolve', 'withdraw'],
  confirming: [
    'customer-satisfied',
    'customer-unsatisfied',
    'close-unsettled',
    'contact-attempt',
    'withdraw',
  ],
  deciding: ['decide-suggestion', 'withdraw'],
  answering: ['answer', 'withdraw'],
  closed: ['reopen'],
  archived: [],
} as const satisfies Readonly<Record<Stage, readonly CommandName[]>>;

export type LeadingOn<S extends Stage> = (typeof LEADS_ON)[S][number];

export function leadsOn(stage: Stage, name: CommandName): boolean {
  const names: readonly CommandName[] = LEADS_ON[stage];
  return names.includes(name);
}
