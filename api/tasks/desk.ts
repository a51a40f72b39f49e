import type { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import type { Body, Stamp } from '../../domain/task/events';
import type { Task, TaskCommand, TaskRefusal } from '../../domain/task/task';
import { Problem } from '../problems';

/** What the API knows of one kind of task. */
export interface TaskDesk<S extends Task, C extends Body> {
  /** As messages call it: “work order”. */
  readonly name: string;
  /** Where it is served: `/api/v1/work-orders`. */
  readonly root: string;
  /** Reads a command with its payload. */
  readonly commands: z.ZodType<C>;
  find(id: string): Promise<S | undefined>;
  maySee(actor: Actor, state: S): boolean;
  admit(state: S, command: TaskCommand<C>, now: number): TaskRefusal | undefined;
  /** All its events, in their order. */
  eventsOf(id: string): Promise<readonly (Body & Stamp)[]>;
  /** The stage it was in after the event of this seq. */
  stageAt(id: string, seq: number): Promise<string>;
}

/**
 * The task of an id, if the actor may see it.
 *
 * @throws {Problem} `not-found`, also for one that is not theirs to see
 */
export async function findTask<S extends Task, C extends Body>(
  desk: TaskDesk<S, C>,
  id: string,
  actor: Actor,
): Promise<S> {
  const state = await desk.find(id);
  if (state && desk.maySee(actor, state)) return state;
  throw new Problem('not-found', `There is no ${desk.name} of this id that is yours to see. Check it.`);
}
