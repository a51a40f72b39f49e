import { hasRole, isAgent, isSupervisor, PROCEDURE, type Actor } from '../people/actor';
import type { TaskCommand, TaskRefusal } from '../task/task';
import {
  WORK_ORDER_COMMANDS,
  type WorkOrder,
  type WorkOrderCommand,
  type WorkOrderCommandName,
  type WorkOrderStage,
} from './work-order';

const STAGES: Readonly<Record<WorkOrderCommandName, readonly WorkOrderStage[]>> = {
  accept: ['ordered'],
  return: ['ordered', 'accepted'],
  finish: ['accepted'],
  cancel: ['ordered', 'accepted'],
};

const WHO = {
  department: 'a lead or handler of the ordered department, a supervisor, or an executive',
  orderer: 'whoever ordered it, an agent, or a supervisor',
} as const;

/** Why the command is not admitted now, with what this actor could send. */
export function admitToOrder(
  state: WorkOrder,
  { actor, body }: Pick<TaskCommand<WorkOrderCommand>, 'actor' | 'body'>,
): TaskRefusal | undefined {
  const { stage } = state;
  const admitted = admittedToOrder(state, actor);
  if (!mayOn(state, actor, body.type)) {
    const who = body.type === 'cancel' ? WHO.orderer : WHO.department;
    return { code: 'role', message: `'${body.type}' is for ${who}.`, stage, admitted };
  }
  if (!STAGES[body.type].includes(stage)) {
    const message = `'${body.type}' is not admitted while the order is ${stage}.`;
    return { code: 'stage', message, stage, admitted };
  }
  return undefined;
}

/** The commands that this actor may send now. */
export function admittedToOrder(state: WorkOrder, actor: Actor): readonly WorkOrderCommandName[] {
  return WORK_ORDER_COMMANDS.filter(
    (name) => STAGES[name].includes(state.stage) && mayOn(state, actor, name),
  );
}

function mayOn(state: WorkOrder, actor: Actor, name: WorkOrderCommandName): boolean {
  if (name === 'cancel') {
    const orderer = actor.user === state.issuedBy.user || actor.user === PROCEDURE.user;
    return orderer || isAgent(actor) || isSupervisor(actor);
  }
  const ofDepartment = hasRole(actor, 'lead', 'handler') && actor.department === state.department;
  return ofDepartment || isSupervisor(actor) || hasRole(actor, 'executive');
}
