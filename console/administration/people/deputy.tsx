import { Button, Select } from 'antd';
import { useState } from 'react';
import { useCompany } from '../../company/company';
import { api, type Role, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';

type Person = Schemas['Person'];

const APART: readonly Role[] = ['auditor', 'administrator', 'customer', 'integration'];
const OF_A_DEPARTMENT: readonly Role[] = ['lead', 'handler'];

/** Who stands in while somebody is away. */
export function Deputy({ person, changes }: { readonly person: Person; readonly changes: boolean }) {
  const say = useSay();
  const { company, person: nameOf } = useCompany();
  const reload = useReload();
  const { sending, failure, send } = useSending();
  const [chosen, setChosen] = useState(person.deputy);
  const isApart = person.roles.some((role) => APART.includes(role));
  const inDepartment = person.roles.some((role) => OF_A_DEPARTMENT.includes(role));
  const possible = company.people.filter(
    ({ user, roles, department }) =>
      user !== person.user &&
      !roles.some((role) => APART.includes(role)) &&
      (!inDepartment || department === person.department),
  );
  const save = async (): Promise<void> => {
    const path = { user: person.user };
    const body = { deputy: chosen };
    const sent = await send(() =>
      answered(api.POST('/api/v1/people/{user}/deputy', { params: { path }, body })),
    );
    if (sent) await reload();
  };
  return (
    <section className="panel" aria-labelledby="deputy">
      <h2 id="deputy">{say('adm.deputy')}</h2>
      <p className="quiet">{say(isApart ? 'adm.deputy-apart' : 'adm.deputy-about')}</p>
      {person.standIn && (
        <p className="strong">{say('adm.stands-in-now', { name: nameOf(person.standIn.user) })}</p>
      )}
      {!changes && !isApart && <p>{nameOf(person.deputy)}</p>}
      {changes && !isApart && (
        <div className="line-form">
          <Select<string>
            className="grow"
            allowClear
            aria-label={say('adm.deputy')}
            placeholder={say('adm.deputy-none')}
            value={chosen}
            showSearch={{ optionFilterProp: 'label' }}
            options={possible.map(({ user, name }) => ({ value: user, label: name }))}
            onChange={(value: string | undefined) => setChosen(value ?? null)}
          />
          <Button loading={sending} onClick={() => void save()}>
            {say('adm.save')}
          </Button>
        </div>
      )}
      <Refusal failure={failure} />
    </section>
  );
}
