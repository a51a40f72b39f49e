import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { InstantInput } from '../commands/instant-input';
import { placeOf } from '../commands/payload';
import { useCompany } from '../company/company';
import { api } from '../http/client';
import { answered, Failure } from '../http/failure';
import { useSay } from '../language/language';
import { serverWords } from '../language/server-words';
import { refusalText } from '../look/refusal';

interface Issue {
  readonly department: string;
  readonly reason: string;
  readonly due: string;
  readonly persons?: string[];
  readonly cases?: string[];
}

/** Issues a corrective action (整改通知书) to a department, with or without a case. */
export function IssueForm({ close }: { readonly close: () => void }) {
  const say = useSay();
  const go = useNavigate();
  const queries = useQueryClient();
  const { company, title } = useCompany();
  const [form] = Form.useForm<Issue>();
  const [sending, setSending] = useState(false);
  const [obstacle, setObstacle] = useState<string>();
  const key = useRef(crypto.randomUUID());
  const required = { required: true, message: say('form.required') };

  const submit = async ({ persons = [], cases = [], ...issue }: Issue): Promise<void> => {
    setSending(true);
    setObstacle(undefined);
    try {
      const { id } = await answered(
        api.POST('/api/v1/corrective-actions', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: { ...issue, persons, cases },
        }),
      );
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      await go(`/corrective-actions/${id}`);
    } catch (error) {
      setObstacle(refusalText(error, say));
      if (error instanceof Failure) {
        for (const problem of error.fields) {
          const [name] = placeOf(problem);
          if (isField(name)) {
            form.setFields([{ name, errors: [serverWords(say, problem.message, problem.field)] }]);
          }
        }
      }
    } finally {
      setSending(false);
    }
  };

  return (
    <Form<Issue>
      form={form}
      layout="vertical"
      className="command-form"
      requiredMark="optional"
      onFinish={submit}
      onValuesChange={() => (key.current = crypto.randomUUID())}
    >
      <Form.Item name="department" label={say('field.department')} rules={[required]}>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          options={company.departments.map((one) => ({ value: one.id, label: title(one.title) }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={say('field.reason')} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item name="due" label={say('field.correctBy')} rules={[required]}>
        <InstantInput />
      </Form.Item>
      <Form.Item name="persons" label={say('field.persons')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={company.people.map(({ user, name }) => ({ value: user, label: name }))}
        />
      </Form.Item>
      <Form.Item name="cases" label={say('field.cases')}>
        <Select mode="tags" open={false} suffix={null} />
      </Form.Item>
      {obstacle !== undefined && <Alert type="info" showIcon role="alert" title={obstacle} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={sending}>
          {say('task.issue')}
        </Button>
        <Button onClick={close}>{say('form.cancel')}</Button>
      </div>
    </Form>
  );
}

const FIELDS: readonly (keyof Issue)[] = ['department', 'reason', 'due', 'persons', 'cases'];

function isField(name: string | number | undefined): name is keyof Issue {
  return FIELDS.some((field) => field === name);
}
