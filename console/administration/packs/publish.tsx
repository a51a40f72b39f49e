import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, type Schemas } from '../../http/client';
import { answered, Failure } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { usePackVersions, useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';
import { MoveCases } from './move-cases';

interface Props {
  readonly text: string;
  readonly basedOn: number;
  readonly checked: NonNullable<Schemas['PackCheck']['pack']>;
  readonly published: () => void;
  readonly close: () => void;
}

/** Says what a publication does before it is done, and afterwards offers to bring the cases that run along. */
export function Publish({ text, basedOn, checked, published, close }: Props) {
  const say = useSay();
  const go = useNavigate();
  const reload = useReload();
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState<number>();
  const [moving, setMoving] = useState(false);
  const { sending, failure, send } = useSending();
  const { id, newest, alsoChanges } = checked;
  const versions = usePackVersions(newest === 0 ? '' : id);
  const running = (versions.data ?? []).reduce((sum, { openCases }) => sum + openCases, 0);
  const publish = async (): Promise<void> => {
    const body = { text, basedOn, reason: reason.trim() };
    const sent = await send(() => answered(api.POST('/api/v1/packs', { body })));
    if (!sent) return;
    published();
    setVersion(sent.answer.version);
  };
  const leave = async (): Promise<void> => {
    await go(`/administration/packs/${id}`);
    await reload();
  };
  if (version !== undefined && moving)
    return <MoveCases id={id} toVersion={version} close={() => void leave()} />;
  if (version !== undefined) {
    return (
      <Dialog
        open
        title={say('adm.published-now', { id, n: version })}
        onCancel={() => void leave()}
        footer={
          <>
            {running > 0 && <Button onClick={() => setMoving(true)}>{say('adm.move')}</Button>}
            <Button type="primary" onClick={() => void leave()}>
              {say('adm.close')}
            </Button>
          </>
        }
      >
        <p>{say(running > 0 ? 'adm.published-running' : 'adm.published-new', { n: running })}</p>
      </Dialog>
    );
  }
  const isOutdated = failure instanceof Failure && failure.kind === 'outdated';
  return (
    <Dialog
      open
      title={say('adm.publish-title', { id, n: newest + 1 })}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{say('adm.cancel')}</Button>
          <Button
            type="primary"
            loading={sending}
            disabled={reason.trim() === ''}
            onClick={() => void publish()}
          >
            {say('adm.publish-now', { n: newest + 1 })}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ul>
          <li>{say('adm.publish-new-cases')}</li>
          <li>{say(running > 0 ? 'adm.publish-running' : 'adm.publish-none-running', { n: running })}</li>
          {alsoChanges.length > 0 && (
            <li>{say('adm.publish-also', { packs: alsoChanges.join(say('list.and')) })}</li>
          )}
          <li>{say('adm.publish-for-good')}</li>
        </ul>
        <label className="stack-tight">
          {say('adm.reason-needed')}
          <Input.TextArea
            className="growing"
            autoFocus
            value={reason}
            maxLength={1000}
            placeholder={say('adm.publish-reason-example')}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <Refusal failure={failure} />
        {isOutdated && <p>{say('adm.publish-outdated')}</p>}
      </div>
    </Dialog>
  );
}
