import { defineSignal, setHandler } from '@temporalio/workflow';
import {
  ACTION_COMMANDS,
  type ActionBody,
  type ActionCommand,
  type CorrectiveAction,
} from '../domain/corrective-action/corrective-action';
import { actionRules } from '../domain/corrective-action/rules';
import { isActionCommand } from './generated/validators';
import { REPEAT, type CorrectiveActionStart, type Repeat } from './messages';
import { notifyOfTask, recordCorrectiveAction } from './task-activities';
import { openTaskDoors, type TaskCommands } from './task-doors';
import { TaskRun } from './task-run';

type ActionRun = TaskRun<CorrectiveAction, ActionCommand, ActionBody>;

/**
 * A corrective action (整改通知书, hotel/6-notice): signed for, planned, carried out and checked, and planned again until it
 * is found effective. Then it is watched for a while: a repeat opens it again, and only without one is it closed.
 */
export async function correctiveAction(start: CorrectiveActionStart): Promise<void> {
  const action = open(start); // every handler is up before the first await
  do {
    await action.while(({ stage }) => stage !== 'watching');
  } while (await hasRepeat(action));
  action.occur({ type: 'watch-ended', payload: {} });
  await action.finish();
}

/** Whether a repeat has opened it again before the pack's time for one was over. */
async function hasRepeat(action: ActionRun): Promise<boolean> {
  const { watch } = action.state;
  return action.whileUntil(({ stage }) => stage === 'watching', watch?.until);
}

function open(start: CorrectiveActionStart): ActionRun {
  const ports = { record: recordCorrectiveAction, notify: notifyOfTask };
  const first: ActionBody = { type: 'issued', payload: start };
  const meta = { at: start.issuedAt, actor: start.issuedBy };
  const action: ActionRun = new TaskRun(actionRules, ports, first, meta);
  openTaskDoors(action, COMMANDS);
  setHandler(defineSignal<[unknown]>(REPEAT), (news) => {
    if (isRepeat(news)) action.mailbox.submitNews(() => repeatOf(action.state, news));
  });
  return action;
}

/** Only while it is watched is a repeat one, each complaint once, and never a case that it came from. */
function repeatOf({ stage, cases, repeats }: CorrectiveAction, { number }: Repeat): ActionBody | undefined {
  if (stage !== 'watching' || cases.includes(number) || repeats.includes(number)) return undefined;
  return { type: 'repeat', payload: { number } };
}

/** A signal may hold anything, such as a payload that the codec could not read. */
function isRepeat(news: unknown): news is Repeat {
  return typeof news === 'object' && news !== null && 'number' in news && typeof news.number === 'string';
}

const COMMANDS: TaskCommands<ActionCommand> = {
  names: ACTION_COMMANDS,
  open: (type, payload) => {
    const command = { type, payload };
    return isActionCommand(command) ? { command } : { errors: isActionCommand.errors };
  },
};
