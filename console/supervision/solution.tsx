import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useCompany } from '../company/company';
import { api } from '../http/client';
import { answered } from '../http/failure';
import { useSay } from '../language/language';
import { refusalText } from '../look/refusal';
import { stepsIn, useSession } from '../session/session';
import { Time } from '../time/time';
import type { Group } from './queries';

const LONGEST = 10_000;

/** The solution that all cases of a group are told, or the form in which it is written. */
export function SolutionOf({ group }: { readonly group: Group }) {
  const say = useSay();
  const session = useSession();
  const { person } = useCompany();
  const [writing, setWriting] = useState(false);
  const { solution } = group;
  if (solution) {
    return (
      <div className="event to-customer">
        <p className="prose">{solution.text}</p>
        <p className="quiet">
          {person(solution.by)} <Time at={solution.at} /> · {say('widespread.told', { n: solution.told })}
        </p>
      </div>
    );
  }
  if (!stepsIn(session)) return <p className="quiet">{say('widespread.unsolved')}</p>;
  return writing ? (
    <SolutionForm group={group} close={() => setWriting(false)} />
  ) : (
    <Button size="small" onClick={() => setWriting(true)}>
      {say('widespread.solve')}
    </Button>
  );
}

function SolutionForm({ group, close }: { readonly group: Group; readonly close: () => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ readonly text: string }>();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const tell = async ({ text }: { readonly text: string }): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      const path = { id: group.id };
      await answered(
        api.POST('/api/v1/widespread-groups/{id}/solution', { params: { path }, body: { text } }),
      );
      await queries.invalidateQueries({ queryKey: ['counts', 'widespread'] });
      close();
    } catch (error) {
      setProblem(refusalText(error, say));
    } finally {
      setSending(false);
    }
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      className="command-form"
      onFinish={tell}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        if (event.key === 'Escape') close();
      }}
    >
      <p className="effect">{say('widespread.effect', { n: group.openCases })}</p>
      <Form.Item
        name="text"
        label={say('widespread.solution')}
        rules={[{ required: true, whitespace: true, message: say('widespread.needed') }]}
      >
        <Input.TextArea className="growing" maxLength={LONGEST} autoFocus />
      </Form.Item>
      {problem !== undefined && <Alert type="info" showIcon role="alert" title={problem} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={sending}>
          {say('widespread.tell')}
        </Button>
        <Button onClick={close}>{say('form.cancel')}</Button>
      </div>
    </Form>
  );
}
