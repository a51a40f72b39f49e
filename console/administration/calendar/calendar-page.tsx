import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCompany } from '../../company/company';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useSession } from '../../session/session';
import { dayOf } from '../../time/format';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { ApplyCalendar } from './apply';
import { DayForm } from './day-form';
import { hoursText, monthsOf, type Day, type DayChange, type Hours } from './days';
import { HoursForm } from './hours-form';
import { Month } from './month';

const DAY_MS = 86_400_000;

/** The company’s year. What is changed is gathered first, then looked at, and only then in force. */
export default function CalendarPage() {
  const say = useSay();
  const { zone } = useCompany();
  const changes = administers(useSession());
  const [params, setParams] = useSearchParams();
  const today = dayOf(new Date(), zone);
  const year = Number(params.get('year') ?? today.slice(0, 4));
  const [days, setDays] = useState<ReadonlyMap<string, DayChange>>(new Map());
  const [hours, setHours] = useState<Hours>();
  const [open, setOpen] = useState<'hours' | 'apply' | Day>();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'calendar', year],
    queryFn: () => answered(api.GET('/api/v1/calendars/years/{year}', { params: { path: { year } } })),
  });
  const forget = (): void => {
    setDays(new Map());
    setHours(undefined);
  };
  const close = (): void => setOpen(undefined);
  const wishes = days.size + (hours ? 1 : 0);
  const turn = (to: number): void => setParams({ year: String(to) }, { replace: true });
  return (
    <>
      <Heading title={say('adm.calendar')} about={say(changes ? 'adm.calendar-about' : 'adm.calendar-read')}>
        <Button aria-label={say('adm.year-before')} onClick={() => turn(year - 1)}>
          ←
        </Button>
        <strong className="number">{year}</strong>
        <Button aria-label={say('adm.year-after')} onClick={() => turn(year + 1)}>
          →
        </Button>
      </Heading>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />)}
      {data && (
        <>
          <div className="admin-acts">
            <span>
              {say('adm.hours')} <strong>{hoursText(hours ?? data.workingHours)}</strong>
            </span>
            {changes && (
              <Button size="small" onClick={() => setOpen('hours')}>
                {say('adm.change')}
              </Button>
            )}
            <Legend />
          </div>
          {data.coveredUntil < `${year}-12-31` && (
            <p className="panel">{say('adm.calendar-uncovered', { until: data.coveredUntil })}</p>
          )}
          <Months
            months={monthsOf(data, days)}
            today={today}
            choose={(day) => {
              if (changes) setOpen(day);
            }}
          />
        </>
      )}
      {wishes > 0 && (
        <div className="wish-bar" role="status">
          <span className="grow">{say('adm.wishes', { n: wishes })}</span>
          <Button onClick={forget}>{say('adm.wishes-forget')}</Button>
          <Button type="primary" onClick={() => setOpen('apply')}>
            {say('adm.wishes-look')}
          </Button>
        </div>
      )}
      {data && typeof open === 'object' && (
        <DayForm
          day={open}
          usual={hours ?? data.workingHours}
          want={(change) => setDays(new Map(days).set(change.date, change))}
          close={close}
        />
      )}
      {data && open === 'hours' && (
        <HoursForm hours={hours ?? data.workingHours} want={setHours} close={close} />
      )}
      {data && open === 'apply' && (
        <Applying
          wish={{ days: [...days.values()], ...(hours && { workingHours: hours }), basedOn: data.version }}
          made={forget}
          close={close}
        />
      )}
    </>
  );
}

/** What is asked for stays the same while the calendar behind it is loaded anew. */
function Applying(props: React.ComponentProps<typeof ApplyCalendar>) {
  const [wish] = useState(props.wish);
  return <ApplyCalendar {...props} wish={wish} />;
}

interface MonthsProps {
  readonly months: readonly (readonly Day[])[];
  readonly today: string;
  readonly choose: (day: Day) => void;
}

/** The tab key comes to one day of the year; the arrows go on from there. */
function Months({ months, today, choose }: MonthsProps) {
  const grid = useRef<HTMLDivElement>(null);
  const first = months[0]?.[0]?.date ?? '';
  const [at, setAt] = useState(today);
  const isHere = months.some((days) => days.some(({ date }) => date === at));
  const move = (date: string, by: number): void => {
    const next = new Date(Date.parse(date) + by * DAY_MS).toISOString().slice(0, 10);
    const button = grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`);
    if (!button) return;
    setAt(next);
    button.focus();
  };
  return (
    <div className="year" ref={grid}>
      {months.map((days) => (
        <Month
          key={days[0]?.date}
          days={days}
          today={today}
          current={isHere ? at : first}
          choose={choose}
          move={move}
        />
      ))}
    </div>
  );
}

function Legend() {
  const say = useSay();
  return (
    <ul className="legend">
      <li>
        <i className="cal-day off" data-mark={say('adm.mark-off')} />
        {say('adm.legend-off')}
      </li>
      <li>
        <i className="cal-day works" data-mark={say('adm.mark-works')} />
        {say('adm.legend-works')}
      </li>
      <li>
        <i className="cal-day own" />
        {say('adm.legend-own')}
      </li>
      <li>
        <i className="cal-day wanted" />
        {say('adm.legend-wanted')}
      </li>
    </ul>
  );
}
