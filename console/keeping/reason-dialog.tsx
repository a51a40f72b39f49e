import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Refusal } from '../administration/parts/refusal';
import { useSending } from '../administration/parts/use-sending';
import { useSay } from '../language/language';
import { Dialog } from '../look/dialog';

interface Asked {
  readonly reason: string;
  readonly confirm?: string;
}

interface Props {
  /** What the button, and the one that confirms it, say. */
  readonly label: string;
  /** What will happen. */
  readonly about: string;
  /** What has to be typed once more, because it can't be undone. */
  readonly confirm?: string;
  readonly send: (reason: string) => Promise<unknown>;
  readonly small?: true;
}

/** Something that is accounted for: it says what it does, and asks why. */
export function ReasonDialog({ label, about, confirm, send, small }: Props) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<Asked>();
  const { sending, failure, send: attempt, forget } = useSending();
  const close = (): void => {
    setAsking(false);
    forget();
  };
  const submit = async ({ reason }: Asked): Promise<void> => {
    if (await attempt(() => send(reason))) close();
  };
  return (
    <>
      <Button {...(small && { size: 'small' })} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <Dialog
          open
          title={label}
          width={480}
          okText={label}
          cancelText={say('adm.cancel')}
          confirmLoading={sending}
          onCancel={close}
          onOk={() => form.submit()}
        >
          <p>{about}</p>
          <Form<Asked> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
            <Form.Item
              name="reason"
              label={say('keep.reason')}
              extra={say('keep.reason-hint')}
              rules={[{ required: true, min: 5, whitespace: true, message: say('keep.reason-short') }]}
            >
              <Input.TextArea autoFocus rows={3} maxLength={500} />
            </Form.Item>
            {confirm !== undefined && (
              <Form.Item
                name="confirm"
                label={say('keep.erase-confirm', { number: confirm })}
                rules={[
                  { required: true, enum: [confirm], type: 'enum', message: say('keep.erase-mismatch') },
                ]}
              >
                <Input autoComplete="off" />
              </Form.Item>
            )}
            <Refusal failure={failure} />
          </Form>
        </Dialog>
      )}
    </>
  );
}
