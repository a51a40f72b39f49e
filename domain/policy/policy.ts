import type { ContentType, Level, Urgency } from '../case/classification';
import type { CommandName, UnsettledGround } from '../case/commands';
import type { Stage } from '../case/stage';
import type { Limit } from '../calendar/limit';
import type { Role } from '../people/actor';

/** A text that a customer-service person reads. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Something that happens in a case and can start or end a clock, or cause a notice. */
export type Happening =
  | 'receipt'
  | 'steps-done'
  | 'promise'
  | 'new-round'
  | 'clock-warned'
  | 'clock-broken'
  | 'clock-overdue'
  | 'supervisor-named'
  | 'notice-given-up'
  | `enter:${Stage}`
  | `leave:${Stage}`
  | CommandName;

/** A happening, or one only under a condition: a substantive contact, by the person the rule names, in one stage. */
export type Trigger =
  | Happening
  | { readonly on: Happening; readonly substantive: true }
  | { readonly on: Happening; readonly by: HolderRole }
  | { readonly on: Happening; readonly in: Stage };

/** Who can answer for a clock; the person is found in the directory when the clock starts. */
export const HOLDER_ROLES = [
  'owner',
  'handler',
  'lead',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
] as const;
export type HolderRole = (typeof HOLDER_ROLES)[number];

/** Who is told of something. `group` are the leads of the pack's standing group. */
export type Recipient = HolderRole | 'holder' | 'supervisors' | 'group' | 'customer';

/** A moment in the life of a clock, in percent of its limit; 100 is the breach. Each fires exactly once. */
export interface Rung {
  readonly at: number;
  readonly tell: readonly Recipient[];
  /** The role that is called in, and from then on supervises the case. */
  readonly escalate?: HolderRole;
}

/** How a clock may be extended. Without it, not at all. */
export interface Extension {
  /** The longest total from the start of the clock; beyond it every extension is refused. */
  readonly cap?: Limit;
  /** Up to this total a lead or an agent may extend; beyond it only a supervisor. */
  readonly authority?: Limit;
}

/** One time limit of a regulation. */
export interface ClockRule {
  /** Unique in the pack; the clause, unless several clocks serve one clause. */
  readonly id: string;
  /** `pack/clause` of the regulation. */
  readonly clause: string;
  readonly title: Text;
  readonly from: readonly Trigger[];
  readonly until: readonly Trigger[];
  /** A limit, or the time that a plan step or a promise itself names. */
  readonly limit: Limit | { readonly named: 'step' | 'promise' };
  /** Only cases of this class have the clock; it comes and goes with a new classification. */
  readonly when?: { readonly urgency: readonly Urgency[] };
  /** `receipt`: measured from receipt, or from a later rise in urgency; otherwise from the trigger. */
  readonly since?: 'receipt';
  /** What it asks for is asked once a case: later triggers don't start it again. */
  readonly once?: boolean;
  readonly holder: HolderRole;
  readonly rungs: readonly Rung[];
  /** The customer waits for it: an extension is agreed with the customer. Otherwise a supervisor extends. */
  readonly facesCustomer?: boolean;
  readonly extension?: Extension;
  /** No source grants a pause; never for a clock that runs for reaching the customer. */
  readonly pausable?: boolean;
  /** The source leaves the value open. */
  readonly default?: boolean;
}

export interface NoticeRule {
  readonly on: Happening;
  readonly tell: readonly Recipient[];
  /** Name of the message template. */
  readonly template: string;
}

/** Rules of a company as data: everything but the order of the work. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly clocks: readonly ClockRule[];
  readonly notices: readonly NoticeRule[];
  readonly routing: Partial<Readonly<Record<ContentType, string>>>;
  /** From this return on only a supervisor assigns, and the department can't return it again. */
  readonly arbitrateAfterReturns: number;
  /** media/2.1-group: the departments of the standing group; who supervises every case. */
  readonly group: readonly string[];
  readonly supervision: {
    readonly always: readonly HolderRole[];
    readonly byLevel: Partial<Readonly<Record<Level, readonly HolderRole[]>>>;
    /** Called in from the given round on, when a customer is dissatisfied again. */
    readonly byRound: readonly { readonly round: number; readonly call: readonly HolderRole[] }[];
  };
  readonly planBeforeResult: boolean;
  /** Pausing is off unless the pack grants it. */
  readonly pause: boolean;
  readonly closing: {
    readonly unsettledGrounds: readonly UnsettledGround[];
    /** Attempts to reach the customer after which a case may close without their word; absent: never. */
    readonly attempts?: { readonly count: number; readonly spacing: string };
    /** How long after closing a case may be reopened (ISO 8601, by the wall clock). */
    readonly reopenWindow: string;
  };
  readonly titles: Partial<Readonly<Record<Role, Text>>>;
  /** How long the archived record is kept; absent: the source leaves it open. */
  readonly retention?: string;
}
