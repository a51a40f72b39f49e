import { Button } from 'antd';
import { useState } from 'react';
import { useCompany } from '../../company/company';
import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { useDepartments } from '../parts/queries';
import { DepartmentForm } from './department-form';

type Department = Schemas['Department'];

/** The departments, and who leads them. */
export default function DepartmentsPage() {
  const say = useSay();
  const { title, person } = useCompany();
  const changes = administers(useSession());
  const { data, error, refetch } = useDepartments();
  const [open, setOpen] = useState<'new' | Department>();
  return (
    <>
      <Heading title={say('adm.departments')} about={say('adm.departments-about')}>
        {changes && (
          <Button type="primary" onClick={() => setOpen('new')}>
            {say('adm.department-new')}
          </Button>
        )}
      </Heading>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data?.length === 0 && <p className="notice-box">{say('adm.departments-none')}</p>}
      {data && data.length > 0 && (
        <table className="admin-table">
          <thead>
            <tr>
              <th>{say('field.department')}</th>
              <th>{say('adm.id')}</th>
              <th>{say('role.lead')}</th>
              <th>{say('adm.people-count')}</th>
              {changes && <th aria-label={say('adm.actions')} />}
            </tr>
          </thead>
          <tbody>
            {data.map((department) => (
              <tr key={department.id}>
                <td data-label={say('field.department')}>{title(department.title)}</td>
                <td data-label={say('adm.id')}>
                  <code>{department.id}</code>
                </td>
                <td data-label={say('role.lead')}>{person(department.lead)}</td>
                <td data-label={say('adm.people-count')}>{department.people}</td>
                {changes && (
                  <td>
                    <Button
                      size="small"
                      aria-label={say('adm.change-of', { name: title(department.title) })}
                      onClick={() => setOpen(department)}
                    >
                      {say('adm.change')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open !== undefined && (
        <DepartmentForm {...(open !== 'new' && { department: open })} close={() => setOpen(undefined)} />
      )}
    </>
  );
}
