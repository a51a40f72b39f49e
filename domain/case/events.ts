import type { Clock, ClockReckoning, ClockTimes } from '../clocks/clock';
import type { Actor } from '../people/actor';
import type { HolderRole } from '../policy/policy';
import type { Outcome } from './case';
import type { CommandPayloads } from './commands';
import type { Intake } from './intake';
import type { RefusalCode } from './refusal';
import type { Stage } from './stage';

/** What happens without a command. */
export interface ProcedureEvents {
  registered: {
    readonly number: string;
    readonly policy: { readonly id: string; readonly version: number };
    readonly intake: Intake;
    readonly owner: string;
  };
  'stage-entered': { readonly stage: Stage };
  'round-opened': { readonly round: number };
  closed: { readonly outcome: Outcome; readonly reopenUntil: string };
  'clock-started': Pick<Clock, 'id' | 'rule' | 'clause' | 'holder' | 'step'> & {
    readonly reckoning: ClockReckoning;
  };
  'clock-ended': { readonly id: string; readonly clause: string; readonly ended: 'met' | 'superseded' };
  /** Rules asked for once a case, met while none of their clocks ran. */
  'limits-met': { readonly rules: readonly string[] };
  'clock-paused': { readonly id: string; readonly clause: string };
  /** Its due time moved: after a pause or by an extension. */
  'clock-retimed': { readonly id: string; readonly clause: string; readonly reckoning: ClockReckoning };
  'clock-warned': RungFired;
  'clock-broken': RungFired;
  /** A rung after the breach. */
  'clock-overdue': RungFired;
  /** From now on the role supervises the case: by rule, level, round, rung, or command. Its person is found when recorded. */
  'supervisor-named': { readonly role: HolderRole; readonly because: string };
  /** A signal that was not admitted. */
  refused: { readonly command: string; readonly code: RefusalCode; readonly message: string };
  /** Refusals of one hour beyond what is written down singly. */
  'refusals-counted': { readonly count: number };
  'notice-given-up': { readonly template: string; readonly recipient: string };
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
