import { useSay } from '../language/language';
import { hasRole, stepsIn, useSession } from '../session/session';
import { useActions, useWorkOrders } from './queries';
import { actionRow, orderRow } from './rows';
import { TaskLines } from './task-lines';

/**
 * The work orders and corrective actions that wait for the reader’s department, before any other work in its queue
 * (iptv/4-orders); for those who issue them, the measures that are to be checked.
 */
export function TasksWaiting() {
  const say = useSay();
  const session = useSession();
  const inDepartment = hasRole(session, 'lead', 'handler') && session.department !== undefined;
  const checks = stepsIn(session);
  const filter = { open: true, ...(session.department !== undefined && { department: session.department }) };
  const orders = useWorkOrders(filter, inDepartment).data?.pages.flatMap(({ items }) => items) ?? [];
  const ofDepartment = useActions(filter, inDepartment).data?.pages.flatMap(({ items }) => items) ?? [];
  const all = useActions({ open: true }, checks).data?.pages.flatMap(({ items }) => items) ?? [];
  const actions = [
    ...(inDepartment ? ofDepartment.filter(({ stage }) => stage !== 'reported') : []),
    ...(checks ? all.filter(({ stage }) => stage === 'reported') : []),
  ];
  if (orders.length + actions.length === 0) return null;
  return (
    <section className="tasks-waiting" aria-label={say('place.tasks')}>
      <h2 className="band first">{say('task.waiting')}</h2>
      <TaskLines kind="work-orders" rows={orders.map(orderRow)} />
      <TaskLines kind="corrective-actions" rows={actions.map(actionRow)} />
    </section>
  );
}
