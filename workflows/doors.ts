import {
  ApplicationFailure,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import { COMMAND_NAMES } from '../domain/case/admission';
import type { Case } from '../domain/case/case';
import type { Command, CommandName } from '../domain/case/commands';
import type { Refusal } from '../domain/case/refusal';
import type { Clock } from '../domain/clocks/clock';
import { MOVE_POLICY } from '../domain/clocks/policy-move';
import { RETIME } from '../domain/clocks/retiming';
import type { CaseRun } from './case-run';
import { readCommand } from './read-command';
import { isPolicyMove, isRetimeOrder } from './read-rule-change';
import {
  CASE_QUERY,
  CLOCKS_QUERY,
  REFUSED,
  WORK_ORDER_ENDED,
  type Verdict,
  type WorkOrderEnd,
} from './messages';

/**
 * Opens every command as a signal and as an update of its own name. A refused update leaves nothing in the history; a
 * refused signal is put on the record, never thrown: throwing in a signal handler would wedge the case.
 */
export function openDoors(c: CaseRun): void {
  for (const name of COMMAND_NAMES) {
    setHandler(defineSignal<[unknown]>(name), (envelope) => receiveSignal(c, name, envelope));
    setHandler(defineUpdate<Verdict, [unknown]>(name), (envelope) => receiveUpdate(c, name, envelope), {
      validator: (envelope) => {
        const refusal = c.refusalOf(commandOf(c, name, envelope));
        if (refusal) throw refused(refusal);
      },
    });
  }
  setDefaultSignalHandler((name) => {
    c.submitMalformed(name, { code: 'invalid', message: `There is no command of this name.` });
  });
  setHandler(defineSignal<[WorkOrderEnd]>(WORK_ORDER_ENDED), (end) => c.submitOrderEnd(end));
  setHandler(defineSignal<[unknown]>(RETIME), (order) => {
    if (isRetimeOrder(order)) c.submitRetiming(order);
    else c.submitMalformed(RETIME, NOT_FROM_INSIDE);
  });
  setHandler(defineSignal<[unknown]>(MOVE_POLICY), (move) => {
    if (isPolicyMove(move)) c.submitPolicyMove(move);
    else c.submitMalformed(MOVE_POLICY, NOT_FROM_INSIDE);
  });
  setHandler(defineQuery<Case>(CASE_QUERY), () => c.state);
  setHandler(defineQuery<readonly Clock[]>(CLOCKS_QUERY), () => c.state.clocks);
}

const NOT_FROM_INSIDE: Refusal = {
  code: 'invalid',
  message: 'This signal is sent by the product itself: change the calendar, or move cases, through the API.',
};

async function receiveSignal(c: CaseRun, name: CommandName, envelope: unknown): Promise<void> {
  const reading = readCommand(name, envelope, c.policy.sensitive);
  if ('refusal' in reading) c.submitMalformed(name, reading.refusal, reading.sender);
  else await c.submit('signal', reading.command);
}

async function receiveUpdate(c: CaseRun, name: CommandName, envelope: unknown): Promise<Verdict> {
  const answer = await c.submit('update', commandOf(c, name, envelope));
  if ('refusal' in answer) throw refused(answer.refusal);
  return answer.verdict;
}

function commandOf(c: CaseRun, name: CommandName, envelope: unknown): Command {
  const reading = readCommand(name, envelope, c.policy.sensitive);
  if ('refusal' in reading) throw refused(reading.refusal);
  return reading.command;
}

function refused(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal.message, REFUSED, refusal);
}
