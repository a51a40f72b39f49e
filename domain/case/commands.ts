import type { Actor } from '../people/actor';
import type { ContentType, Level, Subtype, Urgency } from './classification';
import type { Amendment } from './intake';

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

export type Finding = 'violation' | 'fault' | 'product' | 'customer' | 'unfounded';
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
  'set-level': { readonly level: Level; readonly reason: string };
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
  };
  note: { readonly text: string; readonly visibility: 'internal' | 'customer' };
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
  resolve: {
    readonly result: string;
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
  withdraw: { readonly reason: string; readonly statement: Statement };
  reopen: { readonly reason: string };
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
