import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../http/client';
import { answered, Failure } from '../../http/failure';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { Loading } from '../../look/loading';
import { useReload } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ChangePreview, ChangeProgress } from '../parts/rule-change';
import { useSending } from '../parts/use-sending';
import type { DayChange, Hours } from './days';

export interface CalendarWish {
  readonly days: readonly DayChange[];
  readonly workingHours?: Hours;
  /** The version that it was made on. */
  readonly basedOn: number;
}

interface Props {
  readonly wish: CalendarWish;
  /** It is in force: nothing is wanted any more. */
  readonly made: () => void;
  readonly close: () => void;
}

/** First what the change would move, then the reason, then how far it has come. */
export function ApplyCalendar({ wish, made, close }: Props) {
  const say = useSay();
  const reload = useReload();
  const [reason, setReason] = useState('');
  const [change, setChange] = useState<string>();
  const { sending, failure, send } = useSending();
  const preview = useQuery({
    queryKey: ['administration', 'calendar', 'preview', wish],
    queryFn: () => post(wish, say('adm.preview'), true),
    retry: false,
    gcTime: 0,
  });
  const apply = async (): Promise<void> => {
    const sent = await send(() => post(wish, reason.trim(), false));
    if (!sent || !('id' in sent.answer)) return;
    setChange(sent.answer.id);
    made();
    await reload();
  };
  const refusal = failure ?? preview.error ?? undefined;
  const isOutdated = refusal instanceof Failure && refusal.kind === 'outdated';
  return (
    <Dialog
      open
      title={say(change === undefined ? 'adm.calendar-apply' : 'adm.calendar-in-force')}
      width={720}
      onCancel={close}
      footer={
        change === undefined ? (
          <>
            <Button onClick={close}>{say('adm.cancel')}</Button>
            <Button
              type="primary"
              loading={sending}
              disabled={!preview.data || reason.trim() === ''}
              onClick={() => void apply()}
            >
              {say('adm.calendar-apply')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={close}>
            {say('adm.close')}
          </Button>
        )
      }
    >
      {change !== undefined && (
        <ChangeProgress
          id={change}
          read={() =>
            answered(api.GET('/api/v1/calendars/changes/{id}', { params: { path: { id: change } } }))
          }
        />
      )}
      {change === undefined && (
        <div className="stack">
          {preview.isPending && <Loading what="comparison" />}
          {preview.data && 'dryRun' in preview.data && <ChangePreview preview={preview.data} />}
          {preview.data && (
            <label className="stack-tight">
              {say('adm.reason-needed')}
              <Input.TextArea
                className="growing"
                value={reason}
                maxLength={1000}
                placeholder={say('adm.calendar-reason-example')}
                onChange={({ target }) => setReason(target.value)}
              />
              <span className="quiet">{say('adm.reason-about')}</span>
            </label>
          )}
          <Refusal failure={refusal} />
          {isOutdated && <p>{say('adm.calendar-outdated')}</p>}
        </div>
      )}
    </Dialog>
  );
}

function post({ days, workingHours, basedOn }: CalendarWish, reason: string, dryRun: boolean) {
  const restore = days.flatMap((one) => (one.kind === 'restore' ? [one.date] : []));
  const wanted = days.flatMap((one) => (one.kind === 'restore' ? [] : [one]));
  return answered(
    api.POST('/api/v1/calendars/changes', {
      body: {
        ...(wanted.length > 0 && { days: wanted.map(dayBody) }),
        ...(restore.length > 0 && { restore }),
        ...(workingHours && { workingHours }),
        basedOn,
        reason,
        ...(dryRun && { dryRun }),
      },
    }),
  );
}

/** As the API takes it. */
function dayBody(day: Exclude<DayChange, { readonly kind: 'restore' }>) {
  return day.kind === 'working' && day.hours ? { ...day, hours: [...day.hours] } : { ...day };
}
