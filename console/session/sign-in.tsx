import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Failure } from '../http/failure';
import { isChosenHere, isMessageKey, useLanguage, type Say } from '../language/language';
import { LanguageSwitch, ModeSwitch } from '../shell/switches';
import { readWays, signIn } from './session-api';
import { enter } from './session-cache';

interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Where everybody begins. */
export function SignInPage() {
  const { say, choose } = useLanguage();
  const queries = useQueryClient();
  const { data: ways } = useQuery({ queryKey: ['ways'], queryFn: readWays });
  const [problem, setProblem] = useState<string>();
  const turnedAway = useTurnedAway(say);
  const [sending, setSending] = useState(false);

  const send = async ({ user, password }: Credentials): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      const session = await signIn(user.trim(), password);
      if (!isChosenHere()) choose(session.locale);
      enter(queries, session);
    } catch (error) {
      setProblem(explained(error, say));
    } finally {
      setSending(false);
    }
  };

  return (
    <main className="entrance">
      <div className="entrance-card">
        <h1 className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} /> {say('app.title')}
        </h1>
        <p className="quiet">{say('sign-in.about')}</p>
        {(problem ?? turnedAway) !== undefined && (
          <Alert type="info" title={problem ?? turnedAway} showIcon role="alert" />
        )}
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item
            name="user"
            label={say('sign-in.user')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Input autoFocus autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={say('sign-in.password')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={sending}>
            {say('sign-in.go')}
          </Button>
        </Form>
        {ways?.oidc && (
          <Button block href="/api/v1/session/oidc" className="entrance-other">
            {say('sign-in.by', { title: ways.oidc.title })}
          </Button>
        )}
        <div className="entrance-switches">
          <LanguageSwitch />
          <ModeSwitch />
        </div>
      </div>
    </main>
  );
}

/** Why whoever comes back from the company's own sign-in was not let in: the address says it (`/sign-in?problem=`). */
function useTurnedAway(say: Say): string | undefined {
  const problem = new URLSearchParams(location.search).get('problem');
  const key = `sign-in.problem.${problem ?? ''}`;
  return isMessageKey(key) ? say(key) : undefined;
}

function explained(error: unknown, say: Say): string {
  if (!(error instanceof Failure)) return say('failure.unknown');
  switch (error.status) {
    case 0:
      return say('failure.unreached');
    case 401:
      return say('sign-in.wrong');
    case 429:
      return say('sign-in.too-often');
    default:
      return error.detail;
  }
}
