import { Alert, Form, Input, Select } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Dialog } from '../look/dialog';
import { refusalText } from '../look/refusal';
import { askFor } from './bulk-api';

interface Props {
  readonly open: boolean;
  readonly numbers: ReadonlySet<string>;
  readonly close: () => void;
}

interface Filled {
  readonly department: string;
  readonly handler?: string;
  readonly reason?: string;
}

const LONGEST_REASON = 10_000;

/** Asks where the chosen cases go, and says how many they are before it sends them. */
export function AssignDialog({ open, numbers, close }: Props) {
  const say = useSay();
  const go = useNavigate();
  const { company, title } = useCompany();
  const [form] = Form.useForm<Filled>();
  const department = Form.useWatch('department', form);
  // The same for every try with what is filled in, so that none counts twice.
  const key = useRef({ said: '', key: '' });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (filled: Filled) => {
      const body = bodyOf(filled, numbers);
      const said = JSON.stringify(body);
      if (key.current.said !== said) key.current = { said, key: crypto.randomUUID() };
      return askFor(body, key.current.key);
    },
    onSuccess: ({ id }) => go(`/bulk-assignments/${id}`),
  });
  const people = company.people.filter(
    (one) => one.department === department && one.roles.some((role) => role === 'lead' || role === 'handler'),
  );
  const label = say('bulk.go', { n: numbers.size });
  return (
    <Dialog
      open={open}
      title={say('bulk.title')}
      okText={label}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={close}
      afterClose={reset}
    >
      <p>{say('bulk.says', { n: numbers.size })}</p>
      {error && <Alert type="info" showIcon role="alert" title={refusalText(error, say)} />}
      <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={(filled) => mutate(filled)}>
        <Form.Item
          name="department"
          label={say('field.department')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={company.departments.map((one) => ({ value: one.id, label: title(one.title) }))}
            onChange={() => form.resetFields(['handler'])}
          />
        </Form.Item>
        <Form.Item name="handler" label={say('bulk.handler')}>
          <Select
            allowClear
            disabled={!department}
            showSearch={{ optionFilterProp: 'label' }}
            options={people.map(({ user, name }) => ({ value: user, label: name }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={say('bulk.reason')}>
          <Input.TextArea rows={2} maxLength={LONGEST_REASON} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function bodyOf({ department, handler, reason = '' }: Filled, numbers: ReadonlySet<string>) {
  return {
    numbers: [...numbers],
    department,
    ...(handler !== undefined && { handler }),
    ...(reason.trim() !== '' && { reason: reason.trim() }),
  };
}
