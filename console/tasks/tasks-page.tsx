import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useSay } from '../language/language';
import { useTitle } from '../look/title';
import { stepsIn, useSession } from '../session/session';
import { IssueForm } from './issue-form';
import { useActions, useWorkOrders } from './queries';
import { actionRow, orderRow } from './rows';
import { TaskList } from './task-list';

/** Work orders and corrective actions: those that the reader’s department does, ordered, or watches. */
export default function TasksPage() {
  const say = useSay();
  useTitle(say('place.tasks'));
  const session = useSession();
  const [open, setOpen] = useState(true);
  const [issuing, setIssuing] = useState(false);
  const orders = useWorkOrders({ open });
  const actions = useActions({ open });
  return (
    <div className="page tasks-page">
      <h1 className="page-title">{say('place.tasks')}</h1>
      <div className="filters">
        <Segmented
          value={open ? 'open' : 'all'}
          onChange={(value) => setOpen(value === 'open')}
          aria-label={say('field.stage')}
          options={(['open', 'all'] as const).map((value) => ({ value, label: say(`task.${value}`) }))}
        />
        {stepsIn(session) && (
          <Button icon={<PlusOutlined />} aria-expanded={issuing} onClick={() => setIssuing(!issuing)}>
            {say('task.issue')}
          </Button>
        )}
      </div>
      {issuing && <IssueForm close={() => setIssuing(false)} />}
      <TaskList
        kind="work-orders"
        title="task.work-orders"
        nothing="task.no-work-orders"
        tasks={{ ...orders, rows: orders.data?.pages.flatMap(({ items }) => items.map(orderRow)) }}
      />
      <TaskList
        kind="corrective-actions"
        title="task.corrective-actions"
        nothing="task.no-corrective-actions"
        tasks={{ ...actions, rows: actions.data?.pages.flatMap(({ items }) => items.map(actionRow)) }}
      />
    </div>
  );
}
