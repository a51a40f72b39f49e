import { Link, useParams } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Time } from '../time/time';
import { useWorkOrder, type WorkOrder } from './queries';
import { TaskFact, TaskMissing, TaskPage } from './task-page';

/** A work order: what a department does for a case that waits for it. */
export default function WorkOrderPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useWorkOrder(id);
  if (!data) return <TaskMissing error={error} retry={refetch} />;
  return <TaskPage kind="work-orders" task={data} facts={<Facts order={data} />} />;
}

function Facts({ order }: { readonly order: WorkOrder }) {
  const say = useSay();
  const { person } = useCompany();
  const { task, number, orderedBy, orderedAt, due, acceptedBy, ended } = order;
  return (
    <section className="part">
      <h2>{say('task.work-order')}</h2>
      <p className="prose">{task}</p>
      <dl className="facts">
        <TaskFact name="task.case">
          <Link to={`/cases/${number}`}>{number}</Link>
        </TaskFact>
        <TaskFact name="task.ordered-by">{person(orderedBy)}</TaskFact>
        <TaskFact name="task.ordered-at">
          <Time at={orderedAt} />
        </TaskFact>
        <TaskFact name="field.due">{due !== null && <Time at={due} />}</TaskFact>
        <TaskFact name="task.accepted-by">{acceptedBy !== null && person(acceptedBy)}</TaskFact>
        <TaskFact name="field.result">{ended?.text}</TaskFact>
      </dl>
    </section>
  );
}
