import { Button } from 'antd';
import { useState } from 'react';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';

interface Props {
  readonly title: string;
  /** What to do with it. */
  readonly about: string;
  readonly secret: string;
  readonly close: () => void;
}

/** A secret on its only showing: nothing but its own button closes it, so that no stray click loses it. */
export function ShownOnce({ title, about, secret, close }: Props) {
  const say = useSay();
  const [copied, setCopied] = useState<boolean>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog
      open
      title={title}
      width={520}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {say('adm.once-kept')}
        </Button>
      }
    >
      <div className="stack">
        <p>{about}</p>
        <div className="secret">
          <code data-secret>{secret}</code>
          <Button onClick={() => void copy()}>{say('adm.copy')}</Button>
        </div>
        <p role="status" className="quiet">
          {copied === undefined ? say('adm.once') : say(copied ? 'adm.copied' : 'adm.not-copied')}
        </p>
      </div>
    </Dialog>
  );
}
