import type { Clock } from '../clocks/clock';
import type { Classification, Level } from './classification';
import type { CommandPayloads, Finding, PlanStep, UnsettledGround } from './commands';
import type { Intake } from './intake';
import type { Stage } from './stage';

export interface PlannedStep extends PlanStep {
  /** 1-based; the number by which `complete-step` names it. */
  readonly step: number;
  readonly doneAt?: string;
  readonly result?: string;
}

export interface Plan {
  readonly owner: string;
  readonly steps: readonly PlannedStep[];
  readonly expectedCompletion: string;
  readonly preliminary: boolean;
  readonly madeAt: string;
}

export interface Contact {
  readonly at: string;
  readonly by: string;
  readonly method: string;
  readonly content: string;
  readonly reaction: string;
  readonly substantive: boolean;
}

export interface Attempt {
  readonly at: string;
  readonly by: string;
  readonly method: string;
  readonly outcome: string;
  readonly stage: Stage;
}

export interface Evidence {
  readonly title: string;
  readonly kind: string;
  readonly note?: string;
  readonly attachment?: string;
  readonly originalAt?: string;
  readonly at: string;
  readonly by: string;
}

/** One pass from plan to the customer's word. */
export interface Round {
  readonly round: number;
  readonly team?: { readonly lead: string; readonly members: readonly string[] };
  readonly finding?: Omit<CommandPayloads['find'], 'finding'> & {
    readonly finding: Finding;
    readonly at: string;
  };
  readonly plan?: Plan;
  readonly result?: CommandPayloads['resolve'] & { readonly at: string; readonly by: string };
  /** Why the customer was not satisfied with this round, or why it was reopened. */
  readonly dissatisfaction?: { readonly reason: string; readonly demand?: string; readonly at: string };
}

/** How a complaint ended. Only the customer's own word counts as satisfied. */
export type Outcome =
  | {
      readonly kind: 'satisfied';
      readonly rating: number;
      readonly comment?: string;
      readonly suggestions?: string;
    }
  | { readonly kind: 'unsettled'; readonly ground: UnsettledGround; readonly statement: string }
  | { readonly kind: 'withdrawn'; readonly reason: string };

export interface Closing {
  readonly closedAt: string;
  /** The end of the reopen window. */
  readonly reopenUntil: string;
  readonly outcome: Outcome;
}

export interface Review {
  readonly at: string;
  readonly by: string;
  readonly rootCause: string;
  readonly lessons: readonly string[];
  readonly countermeasures: readonly string[];
  readonly share: boolean;
}

/** The complaint as its events have made it: the workflow's state and, in MongoDB, the read model. Times are ISO 8601. */
export interface Case extends Classification {
  readonly number: string;
  /** The number of events; every event raises it by one. */
  readonly revision: number;
  readonly policy: { readonly id: string; readonly version: number };
  readonly intake: Intake;
  readonly registeredAt: string;
  readonly stage: Stage;
  readonly stageSince: string;
  readonly round: number;
  readonly level?: Level;
  /** Who filed it, and owns it from start to end. */
  readonly owner: string;
  /** Who holds it now: customer service until a department is assigned, and again from the result on. */
  readonly department?: string;
  /** The lead of that department when it was assigned. */
  readonly lead?: string;
  /** Who the assignment names, else the lead. */
  readonly handler?: string;
  readonly supervisors: readonly string[];
  readonly returns: number;
  /** A supervisor has decided who is responsible: no more returns in this round. */
  readonly arbitrated: boolean;
  readonly rounds: readonly Round[];
  readonly evidence: readonly Evidence[];
  readonly contacts: readonly Contact[];
  readonly attempts: readonly Attempt[];
  readonly clocks: readonly Clock[];
  /** The ids of clock rules that have been met. */
  readonly met: readonly string[];
  /** Milliseconds by the wall clock that each department held the case, across returns and rounds. */
  readonly held: Readonly<Record<string, number>>;
  readonly closing?: Closing;
  readonly reviews: readonly Review[];
}

export function currentRound(state: Case): Round {
  return state.rounds[state.rounds.length - 1] ?? { round: state.round };
}

/**
 * The department in whose hands the case is now: customer service while it assigns and while it asks the customer, else
 * the department that was assigned; after closing it is that department's case still.
 */
export function holdingDepartment(
  state: Pick<Case, 'stage' | 'department'>,
  customerService: string,
): string {
  const atCustomerService =
    state.stage === 'registered' || state.stage === 'assigning' || state.stage === 'confirming';
  return (atCustomerService ? undefined : state.department) ?? customerService;
}
