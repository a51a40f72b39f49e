import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { Loading } from '../../look/loading';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ChangePreview, ChangeProgress } from '../parts/rule-change';
import { useSending } from '../parts/use-sending';

interface Props {
  readonly id: string;
  readonly toVersion: number;
  readonly close: () => void;
}

/** Brings the cases that run to a newer version: first what it would move, then the reason, then how far it has come. */
export function MoveCases({ id, toVersion, close }: Props) {
  const say = useSay();
  const reload = useReload();
  const [reason, setReason] = useState('');
  const [move, setMove] = useState<string>();
  const { sending, failure, send } = useSending();
  const post = (why: string, dryRun: boolean) =>
    answered(
      api.POST('/api/v1/packs/{id}/moves', {
        params: { path: { id } },
        body: { toVersion, cases: 'all', reason: why, ...(dryRun && { dryRun }) },
      }),
    );
  const preview = useQuery({
    queryKey: ['administration', 'packs', id, 'move', toVersion],
    queryFn: () => post(say('adm.preview'), true),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  });
  const make = async (): Promise<void> => {
    const sent = await send(() => post(reason.trim(), false));
    if (sent && 'id' in sent.answer) setMove(sent.answer.id);
  };
  const leave = async (): Promise<void> => {
    close();
    await reload();
  };
  return (
    <Dialog
      open
      width={720}
      title={say('adm.move-to', { n: toVersion })}
      onCancel={() => void leave()}
      footer={
        move === undefined ? (
          <>
            <Button onClick={() => void leave()}>{say('adm.cancel')}</Button>
            <Button
              type="primary"
              loading={sending}
              disabled={!preview.data || reason.trim() === ''}
              onClick={() => void make()}
            >
              {say('adm.move')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={() => void leave()}>
            {say('adm.close')}
          </Button>
        )
      }
    >
      {move !== undefined && (
        <ChangeProgress
          id={move}
          read={() =>
            answered(api.GET('/api/v1/packs/{id}/moves/{move}', { params: { path: { id, move } } }))
          }
        />
      )}
      {move === undefined && (
        <div className="stack">
          <p>{say('adm.move-about', { n: toVersion })}</p>
          {preview.isPending && <Loading what="comparison" />}
          {preview.data && 'dryRun' in preview.data && <ChangePreview preview={preview.data} />}
          {preview.data && (
            <label className="stack-tight">
              {say('adm.reason-needed')}
              <Input.TextArea
                className="growing"
                value={reason}
                maxLength={1000}
                onChange={({ target }) => setReason(target.value)}
              />
              <span className="quiet">{say('adm.reason-about')}</span>
            </label>
          )}
          <Refusal failure={failure ?? preview.error ?? undefined} />
        </div>
      )}
    </Dialog>
  );
}
