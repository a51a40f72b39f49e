import { useCompany } from '../company/company';
import type { ClockView } from '../http/client';
import { useLanguage, useSay, type Say } from '../language/language';
import { longTime } from '../time/format';
import { Time } from '../time/time';

interface Props {
  readonly clocks: readonly ClockView[];
  /** ISO 8601: the moment that is looked at. */
  readonly moment: string;
}

/** How wide a chart is, in its own units. */
const WIDTH = 1_000;
const HEIGHT = 20;
const BAR = { y: 6, height: 8 };
/** What ends at once is still seen. */
const NARROWEST = 3;

/** From when to when a chart goes, epoch milliseconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Every clock of the case over time: how long it ran, stood still, was extended, warned, and was overdue. */
export function ClockChart({ clocks, moment }: Props) {
  const say = useSay();
  const now = Date.parse(moment);
  const stretch = stretchOf(clocks, now);
  return (
    <section className="part" aria-labelledby="audit-clocks">
      <h2 id="audit-clocks">{say('audit.clocks')}</h2>
      {clocks.length === 0 ? (
        <p className="quiet">{say('clocks.none')}</p>
      ) : (
        <>
          <Legend />
          <div className="chart">
            {clocks.map((clock) => (
              <Row key={clock.id} clock={clock} stretch={stretch} now={now} />
            ))}
          </div>
          <p className="chart-ends quiet">
            <Time at={new Date(stretch.from).toISOString()} />
            <Time at={new Date(stretch.to).toISOString()} />
          </p>
        </>
      )}
    </section>
  );
}

function stretchOf(clocks: readonly ClockView[], now: number): Stretch {
  const starts = clocks.map(({ startedAt }) => Date.parse(startedAt));
  const dues = clocks.flatMap(({ dueAt, endedAt }) => (dueAt === null || endedAt !== null ? [] : [dueAt]));
  const from = Math.min(now, ...starts);
  const to = Math.max(now, ...dues.map((due) => Date.parse(due)));
  return { from, to: Math.max(to, from + 1) };
}

const SIGNS = ['running', 'paused', 'overdue', 'due', 'extended', 'warned', 'now'] as const;

function Legend() {
  const say = useSay();
  return (
    <ul className="plain chart-legend">
      {SIGNS.map((sign) => (
        <li key={sign}>
          <svg viewBox="0 0 24 12" width={24} height={12} aria-hidden="true">
            {sign === 'running' || sign === 'paused' || sign === 'overdue' ? (
              <rect className={`clock-${sign}`} x={0} y={2} width={24} height={8} />
            ) : (
              <line className={`clock-${sign}`} x1={12} x2={12} y1={0} y2={12} />
            )}
          </svg>
          {say(`audit.sign-${sign}`)}
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  readonly clock: ClockView;
  readonly stretch: Stretch;
  readonly now: number;
}

function Row({ clock, stretch, now }: RowProps) {
  const { say, language } = useLanguage();
  const { title, zone, department, person } = useCompany();
  const { startedAt, dueAt, endedAt, pauses, extensions, rungs, state, holder } = clock;
  const end = endedAt === null ? now : Date.parse(endedAt);
  const bar = (from: number, to: number, kind: string, key = kind) => (
    <rect
      key={key}
      className={`clock-${kind}`}
      x={placeOf(from, stretch)}
      width={Math.max(NARROWEST, placeOf(to, stretch) - placeOf(from, stretch))}
      {...BAR}
    />
  );
  const mark = (at: string, kind: string) => (
    <line
      key={`${kind} ${at}`}
      className={`clock-${kind}`}
      x1={placeOf(Date.parse(at), stretch)}
      x2={placeOf(Date.parse(at), stretch)}
      y1={kind === 'now' ? 0 : 2}
      y2={kind === 'now' ? HEIGHT : HEIGHT - 2}
    />
  );
  const late =
    dueAt !== null && state === 'broken' && end > Date.parse(dueAt) ? Date.parse(dueAt) : undefined;
  return (
    <div className="chart-row">
      <span className="chart-name" title={`${clock.clause} ${title(clock.title)}`}>
        {title(clock.title)}
        <span className="quiet small">
          {' '}
          {department(holder.department)}
          {holder.person !== undefined && ` · ${person(holder.person)}`}
        </span>
      </span>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={spoken(clock, say, (at) => longTime(at, language, zone))}
      >
        {bar(Date.parse(startedAt), end, 'running')}
        {pauses.map(({ from, to }) =>
          bar(Date.parse(from), to === undefined ? end : Date.parse(to), 'paused', `paused ${from}`),
        )}
        {late !== undefined && bar(late, end, 'overdue')}
        {rungs.filter(({ fired, percent }) => fired && percent < 100).map(({ at }) => mark(at, 'warned'))}
        {extensions.map(({ at }) => mark(at, 'extended'))}
        {dueAt !== null && mark(dueAt, 'due')}
        {mark(new Date(now).toISOString(), 'now')}
      </svg>
      <span className={state === 'broken' ? 'chart-state is-broken' : 'chart-state quiet'}>
        {say(`audit.state-${state}`)}
      </span>
    </div>
  );
}

function placeOf(time: number, { from, to }: Stretch): number {
  return Math.min(WIDTH, Math.max(0, ((time - from) / (to - from)) * WIDTH));
}

/** The row in words, for whoever does not see it. */
function spoken(clock: ClockView, say: Say, shown: (at: string) => string): string {
  const { startedAt, dueAt, endedAt, state, pauses, extensions } = clock;
  return [
    `${clock.clause}: ${say(`audit.state-${state}`)}`,
    `${say('audit.started')} ${shown(startedAt)}`,
    ...(dueAt === null ? [] : [`${say('audit.sign-due')} ${shown(dueAt)}`]),
    ...(endedAt === null ? [] : [`${say('audit.ended')} ${shown(endedAt)}`]),
    ...(pauses.length === 0 ? [] : [`${say('audit.sign-paused')} ${pauses.length}`]),
    ...(extensions.length === 0 ? [] : [`${say('audit.sign-extended')} ${extensions.length}`]),
  ].join(say('list.and'));
}
