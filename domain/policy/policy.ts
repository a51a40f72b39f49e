import type { ContentType, Level, Urgency } from '../case/classification';
import type { Adoption, CommandName, Finding, UnsettledGround } from '../case/commands';
import type { Kind, Origin } from '../case/intake';
import type { Stage } from '../case/stage';
import type { Limit } from '../calendar/limit';
import type { Role } from '../people/actor';
import type { Duty } from './duty';

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
  | 'transfer'
  | 'work-order-ended'
  | 'orders-done'
  | 'claim-at'
  | 'claim-decided'
  | 'corrective-action-issued'
  | 'responsibility-incident'
  | `enter:${Stage}`
  | `leave:${Stage}`
  | CommandName;

/** A happening, or one only under conditions, all of which must hold. */
export type Trigger = Happening | ConditionedTrigger;

export interface ConditionedTrigger {
  readonly on: Happening;
  /** A contact that says something on the matter. */
  readonly substantive?: true;
  /** Done by the person whom the rule means by this role. */
  readonly by?: HolderRole;
  readonly in?: Stage;
  /** A contact by this method, such as a letter. */
  readonly method?: string;
  readonly finding?: readonly Finding[];
  readonly answerable?: 'yes' | 'no';
}

/** Which cases a rule is about; all that is named must hold. */
export interface Condition {
  /** Only complaints unless it names others. */
  readonly kind?: readonly Kind[];
  readonly urgency?: readonly Urgency[];
  readonly level?: readonly Level[];
  readonly channel?: readonly string[];
  readonly origin?: readonly Origin[];
  readonly route?: 'normal' | 'direct';
  /** Passed on by another body, such as 12315. */
  readonly transferred?: boolean;
  readonly finding?: readonly Finding[];
  /** What the leader decided about a suggestion. */
  readonly adopted?: readonly Adoption[];
}

/** Who can answer for a clock; the person is found in the directory when the clock starts. */
export const HOLDER_ROLES = [
  'owner',
  'handler',
  'lead',
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
  /** Whoever the ladder of authority names for the open claim. */
  'decider',
] as const;
export type HolderRole = (typeof HOLDER_ROLES)[number];

/** Who is told of something. `group` are the leads of the pack's standing group. */
export const RECIPIENTS = [...HOLDER_ROLES, 'holder', 'supervisors', 'group', 'customer'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

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

/** The time is the one that a happening names; where it names none, the other limit, if any, runs. */
export interface NamedLimit {
  readonly named: NamedTime;
  readonly otherwise?: Limit;
}

/** A step's due time, a promise, the limit that a transferred case came with, the date by which a reply is due. */
export type NamedTime = 'step' | 'promise' | 'transfer' | 'reply';

/** One time limit of a regulation. */
export interface ClockRule {
  /** Unique in the pack; the clause, unless several clocks serve one clause. */
  readonly id: string;
  /** `pack/clause` of the regulation. */
  readonly clause: string;
  readonly title: Text;
  readonly from: readonly Trigger[];
  readonly until: readonly Trigger[];
  /** A limit, or the time that a plan step, a promise, a transfer, or the intake itself names. */
  readonly limit: Limit | NamedLimit;
  /** Only such cases have the clock; it comes and goes with what the case is. */
  readonly when?: Condition;
  /** `receipt`: measured from receipt, or from a later rise in urgency; otherwise from the trigger. */
  readonly since?: 'receipt';
  /** What it asks for is asked once a case: later triggers don't start it again. */
  readonly once?: boolean;
  /** What sets it going again after its end, with the time that it had left; the time between is not counted. */
  readonly resumes?: readonly Trigger[];
  /** It runs on, or starts, after the case is closed; archiving ends it. */
  readonly afterClosing?: boolean;
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
  readonly when?: Condition;
  readonly tell: readonly Recipient[];
  /** Name of the message template. */
  readonly template: string;
}

/** What a finding demands (retail/3.1-finding, 6.1-apology; attraction/5.1-onsite). */
export interface FindingDemand {
  /** Fields of `find` that must be filled in. */
  readonly requires?: readonly ('responsible' | 'staffMeasure')[];
  /** `resolve` records an apology in person, and a gift. */
  readonly apology?: boolean;
  readonly gift?: boolean;
  /** The role that is told and supervises from then on. */
  readonly call?: readonly HolderRole[];
  /** The department that gets a work order, such as production. */
  readonly order?: string;
  /** A corrective action is issued, due within this time. */
  readonly correctiveAction?: Limit;
}

/** Decimal amount, such as `200.00`. */
export type Decimal = string;

/** Who may grant how much (attraction/3.3-claim, iptv/3.3-compensation). */
export interface ClaimRules {
  readonly currency: string;
  /** From the lowest to the highest; the last has no limit. */
  readonly ladder: readonly { readonly role: HolderRole; readonly upTo?: Decimal }[];
  /** Above this sum two people of the ladder sign. */
  readonly twoPeopleAbove?: Decimal;
  /** The compensation standard, in words. */
  readonly standard?: Text;
}

/** What a record must say and must not say at intake (omnichannel/2.1-record, attraction/3.1-record). */
export interface RecordRules {
  /** Intake fields that must be given; `a|b` asks for one of them. */
  readonly required: readonly string[];
  /** Matters that say nothing, such as 产品有问题: turned back when there is no more to it. */
  readonly vague: readonly string[];
  /** The shortest matter, in characters. */
  readonly shortestMatter?: number;
  /** Words that judge the customer; the mood is described, not judged. */
  readonly judging: readonly string[];
  /** Words that deny before the facts are known. */
  readonly negating: readonly string[];
}

/** A text with which a complaint that nobody answers for is explained (iptv/4-triage). */
export interface Script {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
}

/** Rules of a company as data: everything but the order of the work. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** What it takes in; a case of another kind is turned away at intake. */
  readonly kinds: readonly Kind[];
  /**
   * The places of further values that the sources leave open, such as `closing.reopenWindow` or `clocks.3.2-accept.rungs`;
   * a clock or a duty that is one as a whole says `default: true` itself.
   */
  readonly defaults: readonly string[];
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
    /** Called in as soon as a case is such a one. */
    readonly calls: readonly { readonly when: Condition; readonly call: readonly HolderRole[] }[];
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
    /** `resolve` closes the case with a final response of one of these outcomes: no loop until the customer is satisfied. */
    readonly finalResponse?: readonly { readonly id: string; readonly title: Text }[];
  };
  readonly channels: readonly { readonly id: string; readonly title: Text }[];
  readonly record: RecordRules;
  /** Numbers that are never kept, beside ID-card and bank-card numbers: regular expressions. */
  readonly sensitive: readonly string[];
  /** Who owns a case from start to end; absent: whoever files it. */
  readonly ownedBy?: 'specialist';
  /** Before anything else it is decided whether the company is answerable. */
  readonly triage?: { readonly scripts: readonly Script[] };
  /** What each level means. */
  readonly levels: Partial<Readonly<Record<Level, Text>>>;
  readonly findings: Partial<Readonly<Record<Finding, FindingDemand>>>;
  readonly claims?: ClaimRules;
  /** The latest promise, from receipt (ISO 8601, by the wall clock). */
  readonly latestPromise?: string;
  /** So many similar open complaints within this time (ISO 8601, by the wall clock) are a widespread one. */
  readonly widespread?: { readonly count: number; readonly within: string };
  readonly workOrders: { readonly accept: Limit; readonly finish: Limit };
  readonly correctiveActions: {
    readonly accept: Limit;
    readonly plan: Limit;
    readonly check: Limit;
    /** A repeat within this time (ISO 8601, by the wall clock) after it was found effective reopens it. */
    readonly repeatWithin: string;
  };
  /** Passing on and delay that make a complaint escalate are recorded against the department (attraction/3.1-delay). */
  readonly recordIncidents: boolean;
  readonly duties: readonly Duty[];
  readonly titles: Partial<Readonly<Record<Role, Text>>>;
  /** How long the archived record is kept (ISO 8601); absent: the source leaves it open. Important material from a level on. */
  readonly retention?: {
    readonly normal: string;
    readonly important?: string;
    readonly importantFrom?: Level;
  };
}
