import { invalid } from '../case/refusal';
import { hasRole, isSupervisor, type Actor } from '../people/actor';
import type { TaskCommand, TaskRefusal } from '../task/task';
import {
  ACTION_COMMANDS,
  type ActionCommand,
  type ActionCommandName,
  type ActionStage,
  type CorrectiveAction,
} from './corrective-action';

/** A plan can be revised until it is reported. */
const STAGES: Readonly<Record<ActionCommandName, readonly ActionStage[]>> = {
  accept: ['issued'],
  plan: ['accepted', 'planned'],
  report: ['planned'],
  verify: ['reported'],
};

/**
 * Why the command is not admitted now, with what this actor could send.
 *
 * @param now epoch milliseconds
 */
export function admitToAction(
  state: CorrectiveAction,
  { actor, body }: Pick<TaskCommand<ActionCommand>, 'actor' | 'body'>,
  now: number,
): TaskRefusal | undefined {
  const { stage } = state;
  const admitted = admittedToAction(state, actor);
  if (!mayOn(state, actor, body.type)) {
    const who = body.type === 'verify' ? 'a supervisor or an executive' : 'the lead of the department';
    return { code: 'role', message: `'${body.type}' is for ${who}.`, stage, admitted };
  }
  if (!STAGES[body.type].includes(stage)) {
    const message = `'${body.type}' is not admitted while the corrective action is ${stage}.`;
    return { code: 'stage', message, stage, admitted };
  }
  if (body.type === 'plan' && Date.parse(body.payload.due) <= now) {
    return invalid('due', 'Must lie in the future: by when the measures will be carried out.');
  }
  return undefined;
}

/** The commands that this actor may send now. */
export function admittedToAction(state: CorrectiveAction, actor: Actor): readonly ActionCommandName[] {
  return ACTION_COMMANDS.filter((name) => STAGES[name].includes(state.stage) && mayOn(state, actor, name));
}

function mayOn(state: CorrectiveAction, actor: Actor, name: ActionCommandName): boolean {
  return name === 'verify'
    ? mayIssue(actor)
    : hasRole(actor, 'lead') && actor.department === state.department;
}

/** Whoever issues corrective actions says whether they were effective. */
export function mayIssue(actor: Actor): boolean {
  return isSupervisor(actor) || hasRole(actor, 'executive');
}
