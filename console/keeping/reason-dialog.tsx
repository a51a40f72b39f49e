import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Refusal } from '../administration/parts/refusal';
import { useSending } from '../administration/parts/use-sending';
import { useSay } from '../language/language';
import { Dialog } from '../look/dialog';

interface Asked {
  readonly reason: string;
  readonly confirm?: string;
}

/** What has to be typed once more, because it can't be undone. */
interface Confirmation {
  readonly word: string;
  readonly label: string;
  /** Said of anything else. */
  readonly mismatch: string;
}

interface Props {
  /** What the button, and the one that confirms it, say. */
  readonly label: string;
  /** What will happen. */
  readonly about: string;
  readonly confirm?: Confirmation;
  readonly send: (reason: string) => Promise<unknown>;
  readonly small?: true;
  /** What there is to say besides of what will happen. */
  readonly children?: ReactNode;
}

/** Something that is accounted for: it says what it does, and asks why. */
export function ReasonDialog({ label, about, confirm, send, small, children }: Props) {
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
          {children}
          {/* Its name keeps its fields apart from those of a form on the page. */}
          <Form<Asked> form={form} name="decision" layout="vertical" requiredMark={false} onFinish={submit}>
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
                label={confirm.label}
                rules={[{ required: true, enum: [confirm.word], type: 'enum', message: confirm.mismatch }]}
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
