import type { Completion, EventBodyOf } from '../case/events';
import type { Actor } from '../people/actor';

/** What happens in a task: a command, or what the procedure does by itself. */
export interface Body {
  readonly type: string;
  readonly payload: object;
}

/** What happens to the clocks of a task, as to those of a case. */
export type ClockBody = EventBodyOf<
  'clock-started' | 'clock-ended' | 'clock-warned' | 'clock-broken' | 'clock-overdue'
>;

/** What happens in work orders and corrective actions alike. */
export type CommonBody = ClockBody | EventBodyOf<'refused' | 'refusals-counted' | 'notice-given-up'>;

const COMMON: readonly string[] = [
  'clock-started',
  'clock-ended',
  'clock-warned',
  'clock-broken',
  'clock-overdue',
  'refused',
  'refusals-counted',
  'notice-given-up',
] satisfies CommonBody['type'][];

/** Who let it happen, and when (ISO 8601, UTC): workflow time, or when the server took the command in. */
export interface EventMeta {
  readonly at: string;
  readonly actor: Actor;
  readonly commandId?: string;
}

export interface Stamp extends EventMeta {
  /** Counts from 1 without gaps. */
  readonly seq: number;
  /** What only `record` can know: when a clock is due, and who answers for it. */
  readonly completion?: Completion;
}

export type CommonEvent = CommonBody & Stamp;
export type TaskEvent<B extends Body> = (B & Stamp) | CommonEvent;
export type ClockStarted = Extract<CommonBody, { type: 'clock-started' }> & Stamp;

/** Whether the event is one that every task has. */
export function isCommon(event: Stamp & Body): event is CommonEvent {
  return COMMON.includes(event.type);
}

/** Whether the event starts a clock. */
export function isClockStart(event: Stamp & Body): event is ClockStarted {
  return event.type === 'clock-started';
}
