import type { Clock } from '../clocks/clock';
import { CUSTOMER_SERVICE } from '../people/actor';
import type { Classification, Level } from './classification';
import type { HolderRole } from '../policy/policy';
import type {
  Adoption,
  CommandPayloads,
  Finding,
  Money,
  PlanStep,
  UnsettledGround,
  Visibility,
} from './commands';
import type { Intake, Transfer } from './intake';
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
  readonly visibility?: Visibility;
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
  | { readonly kind: 'withdrawn'; readonly reason: string }
  /** Where the pack closes a case by a final response. */
  | { readonly kind: 'responded'; readonly outcome: string }
  /** A consultation or a suggestion. */
  | { readonly kind: 'answered'; readonly adopted?: Adoption };

export interface Closing {
  readonly closedAt: string;
  /** The end of the reopen window. */
  readonly reopenUntil: string;
  /** Until when the record is kept, `keep-longer` apart; absent: the pack leaves it open. */
  readonly keepUntil?: string;
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

/** Who supervises the case, and by which rule, level, round, rung, or command. */
export interface Supervision {
  readonly person: string;
  readonly because: string;
}

/** A case passed on by another body, and what that body was told (attraction/5.3-transferred). */
export interface TransferredCase extends Transfer {
  readonly reply?: CommandPayloads['reply-to-body'];
}

/** A work order to a department, as its case knows it. */
export interface Order {
  /** The workflow id of the order. */
  readonly id: string;
  readonly department: string;
  readonly task: string;
  readonly due?: string;
  readonly by: string;
  readonly at: string;
  readonly ended?: { readonly outcome: OrderOutcome; readonly text: string; readonly at: string };
}

export const ORDER_OUTCOMES = ['finished', 'returned', 'cancelled'] as const;
export type OrderOutcome = (typeof ORDER_OUTCOMES)[number];

/** A claim for compensation on its way up the ladder of authority (attraction/3.3-claim). */
export interface Claim {
  /** 1-based. */
  readonly claim: number;
  readonly demand: string;
  readonly grounds: string;
  readonly by: string;
  readonly at: string;
  /** Where it is on the ladder, from 0. */
  readonly rung: number;
  /** Who may decide now. */
  readonly deciders: readonly HolderRole[];
  readonly decisions: readonly (CommandPayloads['decide-claim'] & {
    readonly by: string;
    readonly at: string;
  })[];
  readonly decided?: { readonly decision: 'grant' | 'refuse'; readonly amount?: Money; readonly at: string };
}

/** A customer noted for later attention, with a supervisor's agreement (retail/6.2-difficult). */
export interface DifficultCustomer {
  readonly reason: string;
  readonly followUpAt?: string;
  readonly proposedBy: string;
  readonly at: string;
  readonly agreed?: { readonly by: string; readonly at: string };
}

/** Passing on, or delay, that made a complaint escalate (attraction/3.1-delay). */
export interface Incident {
  readonly incident: 'passed-on' | 'delay';
  readonly department: string;
  /** The clause that was broken; absent where the case was passed on. */
  readonly clause?: string;
  readonly at: string;
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
  /** The agent who filed it, and owns it from start to end; absent until an agent takes what somebody else filed. */
  readonly owner?: string;
  /** Who holds it now: customer service until a department is assigned, and again from the result on. */
  readonly department?: string;
  /** The lead of that department when it was assigned. */
  readonly lead?: string;
  /** Who the assignment names, else the lead. */
  readonly handler?: string;
  /** The user ids of whoever supervises it, each once. */
  readonly supervisors: readonly string[];
  readonly supervision: readonly Supervision[];
  readonly answerable?: CommandPayloads['triage']['answerable'];
  /** The script by which it is explained. */
  readonly script?: string;
  readonly transfer?: TransferredCase;
  readonly orders: readonly Order[];
  readonly claims: readonly Claim[];
  /** The group of similar complaints that it belongs to. */
  readonly widespread?: string;
  readonly difficult?: DifficultCustomer;
  /** The ids of the corrective actions it has led to. */
  readonly correctiveActions: readonly string[];
  readonly incidents: readonly Incident[];
  /** What the leader decided about a suggestion. */
  readonly decision?: CommandPayloads['decide-suggestion'] & { readonly by: string; readonly at: string };
  readonly answers: readonly { readonly text: string; readonly by: string; readonly at: string }[];
  readonly callbacks: readonly (CommandPayloads['callback'] & { readonly by: string })[];
  readonly inspections: readonly (CommandPayloads['inspect'] & {
    readonly by: string;
    readonly at: string;
  })[];
  readonly keptLonger?: CommandPayloads['keep-longer'] & { readonly by: string };
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

/** The round that the case is in. */
export function currentRound(state: Case): Round {
  return state.rounds[state.rounds.length - 1] ?? { round: state.round };
}

/** The work orders of the case that have not ended. */
export function openOrders(state: Case): readonly Order[] {
  return state.orders.filter(({ ended }) => ended === undefined);
}

/** The claim that waits for a decision. */
export function openClaim(state: Case): Claim | undefined {
  return state.claims.find(({ decided }) => decided === undefined);
}

/**
 * The department in whose hands the case is now: customer service while it assigns and while it asks the customer, else
 * the department that was assigned; after closing it is that department's case still.
 */
export function holdingDepartment(state: Pick<Case, 'stage' | 'department'>): string {
  const atCustomerService =
    state.stage === 'registered' || state.stage === 'assigning' || state.stage === 'confirming';
  return (atCustomerService ? undefined : state.department) ?? CUSTOMER_SERVICE;
}
