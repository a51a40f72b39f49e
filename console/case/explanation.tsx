import type { ReactNode } from 'react';
import { useCompany } from '../company/company';
import type { Schemas } from '../http/client';
import { useLanguage, type Say } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { lengthOf, longTime } from '../time/format';
import { useExplanation } from './queries';

type Step = Schemas['ClockExplanation']['steps'][number];
type Limit = Schemas['ClockExplanation']['limit'];

/** Why a clock is due then: started, what was not counted, pauses, extensions, due. */
export function Explanation({ number, id }: { readonly number: string; readonly id: string }) {
  const { say } = useLanguage();
  const { data, error, refetch } = useExplanation(number, id);
  const words = useStepWords();
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="case" />;
  return (
    <div className="explanation">
      <p>{limitText(data.limit, say, words.time)}</p>
      <ol>
        {data.steps.map((step, index) => (
          <li key={index}>{words.step(step)}</li>
        ))}
      </ol>
    </div>
  );
}

function limitText(limit: Limit, say: Say, time: (at: string) => string): string {
  if ('given' in limit) return say('why.given', { at: time(limit.given) });
  if ('endOfDay' in limit) return say('why.end-of-day', { n: limit.endOfDay });
  const length = durationText(limit.duration, limit.calendar === 'working', say);
  const counted = say(limit.calendar === 'working' ? 'why.working' : 'why.wall', { length });
  return limit.firstDay === 'excluded' ? `${counted}${say('why.first-day-excluded')}` : counted;
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function durationText(duration: string, working: boolean, say: Say): string {
  const [, weeks, days, hours, minutes] = DURATION.exec(duration) ?? [];
  const parts = [
    weeks && say('time.weeks', { n: weeks }),
    days && say(working ? 'time.working-days' : 'time.days', { n: days }),
    hours && say('time.hours', { n: hours }),
    minutes && say('time.minutes', { n: minutes }),
  ].filter(Boolean);
  return parts.length === 0 ? duration : parts.join(' ');
}

function useStepWords() {
  const { say, language } = useLanguage();
  const { zone, title } = useCompany();
  const time = (at: string): string => longTime(at, language, zone);
  const step = (one: Step): ReactNode => {
    switch (one.step) {
      case 'started':
        return say('why.started', { at: time(one.at) });
      case 'begins':
        return say('why.begins', { at: time(one.at) });
      case 'skipped': {
        const days = one.daysOff.map(
          ({ date, kind, name }) => `${date} ${name ? title(name) : say(`why.${kind}`)}`,
        );
        const text = say('why.skipped', { from: time(one.from), to: time(one.to) });
        return days.length === 0
          ? text
          : text + say('facts.in-brackets', { text: days.join(say('list.and')) });
      }
      case 'make-up-day':
        return say('why.make-up-day', { date: one.date });
      case 'paused':
        return one.to === undefined
          ? say('why.paused-open', { from: time(one.from) })
          : say('why.paused', {
              from: time(one.from),
              to: time(one.to),
              back: amountText(one.givesBack, say),
            });
      case 'extended':
        return say('why.extended', { instead: time(one.instead), to: time(one.to) });
      case 'due':
        return <strong>{say('why.due', { at: time(one.at) })}</strong>;
    }
  };
  return { time, step };
}

function amountText(amount: Extract<Step, { step: 'paused' }>['givesBack'], say: Say): string {
  if (!amount) return '';
  return 'days' in amount
    ? say('time.working-days', { n: Math.round(amount.days * 100) / 100 })
    : lengthOf(amount.ms, say);
}
