import type { Actor } from '../people/actor';
import type { ContentType, Level, Subtype, Urgency } from './classification';
import type { Amendment, Transfer } from './intake';

export type NoPayload = Readonly<Record<string, never>>;

export interface PlanStep {
  readonly what: string;
  readonly owner: string;
  /** ISO 8601 with offset. */
  readonly due: string;
}

export interface Statement {
  readonly at: string;
  readonly method: string;
  readonly text: string;
}

/** Who can be asked to step in (media/2.2-direct). */
export type EscalationTarget = 'supervisor' | 'quality-manager' | 'head-of-customer-service' | 'executive';

/** Whether the customer finds it on their page. */
export const VISIBILITIES = ['internal', 'customer'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A sum, such as `{amount: '50.00', currency: 'CNY'}`. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** What an investigation finds (retail/3.1-finding). */
export const FINDINGS = ['violation', 'fault', 'product', 'customer', 'unfounded'] as const;
export type Finding = (typeof FINDINGS)[number];
/** Whether a suggestion is taken up (retail/3.2-suggestion). */
export const ADOPTIONS = ['yes', 'no', 'partly'] as const;
export type Adoption = (typeof ADOPTIONS)[number];
export type UnsettledGround = 'not-understood' | 'no-liability' | 'no-settlement' | 'unreachable';

/** The payload of every command: the contract of the HTTP API, the signals, and the updates. Times are ISO 8601. */
export interface CommandPayloads {
  amend: { readonly fields: Amendment; readonly reason: string };
  classify: {
    readonly contentType: ContentType;
    readonly subtype: Subtype;
    readonly urgency: Urgency;
    readonly reason?: string;
  };
  triage: {
    readonly answerable: 'yes' | 'no' | 'unclear';
    /** Id of the text by which a complaint that nobody answers for is explained. */
    readonly script?: string;
    readonly note?: string;
  };
  'set-level': { readonly level: Level; readonly reason: string };
  'set-transfer': Transfer;
  assign: { readonly department: string; readonly handler?: string; readonly reason?: string };
  accept: NoPayload;
  return: { readonly reason: string };
  'form-team': { readonly members: readonly string[]; readonly lead: string };
  'add-evidence': {
    readonly title: string;
    readonly kind: string;
    readonly note?: string;
    readonly attachment?: string;
    readonly originalAt?: string;
    /** Internal unless it says so; what the customer sends is theirs to see. */
    readonly visibility?: Visibility;
  };
  note: { readonly text: string; readonly visibility: Visibility };
  find: {
    readonly finding: Finding;
    readonly rootCause: string;
    readonly text: string;
    readonly responsible?: string;
    readonly staffMeasure?: { readonly person: string; readonly measure: string; readonly rule: string };
  };
  plan: {
    readonly owner: string;
    readonly steps: readonly PlanStep[];
    readonly expectedCompletion: string;
    readonly preliminary?: boolean;
  };
  'complete-step': { readonly step: number; readonly result: string };
  'log-contact': {
    readonly method: string;
    readonly at: string;
    readonly content: string;
    readonly reaction: string;
    readonly substantive?: boolean;
    readonly promisedNextAt?: string;
  };
  'contact-attempt': {
    readonly method: string;
    readonly at: string;
    readonly outcome: 'no-answer' | 'refused' | 'wrong-number';
  };
  'promise-reply': { readonly by: string; readonly note?: string };
  extend: {
    /** The clause of the clock, or its id where several clocks of one clause run. */
    readonly clock: string;
    readonly until: string;
    readonly reason: string;
    readonly agreedAt?: string;
    readonly agreedWith?: string;
  };
  pause: { readonly reason: 'waiting-for-customer' | 'force-majeure'; readonly until?: string };
  resume: NoPayload;
  'order-work': { readonly department: string; readonly task: string; readonly due?: string };
  claim: { readonly demand: string; readonly grounds: string };
  'decide-claim': {
    readonly decision: 'grant' | 'refuse' | 'pass-on';
    readonly amount?: Money;
    readonly reason: string;
  };
  resolve: {
    readonly result: string;
    /** One of the pack's outcomes, where it closes a case by a final response. */
    readonly outcome?: string;
    readonly measures?: string;
    readonly apology?: { readonly by: string; readonly at: string };
    readonly gift?: string;
    readonly customerContent: 'yes' | 'no' | 'unknown';
  };
  'customer-satisfied': { readonly rating: number; readonly comment?: string; readonly suggestions?: string };
  'customer-unsatisfied': { readonly reason: string; readonly demand?: string };
  'customer-in-doubt': { readonly doubt: string; readonly nextContactAt: string };
  'close-unsettled': { readonly ground: UnsettledGround; readonly statement: string };
  escalate: { readonly to: EscalationTarget; readonly reason: string };
  intervene: { readonly instruction: string; readonly takeOver?: boolean };
  'mark-widespread': { readonly group: string; readonly reason: string };
  /** Proposed with a reason, then agreed to or not. */
  'flag-difficult': { readonly reason: string; readonly followUpAt?: string } | { readonly agree: boolean };
  'reply-to-body': {
    readonly outcome: 'settled' | 'not-settled';
    readonly statement: string;
    readonly at: string;
  };
  'decide-suggestion': { readonly adopted: Adoption; readonly reason: string };
  answer: { readonly text: string };
  withdraw: { readonly reason: string; readonly statement: Statement };
  reopen: { readonly reason: string };
  callback: {
    readonly at: string;
    readonly method: string;
    readonly opinion: string;
    readonly rating?: number;
  };
  inspect: {
    readonly verdict: 'done' | 'not-done' | 'not-confirmed';
    readonly criticism?: string;
    readonly correctBy?: string;
  };
  'keep-longer': { readonly reason: string; readonly until: string };
  review: {
    readonly rootCause: string;
    readonly lessons: readonly string[];
    readonly countermeasures: readonly string[];
    readonly share?: boolean;
  };
}

export type CommandName = keyof CommandPayloads;

/** What every command carries besides its payload. */
export interface Envelope<N extends CommandName = CommandName> {
  /** A UUID; repeating it repeats the answer, not the effect. */
  readonly commandId: string;
  readonly actor: Actor;
  /** When the server took the command in (ISO 8601): clocks stop by it, even if the worker was away. */
  readonly sentAt?: string;
  /** When it happened outside, e.g. a phone call; shown, but no clock stops by it. */
  readonly happenedAt?: string;
  readonly payload: CommandPayloads[N];
}

export type Command = { readonly [N in CommandName]: { readonly type: N } & Envelope<N> }[CommandName];
export type CommandOf<N extends CommandName> = Extract<Command, { readonly type: N }>;
