import { useQuery, type QueryKey } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import { Dialog } from '../../look/dialog';
import { Loading } from '../../look/loading';
import { Refusal } from './refusal';
import { ChangePreview, ChangeProgress } from './rule-change';
import { useSending } from './use-sending';

type Change = Schemas['RuleChange'];

interface Props {
  readonly title: string;
  /** Once it is made; as before if absent. */
  readonly titleOnceMade?: string;
  /** What the button that makes it says. */
  readonly action: string;
  /** What it is for. */
  readonly about?: ReactNode;
  readonly reasonExample?: string;
  /** Tells what it would do apart from what others would. */
  readonly previewKey: QueryKey;
  /** Asks the service for it; a dry run answers with what it would do. */
  readonly send: (reason: string, dryRun: boolean) => Promise<Schemas['RuleChangePreview'] | Change>;
  /** How far it has come. */
  readonly read: (id: string) => Promise<Change>;
  /** The service has taken it; it goes on by itself. */
  readonly made?: () => Promise<void>;
  readonly close: () => void;
  /** What there is to say of a refusal besides of what the service says. */
  readonly hint?: (refusal: unknown) => ReactNode;
}

/** A change of rules under which cases run: first what it would move, then the reason, then how far it has come. */
export function RuleChangeDialog(props: Props) {
  const { title, titleOnceMade = title, action, previewKey, send: post, made, close } = props;
  const say = useSay();
  const [reason, setReason] = useState('');
  const [change, setChange] = useState<string>();
  const { sending, failure, send } = useSending();
  const preview = useQuery({
    queryKey: previewKey,
    queryFn: () => post(say('adm.preview'), true),
    retry: false,
    gcTime: 0,
    // It looks through every case that runs: once is enough.
    staleTime: Infinity,
  });
  const make = async (): Promise<void> => {
    const sent = await send(() => post(reason.trim(), false));
    if (!sent || !('id' in sent.answer)) return;
    setChange(sent.answer.id);
    await made?.();
  };
  if (change !== undefined) {
    return (
      <Dialog
        open
        width={720}
        title={titleOnceMade}
        onCancel={close}
        footer={
          <Button type="primary" onClick={close}>
            {say('adm.close')}
          </Button>
        }
      >
        <ChangeProgress id={change} read={() => props.read(change)} />
      </Dialog>
    );
  }
  const refusal = failure ?? preview.error ?? undefined;
  return (
    <Dialog
      open
      width={720}
      title={title}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{say('adm.cancel')}</Button>
          <Button
            type="primary"
            loading={sending}
            disabled={!preview.data || reason.trim() === ''}
            onClick={() => void make()}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="stack">
        {props.about}
        {preview.isPending && <Loading what="comparison" />}
        {preview.data && 'dryRun' in preview.data && <ChangePreview preview={preview.data} />}
        {preview.data && <Reason reason={reason} example={props.reasonExample} change={setReason} />}
        <Refusal failure={refusal} />
        {props.hint?.(refusal)}
      </div>
    </Dialog>
  );
}

interface ReasonProps {
  readonly reason: string;
  readonly example: string | undefined;
  readonly change: (reason: string) => void;
}

function Reason({ reason, example, change }: ReasonProps) {
  const say = useSay();
  return (
    <label className="stack-tight">
      {say('adm.reason-needed')}
      <Input.TextArea
        className="growing"
        value={reason}
        maxLength={1000}
        {...(example !== undefined && { placeholder: example })}
        onChange={({ target }) => change(target.value)}
      />
      <span className="quiet">{say('adm.reason-about')}</span>
    </label>
  );
}
