import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { InstantInput } from '../commands/instant-input';
import { payloadOf, placeOf, type Values } from '../commands/payload';
import { Failure } from '../http/failure';
import { useSay } from '../language/language';
import { refusalText } from '../look/refusal';
import { serverWords } from '../language/server-words';
import type { TaskKind } from './queries';
import { sendTask } from './send-task';
import { TASK_FIELDS, type TaskField } from './task-fields';
import { taskCommand } from './task-words';

interface Props {
  readonly kind: TaskKind;
  readonly id: string;
  readonly revision: number;
  readonly command: string;
  readonly done: () => void;
  readonly cancel: () => void;
}

/** The form of a command to a task; what was typed stays, whatever becomes of it. */
export function TaskForm({ kind, id, revision, command, done, cancel }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [sending, setSending] = useState(false);
  const [obstacle, setObstacle] = useState<string>();
  const commandId = useRef(crypto.randomUUID());
  const fields = TASK_FIELDS[command] ?? [];

  const submit = async (values: Values): Promise<void> => {
    setSending(true);
    setObstacle(undefined);
    try {
      const order = { kind, id, command, payload: payloadOf(values), revision };
      const sent = await sendTask({ ...order, commandId: commandId.current });
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['case'] });
      if (sent === 'done') done();
      else setObstacle(say('task.changed'));
    } catch (error) {
      setObstacle(refusalText(error, say));
      if (error instanceof Failure) {
        form.setFields(
          error.fields.map((problem) => ({
            name: placeOf(problem),
            errors: [serverWords(say, problem.message, problem.field)],
          })),
        );
      }
    } finally {
      // An unreached server may have taken it in all the same: the next try is the same command.
      setSending(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className="command-form"
      requiredMark={false}
      onFinish={submit}
      onValuesChange={() => (commandId.current = crypto.randomUUID())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        if (event.key === 'Escape') cancel();
      }}
    >
      {fields.map((field) => (
        <FieldOf key={field.name} field={field} />
      ))}
      {obstacle !== undefined && <Alert type="info" showIcon role="alert" title={obstacle} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={sending} autoFocus={fields.length === 0}>
          {taskCommand(say, command)}
        </Button>
        <Button onClick={cancel}>{say('form.cancel')}</Button>
      </div>
    </Form>
  );
}

function FieldOf({ field: { name, kind, label } }: { readonly field: TaskField }) {
  const say = useSay();
  const required = { required: true, message: say('form.required') };
  switch (kind) {
    case 'text':
      return (
        <Form.Item name={name} label={say(label)} rules={[{ ...required, whitespace: true }]}>
          <Input.TextArea rows={2} className="growing" autoFocus />
        </Form.Item>
      );
    case 'lines':
      return (
        <Form.Item
          name={name}
          label={say(label)}
          extra={say('task.one-a-line')}
          rules={[required]}
          getValueFromEvent={(event: React.ChangeEvent<HTMLTextAreaElement>) =>
            event.target.value.split('\n')
          }
          getValueProps={(value: unknown) => ({ value: Array.isArray(value) ? value.join('\n') : '' })}
        >
          <Input.TextArea rows={3} autoFocus />
        </Form.Item>
      );
    case 'instant':
      return (
        <Form.Item name={name} label={say(label)} rules={[required]}>
          <InstantInput />
        </Form.Item>
      );
    case 'yes-no':
      return (
        <Form.Item name={name} label={say(label)} rules={[required]}>
          <Radio.Group
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              label: say(`choice.effective.${value}`),
            }))}
          />
        </Form.Item>
      );
  }
}
