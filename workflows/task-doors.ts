import {
  ApplicationFailure,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { Body } from '../domain/task/events';
import type { Task, TaskCommand, TaskRefusal } from '../domain/task/task';
import { REFUSED, TASK_QUERY, type TaskVerdict } from './messages';
import { readSealed, type Opening, type Reading } from './read-command';
import type { TaskRun } from './task-run';

/** What commands a kind of task takes, and how their payloads are read. */
export interface TaskCommands<C extends Body> {
  readonly names: readonly C['type'][];
  open(name: C['type'], payload: unknown): Opening<C>;
}

/** Opens every command as a signal and as an update of its own name, as those of cases. */
export function openTaskDoors<S extends Task, C extends B, B extends Body>(
  run: TaskRun<S, C, B>,
  commands: TaskCommands<C>,
): void {
  for (const name of commands.names) {
    setHandler(defineSignal<[unknown]>(name), (envelope) => receiveSignal(name, envelope));
    setHandler(defineUpdate<TaskVerdict, [unknown]>(name), (envelope) => receiveUpdate(name, envelope), {
      validator: (envelope) => {
        const refusal = run.refusalOf(commandOf(name, envelope));
        if (refusal) throw refused(refusal);
      },
    });
  }
  setDefaultSignalHandler((name) => {
    run.submitMalformed(name, { code: 'invalid', message: 'There is no command of this name.' });
  });
  setHandler(defineQuery<S>(TASK_QUERY), () => run.state);

  async function receiveSignal(name: C['type'], envelope: unknown): Promise<void> {
    const reading = read(name, envelope);
    if ('refusal' in reading) run.submitMalformed(name, reading.refusal, reading.sender);
    else await run.submit('signal', reading.command);
  }

  async function receiveUpdate(name: C['type'], envelope: unknown): Promise<TaskVerdict> {
    const answer = await run.submit('update', commandOf(name, envelope));
    if ('refusal' in answer) throw refused(answer.refusal);
    return answer.verdict;
  }

  function commandOf(name: C['type'], envelope: unknown): TaskCommand<C> {
    const reading = read(name, envelope);
    if ('refusal' in reading) throw refused(reading.refusal);
    return reading.command;
  }

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

function refused(refusal: TaskRefusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal.message, REFUSED, refusal);
}
