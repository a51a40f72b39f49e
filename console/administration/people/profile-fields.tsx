import { Form, Input, Select } from 'antd';
import { useCompany } from '../../company/company';
import type { Role } from '../../http/client';
import { useSay } from '../../language/language';
import { roleOptions } from './role-select';

/** Who somebody is, as it is typed. */
export interface ProfileInput {
  readonly name: string;
  readonly roles: Role[];
  readonly department?: string;
  readonly email?: string;
}

/** @param ownRoles whether these are the reader’s own roles, which are not theirs to change */
export function ProfileFields({ ownRoles = false }: { readonly ownRoles?: boolean }) {
  const say = useSay();
  const { company, title } = useCompany();
  const required = { required: true, message: say('form.required') };
  return (
    <>
      <Form.Item name="name" label={say('adm.name')} rules={[required]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="roles"
        label={say('adm.roles')}
        rules={[required]}
        extra={say(ownRoles ? 'adm.roles-own' : 'adm.roles-about')}
      >
        <Select<Role[]>
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={roleOptions(say)}
          disabled={ownRoles}
        />
      </Form.Item>
      <Form.Item name="department" label={say('field.department')} extra={say('adm.department-about')}>
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={company.departments.map((one) => ({ value: one.id, label: title(one.title) }))}
        />
      </Form.Item>
      <Form.Item
        name="email"
        label={say('adm.email')}
        rules={[{ type: 'email', message: say('server.email') }]}
      >
        <Input maxLength={200} autoComplete="off" inputMode="email" />
      </Form.Item>
    </>
  );
}
