import { Form, Input, Select } from 'antd';
import { useCompany } from '../../company/company';
import { api, type Role, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';

type Department = Schemas['Department'];

interface DepartmentInput {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly lead: string;
}

interface Props {
  /** The one that is changed; absent: a new one. */
  readonly department?: Department;
  readonly close: () => void;
}

const APART: readonly Role[] = ['auditor', 'administrator', 'customer', 'integration'];

/** A department, new or changed. */
export function DepartmentForm({ department, close }: Props) {
  const say = useSay();
  const { company } = useCompany();
  const reload = useReload();
  const [form] = Form.useForm<DepartmentInput>();
  const lead = Form.useWatch('lead', form);
  const { sending, failure, send } = useSending();
  const leaders = new Set(
    company.departments.filter(({ id }) => id !== department?.id).map((one) => one.lead),
  );
  const possible = company.people.filter(
    ({ user, roles }) => !leaders.has(user) && !roles.some((role) => APART.includes(role)),
  );
  const named = company.people.find(({ user }) => user === lead);
  const moves = named !== undefined && (named.department !== department?.id || !named.roles.includes('lead'));
  const save = async ({ id, zh, en, lead: user }: DepartmentInput): Promise<void> => {
    const title = { zh, en };
    const sent = await send(() =>
      department
        ? answered(
            api.POST('/api/v1/departments/{id}/change', {
              params: { path: { id: department.id } },
              body: { title, ...(user !== department.lead && { lead: user }) },
            }),
          )
        : answered(api.POST('/api/v1/departments', { body: { id, title, lead: user } })),
    );
    if (!sent) return;
    await reload();
    close();
  };
  const required = { required: true, message: say('form.required') };
  return (
    <Dialog
      open
      title={say(department ? 'adm.department-change' : 'adm.department-new')}
      okText={say('adm.save')}
      cancelText={say('adm.cancel')}
      confirmLoading={sending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<DepartmentInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={department ? { ...department.title, lead: department.lead } : {}}
        onFinish={save}
      >
        {!department && (
          <Form.Item
            name="id"
            label={say('adm.id')}
            extra={say('adm.department-id-about')}
            rules={[required, { pattern: /^[a-z][a-z0-9-]*$/, message: say('adm.department-id-about') }]}
          >
            <Input autoFocus maxLength={60} />
          </Form.Item>
        )}
        <div className="pair">
          <Form.Item name="zh" label={say('adm.title-zh')} rules={[required]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="en" label={say('adm.title-en')} rules={[required]}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
        <Form.Item
          name="lead"
          label={say('role.lead')}
          rules={[required]}
          extra={moves ? say('adm.lead-moves', { name: named.name }) : say('adm.lead-about')}
        >
          <Select<string>
            showSearch={{ optionFilterProp: 'label' }}
            options={possible.map(({ user, name }) => ({ value: user, label: `${name} ${user}` }))}
          />
        </Form.Item>
        <Refusal failure={failure} />
      </Form>
    </Dialog>
  );
}
