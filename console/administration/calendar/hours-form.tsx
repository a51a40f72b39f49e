import { Form, Input } from 'antd';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { hoursIn, hoursText, type Hours } from './days';

interface Props {
  readonly hours: Hours;
  readonly want: (hours: Hours) => void;
  readonly close: () => void;
}

/** The working intervals of an ordinary day. Nothing is in force yet when it closes. */
export function HoursForm({ hours, want, close }: Props) {
  const say = useSay();
  const [form] = Form.useForm<{ readonly text: string }>();
  return (
    <Dialog
      open
      title={say('adm.hours')}
      width={440}
      okText={say('adm.day-note')}
      cancelText={say('adm.cancel')}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ text: hoursText(hours) }}
        onFinish={({ text }) => {
          want(hoursIn(text));
          close();
        }}
      >
        <Form.Item
          name="text"
          label={say('adm.hours')}
          extra={say('adm.hours-about')}
          rules={[
            {
              validator: (_, text: unknown) =>
                typeof text === 'string' && hoursIn(text).length > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('adm.hours-form'))),
            },
          ]}
        >
          <Input autoFocus maxLength={300} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
