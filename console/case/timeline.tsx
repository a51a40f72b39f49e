import { useEffect, useState } from 'react';
import { useCompany } from '../company/company';
import type { CaseEvent } from '../http/client';
import { sayWord, useLanguage, useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { dayOf, dayTitle } from '../time/format';
import { Time } from '../time/time';
import { categoryOf, isTold } from './categories';
import { CategoryFilter, type CategoryChoice } from './category-filter';
import { EventDetails } from './event-details';
import { useEvents } from './queries';

/** An event of a case, or of a task. */
export type TimelineEvent = Omit<CaseEvent, 'round'>;

/** Everything that has happened, the newest below. */
export function Timeline({ number }: { readonly number: string }) {
  const say = useSay();
  const [filter, setFilter] = useState<CategoryChoice>('all');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useEvents(number);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = events.filter(({ type }) => (filter === 'all' ? isTold(type) : categoryOf(type) === filter));
  return (
    <section className="part timeline">
      <h2>{say('case.timeline')}</h2>
      <CategoryFilter value={filter} choose={setFilter} />
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="case" />)}
      {data && shown.length === 0 && <p className="quiet">{say('timeline.nothing')}</p>}
      <EventDays events={shown} />
    </section>
  );
}

/** What has happened, day by day. */
export function EventDays({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { language } = useLanguage();
  const { zone } = useCompany();
  const days = Map.groupBy(events, ({ at }) => dayOf(new Date(at), zone));
  return [...days].map(([day, ofDay]) => (
    <div key={day}>
      <h3 className="day">{dayTitle(ofDay[0]?.at ?? day, language, zone)}</h3>
      <ol className="events">
        {ofDay.map((event) => (
          <Event key={event.seq} event={event} />
        ))}
      </ol>
    </div>
  ));
}

/** A note is internal unless it is meant for the customer. */
function lookOf({ type, payload }: TimelineEvent): string {
  if (type === 'note') return payload['visibility'] === 'customer' ? 'to-customer' : 'internal';
  if (type === 'clock-broken' || type === 'clock-overdue') return 'is-broken';
  if (type === 'clock-warned') return 'is-soon';
  return categoryOf(type);
}

function Event({ event }: { readonly event: TimelineEvent }) {
  const say = useSay();
  const { person } = useCompany();
  const byProcedure = event.actor.user === 'redress';
  return (
    <li className={`event ${lookOf(event)}`}>
      <div className="event-head">
        <Time at={event.at} />
        <strong>{sayWord(say, 'event', event.type)}</strong>
        <StageName event={event} />
        {event.type === 'note' && (
          <em>
            {say(event.payload['visibility'] === 'customer' ? 'timeline.to-customer' : 'timeline.internal')}
          </em>
        )}
        <span className="quiet">{byProcedure ? say('timeline.by-procedure') : person(event.actor.user)}</span>
        {event.happenedAt !== undefined && (
          <span className="quiet">
            {say('timeline.happened')} <Time at={event.happenedAt} />
          </span>
        )}
      </div>
      <EventDetails event={event} />
    </li>
  );
}

export function StageName({ event: { type, payload } }: { readonly event: TimelineEvent }) {
  const say = useSay();
  if (type === 'stage-entered') return <span>{sayWord(say, 'stage', String(payload['stage']))}</span>;
  if (type === 'round-opened') return <span>{say('round.long', { n: Number(payload['round']) })}</span>;
  return null;
}
