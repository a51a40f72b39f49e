import { defineQuery, defineSignal, setHandler } from '@temporalio/workflow';
import { COMMAND_NAMES } from '../domain/case/admission';
import type { Case } from '../domain/case/case';
import type { Refusal } from '../domain/case/refusal';
import type { Clock } from '../domain/clocks/clock';
import { MOVE_POLICY } from '../domain/clocks/policy-move';
import { RETIME } from '../domain/clocks/retiming';
import type { CaseRun } from './case-run';
import { openCommandDoors } from './command-doors';
import { CASE_QUERY, CLOCKS_QUERY, WORK_ORDER_ENDED, type WorkOrderEnd } from './messages';
import { readCommand } from './read-command';
import { isPolicyMove, isRetimeOrder } from './read-rule-change';

/** Opens a case to its commands, to what the product itself tells it, and to queries. */
export function openDoors(c: CaseRun): void {
  const { mailbox } = c;
  openCommandDoors(mailbox, {
    names: COMMAND_NAMES,
    read: (name, envelope) => readCommand(name, envelope, c.policy.sensitive),
    refusalOf: (command) => c.refusalOf(command),
  });
  setHandler(defineSignal<[WorkOrderEnd]>(WORK_ORDER_ENDED), (end) =>
    mailbox.submitNews({ kind: 'order-ended', end }),
  );
  setHandler(defineSignal<[unknown]>(RETIME), (order) => {
    if (isRetimeOrder(order)) mailbox.submitNews({ kind: 'retime', order });
    else mailbox.submitMalformed(RETIME, NOT_FROM_INSIDE);
  });
  setHandler(defineSignal<[unknown]>(MOVE_POLICY), (move) => {
    if (isPolicyMove(move)) mailbox.submitNews({ kind: 'policy-move', move });
    else mailbox.submitMalformed(MOVE_POLICY, NOT_FROM_INSIDE);
  });
  setHandler(defineQuery<Case>(CASE_QUERY), () => c.state);
  setHandler(defineQuery<readonly Clock[]>(CLOCKS_QUERY), () => c.state.clocks);
}

const NOT_FROM_INSIDE: Refusal = {
  code: 'invalid',
  message: 'This signal is sent by the product itself: change the calendar, or move cases, through the API.',
};
