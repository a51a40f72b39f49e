import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ShownOnce } from '../parts/shown-once';
import { useSending } from '../parts/use-sending';
import { firstPassword } from './first-password';
import { ProfileFields, type ProfileInput } from './profile-fields';

interface NewPersonInput extends ProfileInput {
  readonly user: string;
  readonly signsIn: boolean;
}

/** Adds somebody; their first password is shown once, and has to be changed at the first sign-in. */
export function NewPerson({ close }: { readonly close: () => void }) {
  const say = useSay();
  const reload = useReload();
  const [form] = Form.useForm<NewPersonInput>();
  const { sending, failure, send } = useSending();
  const [shown, setShown] = useState<{ readonly user: string; readonly password: string }>();
  const add = async ({ signsIn, department, email, ...rest }: NewPersonInput): Promise<void> => {
    const password = firstPassword();
    const sent = await send(() =>
      answered(
        api.POST('/api/v1/accounts', {
          body: {
            ...rest,
            ...(department !== undefined && { department }),
            ...(email !== undefined && email !== '' && { email }),
            ...(signsIn && { password }),
          },
        }),
      ),
    );
    if (!sent) return;
    await reload();
    if (signsIn) setShown({ user: rest.user, password });
    else close();
  };
  if (shown) {
    const about = say('adm.first-password-about', { user: shown.user });
    return (
      <ShownOnce title={say('adm.first-password')} about={about} secret={shown.password} close={close} />
    );
  }
  return (
    <Dialog
      open
      title={say('adm.person-new')}
      okText={say('adm.person-add')}
      cancelText={say('adm.cancel')}
      confirmLoading={sending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<NewPersonInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ signsIn: true }}
        onFinish={add}
      >
        <Form.Item
          name="user"
          label={say('sign-in.user')}
          extra={say('adm.user-about')}
          rules={[
            { required: true, message: say('form.required') },
            { pattern: /^[a-z0-9][a-z0-9.-]*$/, message: say('adm.user-about') },
          ]}
        >
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
        <ProfileFields />
        <Form.Item name="signsIn" valuePropName="checked" extra={say('adm.signs-in-about')}>
          <Checkbox>{say('adm.signs-in')}</Checkbox>
        </Form.Item>
        <Refusal failure={failure} />
      </Form>
    </Dialog>
  );
}
