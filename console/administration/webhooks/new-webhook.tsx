import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCompany } from '../../company/company';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { noticeTitle } from '../notices/notice-title';
import { useReload, useTemplates } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ShownOnce } from '../parts/shown-once';
import { useSending } from '../parts/use-sending';

type Kind = Schemas['Webhook']['kind'];

interface WebhookInput {
  readonly kind: Kind;
  readonly title: string;
  readonly url: string;
  readonly secret?: string;
  readonly events?: string[];
  readonly departments?: string[];
}

const KINDS: readonly Kind[] = ['webhook', 'wecom', 'dingtalk', 'feishu'];
/** Those whose platform shows a secret for signing. */
const SIGNED: readonly Kind[] = ['dingtalk', 'feishu'];

/** Tells another system, or a group chat, from now on. */
export function NewWebhook({ close }: { readonly close: () => void }) {
  const say = useSay();
  const { company, title: titleOf } = useCompany();
  const reload = useReload();
  const templates = useTemplates();
  const [form] = Form.useForm<WebhookInput>();
  const kind = Form.useWatch('kind', form);
  const { sending, failure, send } = useSending();
  const [made, setMade] = useState<string>();
  const add = async ({ secret, events = [], departments = [], ...rest }: WebhookInput): Promise<void> => {
    const body = {
      ...rest,
      ...(secret !== undefined && secret !== '' && { secret }),
      ...(events.length > 0 && { events }),
      ...(departments.length > 0 && { departments }),
    };
    const sent = await send(() => answered(api.POST('/api/v1/webhooks', { body })));
    if (!sent) return;
    await reload();
    if (sent.answer.secret === null) close();
    else setMade(sent.answer.secret);
  };
  if (made !== undefined) {
    const about = say('adm.webhook-secret-about');
    return <ShownOnce title={say('adm.webhook-secret')} about={about} secret={made} close={close} />;
  }
  const required = { required: true, message: say('form.required') };
  return (
    <Dialog
      open
      title={say('adm.webhook-new')}
      okText={say('adm.webhook-add')}
      cancelText={say('adm.cancel')}
      confirmLoading={sending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<WebhookInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'webhook' }}
        onFinish={add}
      >
        <Form.Item name="kind" label={say('adm.webhook-kind')}>
          <Radio.Group options={KINDS.map((value) => ({ value, label: say(`adm.webhook-${value}`) }))} />
        </Form.Item>
        <Form.Item name="title" label={say('adm.webhook-title')} rules={[required]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="url"
          label={say('adm.webhook-url')}
          extra={say('adm.webhook-url-about')}
          rules={[required]}
        >
          <Input maxLength={2000} inputMode="url" autoComplete="off" />
        </Form.Item>
        {SIGNED.includes(kind) && (
          <Form.Item name="secret" label={say('adm.webhook-sign')} extra={say('adm.webhook-sign-about')}>
            <Input.Password maxLength={200} autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="events" label={say('adm.webhook-events')} extra={say('adm.webhook-events-about')}>
          <Select<string[]>
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={(templates.data ?? []).map(({ name }) => ({
              value: name,
              label: noticeTitle(say, name),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="departments"
          label={say('field.department')}
          extra={say('adm.webhook-departments-about')}
        >
          <Select<string[]>
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={company.departments.map((one) => ({ value: one.id, label: titleOf(one.title) }))}
          />
        </Form.Item>
        <Refusal failure={failure} />
      </Form>
    </Dialog>
  );
}
