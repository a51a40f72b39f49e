import { useCompany } from '../../company/company';
import { useLanguage, type Say } from '../../language/language';
import type { Title } from '../../company/company';
import { hoursText, type Day } from './days';

interface Props {
  readonly days: readonly Day[];
  readonly today: string;
  /** The one day of the year that the tab key comes to. */
  readonly current: string;
  readonly choose: (day: Day) => void;
  readonly move: (date: string, by: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month as weeks: what a day is stands in its mark and its shape, not in its colour alone. */
export function Month({ days, today, current, choose, move }: Props) {
  const { say, language } = useLanguage();
  const { title } = useCompany();
  const [first] = days;
  if (!first) return null;
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
    new Date(first.date),
  );
  return (
    <section className="month" aria-label={name}>
      <h2>{name}</h2>
      <div className="weekdays" aria-hidden="true">
        {weekdays(locale).map((weekday) => (
          <span key={weekday}>{weekday}</span>
        ))}
      </div>
      <div className={`days starts-${first.weekday}`}>
        {days.map((day) => {
          const about = aboutDay(day, say, title, locale);
          return (
            <button
              key={day.date}
              type="button"
              className={classOf(day)}
              data-date={day.date}
              data-mark={markOf(day, say)}
              tabIndex={day.date === current ? 0 : -1}
              aria-label={about}
              aria-current={day.date === today ? 'date' : undefined}
              title={about}
              onClick={() => choose(day)}
              onKeyDown={(event) => {
                const step = STEPS[event.key];
                if (step === undefined) return;
                event.preventDefault();
                move(day.date, step);
              }}
            >
              {day.day}
            </button>
          );
        })}
      </div>
    </section>
  );
}

function classOf({ works, notable, change }: Day): string {
  return ['cal-day', works ? 'works' : 'off', notable?.saidBy === 'company' && 'own', change && 'wanted']
    .filter(Boolean)
    .join(' ');
}

/** The week itself needs no mark. */
function markOf({ works, notable, change }: Day, say: Say): string {
  if (!notable && !change) return '';
  return say(works ? 'adm.mark-works' : 'adm.mark-off');
}

function aboutDay(
  { date, works, notable, change }: Day,
  say: Say,
  title: (of: Title) => string,
  locale: string,
): string {
  const named = new Intl.DateTimeFormat(locale, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(date));
  const name = change && 'name' in change ? change.name : notable?.name && title(notable.name);
  const hours = change?.kind === 'working' ? change.hours : notable?.hours;
  return [
    named,
    change?.kind === 'restore' ? say('adm.day-restored') : say(works ? 'adm.day-works' : 'adm.day-off'),
    name,
    hours && hoursText(hours),
    notable?.saidBy === 'company' && say('adm.day-own'),
    change && say('adm.day-wanted'),
  ]
    .filter((part) => part !== undefined && part !== null && part !== false && part !== '')
    .join(' · ');
}

/** Monday first. */
function weekdays(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' });
  const monday = Date.UTC(2024, 0, 1);
  const names = Array.from({ length: 7 }, (_, day) => format.format(new Date(monday + day * 86_400_000)));
  // In English two days share a letter; a key may not.
  return new Set(names).size === 7 ? names : names.map((name, index) => name + '\u200b'.repeat(index));
}
