import { Button, type ButtonProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { Refusal } from './refusal';
import { useSending } from './use-sending';

interface Props {
  /** What the button, and the one that confirms it, say. */
  readonly label: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly act: () => Promise<unknown>;
  readonly size?: ButtonProps['size'];
  readonly type?: ButtonProps['type'];
}

/** For what is final, or what somebody else feels at once: it says what will happen before it does it. */
export function ConfirmButton({ label, children, act, size, type = 'default' }: Props) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const { sending, failure, send, forget } = useSending();
  const close = (): void => {
    setAsking(false);
    forget();
  };
  return (
    <>
      <Button type={type} {...(size && { size })} onClick={() => setAsking(true)}>
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
          onOk={async () => {
            if (await send(act)) close();
          }}
        >
          <div className="stack">
            <div>{children}</div>
            <Refusal failure={failure} />
          </div>
        </Dialog>
      )}
    </>
  );
}
