import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../http/client';
import { answered } from '../http/failure';
import { useSay, type MessageKey } from '../language/language';
import { hasRole, useSession } from '../session/session';
import { Time } from '../time/time';

/** The link by which the customer follows the case, for whoever speaks with customers. */
export function CustomerLink({ number }: { readonly number: string }) {
  return hasRole(useSession(), 'agent', 'specialist') ? <Link number={number} /> : null;
}

function Link({ number }: { readonly number: string }) {
  const say = useSay();
  const params = { path: { number } };
  const key = ['customer-link', number];
  const queries = useQueryClient();
  const { data: link } = useQuery({
    queryKey: key,
    queryFn: () => answered(api.GET('/api/v1/complaints/{number}/customer-link', { params })),
  });
  const renewing = useMutation({
    mutationFn: (reason: string) =>
      answered(api.POST('/api/v1/complaints/{number}/customer-link', { params, body: { reason } })),
    onSuccess: (anew) => queries.setQueryData(key, anew),
  });
  const reading = useMutation({
    mutationFn: (reason: string) =>
      answered(api.POST('/api/v1/complaints/{number}/customer-code', { params, body: { reason } })),
  });
  if (!link) return null;
  const hasToBeRead = link.ways.length === 0;
  return (
    <section className="part">
      <h2>{say('link.title')}</h2>
      <LinkFacts link={link} />
      <WithReason name="link.renew" busy={renewing.isPending} send={renewing.mutateAsync} />
      {renewing.data && !hasToBeRead && (
        <p role="status">{say(renewing.data.sent ? 'link.renewed' : 'link.not-sent')}</p>
      )}
      {hasToBeRead && <WithReason name="link.code" busy={reading.isPending} send={reading.mutateAsync} />}
      {reading.data && (
        <p role="status" className="strong">
          {say('link.code.shown', { code: reading.data.code })}
        </p>
      )}
      {[renewing.error, reading.error].map(
        (error) =>
          error && (
            <p key={error.message} role="alert">
              {error.message}
            </p>
          ),
      )}
    </section>
  );
}

function LinkFacts({ link }: { readonly link: Schemas['CustomerLink'] }) {
  const say = useSay();
  const [way = 'nobody'] = link.ways;
  return (
    <dl className="facts">
      <div>
        <dt>{say('link.until')}</dt>
        <dd>{link.isOver ? say('link.over') : <Time at={link.expiresAt} />}</dd>
      </div>
      <div>
        <dt>{say('link.opened')}</dt>
        <dd>{link.lastOpenedAt === null ? say('link.never') : <Time at={link.lastOpenedAt} />}</dd>
      </div>
      <div>
        <dt>{say('link.sent-by')}</dt>
        <dd>{say(`link.by.${way}`)}</dd>
      </div>
      {link.url !== null && (
        <div>
          <dt>{say('link.url')}</dt>
          <dd>
            <code className="said">{link.url}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}

interface WithReasonProps {
  readonly name: 'link.renew' | 'link.code';
  readonly busy: boolean;
  readonly send: (reason: string) => Promise<unknown>;
}

/** Something that is accounted for: it asks why first. */
function WithReason({ name, busy, send }: WithReasonProps) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const label = (part: 'reason' | 'warning'): MessageKey => `${name}.${part}`;
  if (!open) {
    return (
      <Button className="flush" type="link" onClick={() => setOpen(true)}>
        {say(name)}
      </Button>
    );
  }
  const submit = async () => {
    await send(reason);
    setOpen(false);
    setReason('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // What went wrong is shown below; the reason stays.
        submit().catch(() => undefined);
      }}
    >
      <p className="quiet small">{say(label('warning'))}</p>
      <Input
        aria-label={say(label('reason'))}
        placeholder={say(label('reason'))}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        htmlType="submit"
        type="primary"
        size="small"
        loading={busy}
        disabled={reason.trim().length < 2}
      >
        {say('link.send')}
      </Button>{' '}
      <Button size="small" onClick={() => setOpen(false)}>
        {say('link.cancel')}
      </Button>
    </form>
  );
}
