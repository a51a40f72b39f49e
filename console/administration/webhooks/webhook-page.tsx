import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../../http/client';
import { answered, failureOf } from '../../http/failure';
import { useCompany } from '../../company/company';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useTitle } from '../../look/title';
import { useSession } from '../../session/session';
import { NothingHere } from '../../shell/nothing-here';
import { administers } from '../areas';
import { noticeTitle } from '../notices/notice-title';
import { ConfirmButton } from '../parts/confirm-button';
import { Heading } from '../parts/heading';
import { useReload, useWebhooks } from '../parts/queries';
import { Refusal } from '../parts/refusal';
import { ShownOnce } from '../parts/shown-once';
import { useSending } from '../parts/use-sending';
import { Deliveries } from './deliveries';
import { WebhookState } from './webhook-state';

/** One webhook: what it is told, what came of it, and what can be done about it. */
export default function WebhookPage() {
  const say = useSay();
  const { id = '' } = useParams();
  const { title: titleOf, company } = useCompany();
  const changes = administers(useSession());
  const { data, error, refetch } = useWebhooks();
  const webhook = data?.find((one) => one.id === id);
  useTitle(webhook?.title ?? say('adm.webhooks'));
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />;
  if (!webhook) return <NothingHere />;
  const departments = company.departments.filter((one) => webhook.departments.includes(one.id));
  return (
    <>
      <Heading
        title={webhook.title}
        about={`${say(`adm.webhook-${webhook.kind}`)} · ${webhook.host}`}
        back={{ to: '/administration/webhooks', title: say('adm.webhooks') }}
      />
      <section className="panel">
        <dl className="admin-facts">
          <dt>{say('adm.state')}</dt>
          <dd>
            <WebhookState webhook={webhook} />
          </dd>
          <dt>{say('adm.webhook-events')}</dt>
          <dd>
            {webhook.events.length === 0
              ? say('adm.webhook-all')
              : webhook.events.map((name) => noticeTitle(say, name)).join(say('list.and'))}
          </dd>
          <dt>{say('field.department')}</dt>
          <dd>
            {departments.length === 0
              ? say('adm.webhook-all-departments')
              : departments.map((one) => titleOf(one.title)).join(say('list.and'))}
          </dd>
        </dl>
        {changes && webhook.state !== 'ended' && <Acts id={id} title={webhook.title} kind={webhook.kind} />}
      </section>
      <Deliveries id={id} changes={changes && webhook.state === 'active'} />
    </>
  );
}

interface ActsProps {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
}

function Acts({ id, title, kind }: ActsProps) {
  const say = useSay();
  const go = useNavigate();
  const reload = useReload();
  const { sending, failure, send } = useSending();
  const [secret, setSecret] = useState<string>();
  const path = { params: { path: { id } } };
  const test = async (): Promise<void> => {
    const sent = await send(() => answered(api.POST('/api/v1/webhooks/{id}/test', path)));
    if (sent) await reload();
  };
  return (
    <div className="stack">
      <div className="admin-acts">
        <Button loading={sending} onClick={() => void test()}>
          {say('adm.webhook-test')}
        </Button>
        {kind === 'webhook' && (
          <ConfirmButton
            label={say('adm.webhook-rotate')}
            act={async () => {
              const made = await answered(api.POST('/api/v1/webhooks/{id}/secret', { ...path, body: {} }));
              if (made.secret !== null) setSecret(made.secret);
            }}
          >
            {say('adm.webhook-rotate-about')}
          </ConfirmButton>
        )}
        <ConfirmButton
          label={say('adm.webhook-end')}
          act={async () => {
            const { error, response } = await api.POST('/api/v1/webhooks/{id}/end', path);
            if (!response.ok) throw failureOf(response, error);
            await reload();
            await go('/administration/webhooks');
          }}
        >
          {say('adm.webhook-end-about', { title })}
        </ConfirmButton>
      </div>
      <Refusal failure={failure} />
      {secret !== undefined && (
        <ShownOnce
          title={say('adm.webhook-secret')}
          about={say('adm.webhook-secret-about')}
          secret={secret}
          close={() => setSecret(undefined)}
        />
      )}
    </div>
  );
}
