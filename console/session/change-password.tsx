import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Failure } from '../http/failure';
import { useSay } from '../language/language';
import { changePassword } from './session-api';
import { SESSION } from './session-cache';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** A new password: asked for at the first sign-in, and whenever somebody wants one. */
export function ChangePasswordPage({ forced }: { readonly forced?: boolean }) {
  const say = useSay();
  return (
    <main className={forced ? 'entrance' : 'page narrow'}>
      <div className="entrance-card">
        <h1>{say('password.title')}</h1>
        {forced && <p className="quiet">{say('password.forced')}</p>}
        <PasswordForm />
      </div>
    </main>
  );
}

function PasswordForm() {
  const say = useSay();
  const queries = useQueryClient();
  const [told, setTold] = useState<string>();
  const [sending, setSending] = useState(false);

  const send = async ({ current, next }: Passwords): Promise<void> => {
    setSending(true);
    try {
      await changePassword(current, next);
      setTold(say('password.done'));
      await queries.invalidateQueries({ queryKey: SESSION });
    } catch (error) {
      setTold(error instanceof Failure && error.detail !== '' ? error.detail : say('failure.unreached'));
    } finally {
      setSending(false);
    }
  };
  const required = { required: true, message: say('form.required') };
  return (
    <Form<Passwords> layout="vertical" requiredMark={false} onFinish={send}>
      {told !== undefined && <Alert type="info" title={told} showIcon role="alert" />}
      <Form.Item name="current" label={say('password.current')} rules={[required]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={say('password.next')}
        extra={say('password.rule')}
        rules={[required, { min: 12, message: say('password.rule') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={say('password.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(say('password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={sending}>
        {say('password.go')}
      </Button>
    </Form>
  );
}
