import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { InstantInput } from '../../commands/instant-input';
import { useCompany } from '../../company/company';
import { api } from '../../http/client';
import { answered, recordOf } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ShownOnce } from '../parts/shown-once';
import { useSending } from '../parts/use-sending';

interface KeyInput {
  readonly owner: string;
  readonly purpose: string;
  readonly scope: 'read' | 'write' | 'operations';
  readonly operations?: string[];
  readonly expiresAt?: string;
}

/** Makes a key, which is then shown once. */
export function NewKey({ close }: { readonly close: () => void }) {
  const say = useSay();
  const { company } = useCompany();
  const reload = useReload();
  const [form] = Form.useForm<KeyInput>();
  const scope = Form.useWatch('scope', form);
  const { sending, failure, send } = useSending();
  const [made, setMade] = useState<string>();
  const make = async ({
    owner,
    purpose,
    scope: kind,
    operations = [],
    expiresAt,
  }: KeyInput): Promise<void> => {
    const body = {
      owner,
      purpose,
      scope: kind === 'operations' ? { kind, operations } : { kind },
      ...(expiresAt !== undefined && { expiresAt }),
    };
    const sent = await send(() => answered(api.POST('/api/v1/api-keys', { body })));
    if (!sent) return;
    await reload();
    setMade(sent.answer.key);
  };
  if (made !== undefined) {
    return (
      <ShownOnce title={say('adm.key-made')} about={say('adm.key-made-about')} secret={made} close={close} />
    );
  }
  const required = { required: true, message: say('form.required') };
  return (
    <Dialog
      open
      title={say('adm.key-new')}
      okText={say('adm.key-make')}
      cancelText={say('adm.cancel')}
      confirmLoading={sending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<KeyInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scope: 'read' }}
        onFinish={make}
      >
        <Form.Item
          name="purpose"
          label={say('adm.key-purpose')}
          extra={say('adm.key-purpose-about')}
          rules={[required]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item
          name="owner"
          label={say('adm.key-owner')}
          extra={say('adm.key-owner-about')}
          rules={[required]}
        >
          <Select<string>
            showSearch={{ optionFilterProp: 'label' }}
            options={company.people.map(({ user, name }) => ({ value: user, label: `${name} ${user}` }))}
          />
        </Form.Item>
        <Form.Item name="scope" label={say('adm.key-scope')}>
          <Radio.Group
            options={(['read', 'write', 'operations'] as const).map((value) => ({
              value,
              label: say(`adm.scope-${value}`),
            }))}
          />
        </Form.Item>
        {scope === 'operations' && <Operations />}
        <Form.Item name="expiresAt" label={say('adm.key-expires')} extra={say('adm.key-expires-about')}>
          <InstantInput />
        </Form.Item>
        <Refusal failure={failure} />
      </Form>
    </Dialog>
  );
}

/** What there is to choose from stands in the API’s own document. */
function Operations() {
  const say = useSay();
  const { data = [] } = useQuery({
    queryKey: ['operations'],
    queryFn: async () => operationsIn(await answered(api.GET('/api/v1/openapi.json'))),
    staleTime: Infinity,
  });
  return (
    <Form.Item
      name="operations"
      label={say('adm.key-operations')}
      rules={[{ required: true, message: say('form.required') }]}
    >
      <Select<string[]> mode="multiple" options={data.map((value) => ({ value, label: value }))} />
    </Form.Item>
  );
}

function operationsIn(document: unknown): readonly string[] {
  const methods = Object.values(recordOf(recordOf(document)['paths'])).flatMap((path) =>
    Object.values(recordOf(path)),
  );
  return methods.flatMap((method) => {
    const { operationId } = recordOf(method);
    return typeof operationId === 'string' ? [operationId] : [];
  });
}
