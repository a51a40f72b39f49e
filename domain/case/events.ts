import type { Clock, ClockReckoning, ClockTimes } from '../clocks/clock';
import type { Actor } from '../people/actor';
import type { HolderRole } from '../policy/policy';
import type { Limit } from '../calendar/limit';
import type { Closing, Incident, OrderOutcome, Outcome } from './case';
import type { CommandPayloads, Money } from './commands';
import type { Intake } from './intake';
import type { RefusalCode } from './refusal';
import type { Stage } from './stage';

/** What happens without a command. */
export interface ProcedureEvents {
  registered: {
    readonly number: string;
    readonly policy: { readonly id: string; readonly version: number };
    readonly intake: Intake;
    /** Who filed it, if they are an agent; completed where the pack has its cases owned by another role. */
    readonly owner?: string;
    readonly ownedBy?: 'specialist';
  };
  'stage-entered': { readonly stage: Stage };
  'round-opened': { readonly round: number };
  closed: { readonly outcome: Outcome } & Pick<Closing, 'reopenUntil' | 'keepUntil'>;
  'clock-started': Pick<Clock, 'id' | 'rule' | 'clause' | 'holder' | 'step'> & {
    readonly reckoning: ClockReckoning;
    /** Of a clock that goes on from where it ended. */
    readonly resumed?: Pick<Clock, 'fired' | 'extensions'>;
  };
  'clock-ended': { readonly id: string; readonly clause: string; readonly ended: 'met' | 'superseded' };
  /** Rules asked for once a case, met while none of their clocks ran. */
  'limits-met': { readonly rules: readonly string[] };
  'clock-paused': { readonly id: string; readonly clause: string };
  /** Its due time moved: after a pause, by an extension, or because the calendar or the pack has changed. */
  'clock-retimed': {
    readonly id: string;
    readonly clause: string;
    readonly reckoning: ClockReckoning;
    readonly reason?: string;
    /** The times by this version of the calendar, for as long as it is the newest. */
    readonly given?: { readonly times: ClockTimes; readonly calendar: number };
  };
  /** An administrator has moved the case to a newer version of its pack. */
  'policy-moved': {
    readonly from: PolicyVersion;
    readonly to: PolicyVersion;
    readonly reason: string;
  };
  'clock-warned': RungFired;
  'clock-broken': RungFired;
  /** A rung after the breach. */
  'clock-overdue': RungFired;
  /** From now on the role supervises the case: by rule, level, round, rung, or command. Its person is found when recorded. */
  'supervisor-named': { readonly role: HolderRole; readonly because: string };
  'work-order-ended': { readonly id: string; readonly outcome: OrderOutcome; readonly text: string };
  /** The open claim has come to this rung of the ladder (from 0); whoever has one of the roles decides. */
  'claim-at': {
    readonly claim: number;
    readonly rung: number;
    readonly deciders: readonly HolderRole[];
    /** One of two people has granted it. */
    readonly seconding?: true;
  };
  'claim-decided': {
    readonly claim: number;
    readonly decision: 'grant' | 'refuse';
    readonly amount?: Money;
  };
  'corrective-action-issued': {
    readonly id: string;
    readonly department: string;
    readonly persons: readonly string[];
    readonly due: Limit | { readonly given: string };
    readonly reason: string;
  };
  'responsibility-incident': Omit<Incident, 'at'>;
  /** A signal that was not admitted. */
  refused: { readonly command: string; readonly code: RefusalCode; readonly message: string };
  /** Refusals of one hour beyond what is written down singly. */
  'refusals-counted': { readonly count: number };
  'notice-given-up': { readonly template: string; readonly recipient: string };
}

interface PolicyVersion {
  readonly id: string;
  readonly version: number;
}

export interface RungFired {
  readonly id: string;
  readonly clause: string;
  readonly percent: number;
  readonly dueAt: string;
}

type Payloads = CommandPayloads & ProcedureEvents;
export type EventType = keyof Payloads;

/** What only `record` can know, with the calendar and the directory at hand; it is in history from then on. */
export interface Completion {
  readonly times?: ClockTimes;
  readonly person?: string;
}

interface Common {
  /** Counts from 1 without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC: workflow time, or when the server took the command in. */
  readonly at: string;
  readonly actor: Actor;
  readonly round: number;
  readonly commandId?: string;
  readonly happenedAt?: string;
  readonly completion?: Completion;
}

export type EventBodyOf<T extends EventType> = {
  readonly [K in T]: { readonly type: K; readonly payload: Payloads[K] };
}[T];
export type EventOf<T extends EventType> = {
  readonly [K in T]: Common & { readonly type: K; readonly payload: Payloads[K] };
}[T];
export type EventBody = EventBodyOf<EventType>;
export type CaseEvent = EventOf<EventType>;
export type EventMeta = Omit<Common, 'seq' | 'round' | 'completion'>;
