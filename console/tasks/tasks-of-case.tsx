import { useSay } from '../language/language';
import { useActionsOfCase, useOrdersOfCase } from './queries';
import { actionRow, orderRow } from './rows';
import { TaskLines } from './task-lines';

/** What departments do for a case, and what is corrected because of it; nothing if there is none. */
export function TasksOfCase({ number }: { readonly number: string }) {
  const say = useSay();
  const orders = useOrdersOfCase(number).data ?? [];
  const actions = useActionsOfCase(number).data ?? [];
  if (orders.length + actions.length === 0) return null;
  return (
    <section className="part">
      <h2>{say('place.tasks')}</h2>
      <TaskLines kind="work-orders" rows={orders.map(orderRow)} />
      <TaskLines kind="corrective-actions" rows={actions.map(actionRow)} />
    </section>
  );
}
