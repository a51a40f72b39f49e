import type { Refusal } from '../case/refusal';
import type { Clock } from '../clocks/clock';
import type { Actor } from '../people/actor';
import type { HolderRole } from '../policy/policy';
import type { Body, ClockBody, Stamp, TaskEvent } from './events';

/**
 * What a department is told to do beside the case that it may come from: a work order or a corrective action. Each is a
 * workflow of its own, with clocks of its own. Times are ISO 8601.
 */
export interface Task {
  readonly id: string;
  /** The number of events. */
  readonly revision: number;
  readonly department: string;
  readonly stage: string;
  readonly stageSince: string;
  readonly issuedBy: Actor;
  readonly issuedAt: string;
  readonly clocks: readonly Clock[];
  /** Patterns of numbers that are never kept, where the pack has some. */
  readonly sensitive?: readonly string[];
}

/** A command as it waits for its turn. */
export interface TaskCommand<C extends Body> {
  /** A UUID; repeating it repeats the answer, not the effect. */
  readonly commandId: string;
  readonly actor: Actor;
  /** When the server took it in (ISO 8601). */
  readonly sentAt?: string;
  readonly body: C;
}

export type TaskRefusal = Refusal<string, string>;

/** Who is told: a user, or whoever has a role then. */
export type TaskRecipient =
  { readonly user: string } | { readonly role: HolderRole; readonly department: string };

/** One thing to tell, after it is recorded. */
export interface TaskTelling {
  /** The event it is about; with the template and the recipient it makes the notice's key. */
  readonly seq: number;
  readonly template: string;
  readonly to: readonly TaskRecipient[];
  /** Of a rung: the rule of its clock, how much of its time is used, and when it is due. */
  readonly rung?: { readonly rule: string; readonly percent: number; readonly dueAt: string };
}

/**
 * The rules of one kind of task, all of them pure.
 *
 * `B` is everything that happens in it besides what every task has; `C` is what of it comes by command.
 */
export interface TaskRules<S extends Task, C extends B, B extends Body> {
  /**
   * The task after the event; its revision and its clocks are kept elsewhere.
   *
   * @throws RangeError if the event can't be the first one, or not the next
   */
  apply(state: S | undefined, event: B & Stamp): S;
  /** The clocks that end and start with the event, which has been applied. */
  clocks(after: S, event: B & Stamp): readonly ClockBody[];
  /** @param now epoch milliseconds */
  admit(state: S, command: TaskCommand<C>, now: number): TaskRefusal | undefined;
  /** What is told of an event that has been applied and recorded. */
  tellings(after: S, event: TaskEvent<B>): readonly TaskTelling[];
}
