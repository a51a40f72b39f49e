import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { Time } from '../../time/time';
import { Refusal } from '../parts/refusal';
import { useSending } from '../parts/use-sending';

type Delivery = Schemas['WebhookDelivery'];

const PAGE = 25;
/** While something is on its way, it is looked at so often. */
const LOOK_EVERY_MS = 3_000;

/** What was sent, and what came of it, the newest first. */
export function Deliveries({ id, changes }: { readonly id: string; readonly changes: boolean }) {
  const say = useSay();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['administration', 'webhooks', id, 'deliveries'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/v1/webhooks/{id}/deliveries', {
          params: { path: { id }, query: { limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state === 'waiting'))
        ? LOOK_EVERY_MS
        : false,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">{say('adm.deliveries')}</h2>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && items.length === 0 && <p className="quiet">{say('adm.deliveries-none')}</p>}
      {items.map((delivery) => (
        <DeliveryLine key={delivery.id} webhook={id} delivery={delivery} changes={changes} />
      ))}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('adm.more')}
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  readonly webhook: string;
  readonly delivery: Delivery;
  readonly changes: boolean;
}

function DeliveryLine({ webhook, delivery, changes }: LineProps) {
  const say = useSay();
  const queries = useQueryClient();
  const { sending, failure, send } = useSending();
  const { id, type, number, state, createdAt, tryAt, attempts, content } = delivery;
  const replay = async (): Promise<void> => {
    const path = { id: webhook, delivery: id };
    const sent = await send(() =>
      answered(api.POST('/api/v1/webhooks/{id}/deliveries/{delivery}/replay', { params: { path } })),
    );
    if (sent) await queries.invalidateQueries({ queryKey: ['administration', 'webhooks', webhook] });
  };
  return (
    <details className="delivery">
      <summary>
        <span className="tag">{say(`adm.delivery-${state}`)}</span> <Time at={createdAt} />{' '}
        <code>{type}</code> {number !== null && <span className="number">{number}</span>}
        {tryAt !== null && attempts.length > 0 && (
          <span className="quiet">
            {say('adm.delivery-next')} <Time at={tryAt} />
          </span>
        )}
      </summary>
      <div className="stack">
        <ol className="plain">
          {attempts.map(({ at, outcome, tookMs }) => (
            <li key={at}>
              <Time at={at} /> <code>{outcome}</code>{' '}
              <span className="quiet">{say('adm.delivery-took', { ms: Math.round(tookMs) })}</span>
            </li>
          ))}
        </ol>
        <pre className="source" tabIndex={0} aria-label={say('adm.delivery-content')}>
          {pretty(content)}
        </pre>
        {changes && state !== 'waiting' && (
          <div className="admin-acts">
            <Button size="small" loading={sending} onClick={() => void replay()}>
              {say('adm.delivery-replay')}
            </Button>
            <span className="quiet">{say('adm.delivery-replay-about')}</span>
          </div>
        )}
        <Refusal failure={failure} />
      </div>
    </details>
  );
}

function pretty(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), undefined, 2);
  } catch {
    return content;
  }
}
