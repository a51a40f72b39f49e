import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { workOrderRules } from '../domain/work-order/rules';
import {
  isOpenOrder,
  WORK_ORDER_COMMANDS,
  type WorkOrder,
  type WorkOrderBody,
  type WorkOrderCommand,
} from '../domain/work-order/work-order';
import { isWorkOrderCommand } from './generated/validators';
import { WORK_ORDER_ENDED, type WorkOrderEnd, type WorkOrderStart } from './messages';
import { notifyOfTask, recordWorkOrder } from './task-activities';
import { openTaskDoors, type TaskCommands } from './task-doors';
import { TaskRun } from './task-run';

/**
 * A work order to a department (iptv/4-orders): it is signed for and finished, each within its time, or goes back to
 * whoever ordered it, or is cancelled. At its end it tells its case, which waits with its result until then.
 */
export async function workOrder(start: WorkOrderStart): Promise<void> {
  const order = open(start); // every handler is up before the first await
  await order.while(isOpenOrder);
  await tellTheCase(order.state);
  await order.finish();
}

function open(start: WorkOrderStart): TaskRun<WorkOrder, WorkOrderCommand, WorkOrderBody> {
  const ports = { record: recordWorkOrder, notify: notifyOfTask };
  const first: WorkOrderBody = { type: 'ordered', payload: start };
  const meta = { at: start.orderedAt, actor: start.orderedBy };
  const order = new TaskRun(workOrderRules, ports, first, meta);
  openTaskDoors(order, COMMANDS);
  return order;
}

const COMMANDS: TaskCommands<WorkOrderCommand> = {
  names: WORK_ORDER_COMMANDS,
  open: (type, payload) => {
    const command = { type, payload };
    return isWorkOrderCommand(command) ? { command } : { errors: isWorkOrderCommand.errors };
  },
};

async function tellTheCase({ id, number, ended }: WorkOrder): Promise<void> {
  if (!ended) return;
  const { outcome, text } = ended;
  const end: WorkOrderEnd = { id, outcome, text };
  // A case that is closed and archived by now waits for nothing.
  await getExternalWorkflowHandle(number)
    .signal(WORK_ORDER_ENDED, end)
    .catch(() => undefined);
}
