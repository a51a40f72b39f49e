import {
  ApplicationFailure,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { Refusal } from '../domain/case/refusal';
import type { Mailbox, Sent } from './mailbox';
import { REFUSED } from './messages';
import type { Reading } from './read-command';

type AnyRefusal = Refusal<string, string>;

/** The commands that a run takes. */
export interface Commands<N extends string, C extends Sent, R extends AnyRefusal> {
  readonly names: readonly N[];
  /** Whatever comes, it is a command or a refusal. */
  read(name: N, envelope: unknown): Reading<C>;
  /** The verdict as things stand; asked again when the command's turn comes. */
  refusalOf(command: C): R | undefined;
}

/**
 * Opens every command as a signal and as an update of its own name. A refused update leaves nothing in the history; a
 * refused signal is put on the record, never thrown: throwing in a signal handler would wedge the run.
 */
export function openCommandDoors<N extends string, C extends Sent, V, R extends AnyRefusal, News>(
  mailbox: Mailbox<C, V, R | Refusal, News>,
  commands: Commands<N, C, R>,
): void {
  for (const name of commands.names) {
    setHandler(defineSignal<[unknown]>(name), (envelope) => receiveSignal(name, envelope));
    setHandler(defineUpdate<V, [unknown]>(name), (envelope) => receiveUpdate(name, envelope), {
      validator: (envelope) => {
        const refusal = commands.refusalOf(commandOf(name, envelope));
        if (refusal) throw refused(refusal);
      },
    });
  }
  setDefaultSignalHandler((name) => {
    mailbox.submitMalformed(name, { code: 'invalid', message: 'There is no command of this name.' });
  });

  async function receiveSignal(name: N, envelope: unknown): Promise<void> {
    const reading = commands.read(name, envelope);
    if ('refusal' in reading) mailbox.submitMalformed(name, reading.refusal, reading.sender);
    else await mailbox.submit('signal', reading.command);
  }

  async function receiveUpdate(name: N, envelope: unknown): Promise<V> {
    const answer = await mailbox.submit('update', commandOf(name, envelope));
    if ('refusal' in answer) throw refused(answer.refusal);
    return answer.verdict;
  }

  function commandOf(name: N, envelope: unknown): C {
    const reading = commands.read(name, envelope);
    if ('refusal' in reading) throw refused(reading.refusal);
    return reading.command;
  }
}

function refused(refusal: AnyRefusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal.message, REFUSED, refusal);
}
