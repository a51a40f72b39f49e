import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { useWebhooks } from '../parts/queries';
import { NewWebhook } from './new-webhook';
import { WebhookState } from './webhook-state';

/** The systems and group chats that are told of cases. */
export default function WebhooksPage() {
  const say = useSay();
  const changes = administers(useSession());
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useWebhooks();
  return (
    <>
      <Heading title={say('adm.webhooks')} about={say('adm.webhooks-about')}>
        {changes && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('adm.webhook-new')}
          </Button>
        )}
      </Heading>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data?.length === 0 && (
        <div className="notice-box">
          <p className="strong">{say('adm.webhooks-none')}</p>
          <p className="quiet">{say('adm.webhooks-none-about')}</p>
        </div>
      )}
      {data && data.length > 0 && (
        <table className="admin-table">
          <thead>
            <tr>
              <th>{say('adm.webhook-title')}</th>
              <th>{say('adm.webhook-kind')}</th>
              <th>{say('adm.webhook-host')}</th>
              <th>{say('adm.webhook-about-what')}</th>
              <th>{say('adm.state')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((webhook) => (
              <tr key={webhook.id}>
                <td data-label={say('adm.webhook-title')}>
                  <Link to={webhook.id}>{webhook.title}</Link>
                </td>
                <td data-label={say('adm.webhook-kind')}>{say(`adm.webhook-${webhook.kind}`)}</td>
                <td data-label={say('adm.webhook-host')}>{webhook.host}</td>
                <td data-label={say('adm.webhook-about-what')}>
                  {webhook.events.length === 0
                    ? say('adm.webhook-all')
                    : say('adm.webhook-some', { n: webhook.events.length })}
                </td>
                <td data-label={say('adm.state')}>
                  <WebhookState webhook={webhook} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <NewWebhook close={() => setAdding(false)} />}
    </>
  );
}
