import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useCompany } from '../../company/company';
import { api, type Schemas } from '../../http/client';
import { answered, failureOf } from '../../http/failure';
import { useSay, type Say } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { useNow } from '../../time/now';
import { Time } from '../../time/time';
import { administers } from '../areas';
import { ConfirmButton } from '../parts/confirm-button';
import { Heading } from '../parts/heading';
import { useReload } from '../parts/queries';
import { NewKey } from './new-key';

type ApiKey = Schemas['ApiKey'];

const MINUTE = 60_000;

/** The keys of other systems: whose they are, what they may, and when they were used last. */
export default function KeysPage() {
  const say = useSay();
  const changes = administers(useSession());
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'keys'],
    queryFn: () => answered(api.GET('/api/v1/api-keys')).then(({ items }) => items),
  });
  return (
    <>
      <Heading title={say('adm.keys')} about={say('adm.keys-about')}>
        {changes && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('adm.key-new')}
          </Button>
        )}
      </Heading>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data?.length === 0 && (
        <div className="notice-box">
          <p className="strong">{say('adm.keys-none')}</p>
          <p className="quiet">{say('adm.keys-none-about')}</p>
        </div>
      )}
      {data && data.length > 0 && <Keys keys={data} changes={changes} />}
      {adding && <NewKey close={() => setAdding(false)} />}
    </>
  );
}

function Keys({ keys, changes }: { readonly keys: readonly ApiKey[]; readonly changes: boolean }) {
  const say = useSay();
  const { person } = useCompany();
  const reload = useReload();
  const now = useNow(MINUTE);
  const withdraw = (id: string) => async (): Promise<void> => {
    // It answers without a body.
    const { error, response } = await api.POST('/api/v1/api-keys/{id}/withdraw', {
      params: { path: { id } },
    });
    if (!response.ok) throw failureOf(response, error);
    await reload();
  };
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th>{say('adm.key-purpose')}</th>
          <th>{say('adm.key-owner')}</th>
          <th>{say('adm.key-scope')}</th>
          <th>{say('adm.key-last-use')}</th>
          <th>{say('adm.key-expires')}</th>
          {changes && <th aria-label={say('adm.actions')} />}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <td data-label={say('adm.key-purpose')}>{key.purpose ?? say('adm.key-by-operator')}</td>
            <td data-label={say('adm.key-owner')}>{person(key.owner)}</td>
            <td data-label={say('adm.key-scope')}>{scopeText(key, say)}</td>
            <td data-label={say('adm.key-last-use')}>
              {key.lastUsedAt === null ? say('adm.key-unused') : <Time at={key.lastUsedAt} />}
            </td>
            <td data-label={say('adm.key-expires')}>
              {key.expiresAt === null && say('adm.key-never')}
              {key.expiresAt !== null && <Time at={key.expiresAt} />}
              {key.expiresAt !== null && Date.parse(key.expiresAt) <= now && (
                <span className="tag">{say('adm.key-expired')}</span>
              )}
            </td>
            {changes && (
              <td>
                <ConfirmButton size="small" label={say('adm.key-withdraw')} act={withdraw(key.id)}>
                  {say('adm.key-withdraw-about', { purpose: key.purpose ?? person(key.owner) })}
                </ConfirmButton>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function scopeText({ scope }: ApiKey, say: Say): string {
  return scope.kind === 'operations'
    ? scope.operations.join(say('list.and'))
    : say(`adm.scope-${scope.kind}`);
}
