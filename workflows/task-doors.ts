import { defineQuery, setHandler } from '@temporalio/workflow';
import type { Body } from '../domain/task/events';
import type { Task, TaskCommand } from '../domain/task/task';
import { openCommandDoors } from './command-doors';
import { TASK_QUERY } from './messages';
import { readSealed, type Opening, type Reading } from './read-command';
import type { TaskRun } from './task-run';

/** What commands a kind of task takes, and how their payloads are read. */
export interface TaskCommands<C extends Body> {
  readonly names: readonly C['type'][];
  open(name: C['type'], payload: unknown): Opening<C>;
}

/** Opens a task to its commands, in the manner of a case. */
export function openTaskDoors<S extends Task, C extends B, B extends Body>(
  run: TaskRun<S, C, B>,
  commands: TaskCommands<C>,
): void {
  openCommandDoors(run.mailbox, {
    names: commands.names,
    read,
    refusalOf: (command) => run.refusalOf(command),
  });
  setHandler(defineQuery<S>(TASK_QUERY), () => run.state);

  function read(name: C['type'], envelope: unknown): Reading<TaskCommand<C>> {
    const { sensitive = [] } = run.state;
    return readSealed<TaskCommand<C>>(envelope, sensitive, ({ commandId, actor, sentAt, payload }) => {
      const opening = commands.open(name, payload);
      if ('errors' in opening) return opening;
      const body = opening.command;
      return { command: { commandId, actor, ...(sentAt !== undefined && { sentAt }), body } };
    });
  }
}
