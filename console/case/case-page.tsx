import { Tabs } from 'antd';
import { useParams } from 'react-router';
import { Next } from '../commands/next';
import { Failure } from '../http/failure';
import { Keeping } from '../keeping/keeping';
import type { CaseView, ClockView } from '../http/client';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { useWide } from '../look/wide';
import { TasksOfCase } from '../tasks/tasks-of-case';
import { ClockChip } from '../time/clock-chip';
import { ClassTag } from '../work/case-row';
import { Clocks } from './clocks';
import { Facts } from './facts';
import { People } from './people';
import { useAdmitted, useCase, useClocks } from './queries';
import { Timeline } from './timeline';

const THREE_COLUMNS = 1100;

/** One case: the facts, everything that has happened, and what is to be done next, by whom, until when. */
export default function CasePage() {
  const { number = '' } = useParams();
  const say = useSay();
  useTitle(number);
  const { data, error, refetch } = useCase(number);
  if (data) return <Loaded key={number} view={data} />;
  if (!error) return <Loading what="case" />;
  const missing = error instanceof Failure && error.status === 404;
  return (
    <div className="page">
      {missing ? (
        <div className="notice-box" role="alert">
          <p className="strong">{say('case.unknown', { number })}</p>
          <p className="quiet">{say('case.unknown-hint')}</p>
        </div>
      ) : (
        <PageFailure error={error} retry={refetch} />
      )}
    </div>
  );
}

function Loaded({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const wide = useWide(THREE_COLUMNS);
  const clocks = useClocks(view.number);
  const facts = <Facts view={view} />;
  const timeline = <Timeline number={view.number} />;
  const aside = (
    <>
      <NextPart view={view} clocks={clocks.data ?? []} />
      {clocks.data ? <Clocks number={view.number} clocks={clocks.data} /> : <Loading what="case" />}
      <TasksOfCase number={view.number} />
      <People view={view} />
      <Keeping view={view} />
    </>
  );
  return (
    <article className="case-page">
      <Head view={view} />
      {wide ? (
        <div className="case-columns">
          <section aria-label={say('case.facts')}>{facts}</section>
          <section aria-label={say('case.timeline')}>{timeline}</section>
          <section aria-label={say('case.next')}>{aside}</section>
        </div>
      ) : (
        <Tabs
          className="case-tabs"
          defaultActiveKey="next"
          items={[
            { key: 'next', label: say('case.next'), children: aside },
            { key: 'timeline', label: say('case.timeline'), children: timeline },
            { key: 'facts', label: say('case.facts'), children: facts },
          ]}
        />
      )}
    </article>
  );
}

function Head({ view }: { readonly view: CaseView }) {
  const say = useSay();
  return (
    <header className="case-head">
      <h1>
        <span className="number">{view.number}</span> {view.customer.name}
      </h1>
      <span className="stage-pill">
        {say(`stage.${view.stage}`)}
        {view.round > 1 && ` · ${say('round.long', { n: view.round })}`}
      </span>
      {view.contentType && <ClassTag item={view} />}
      {view.dueAt !== null && (
        <ClockChip dueAt={view.dueAt} startedAt={view.nextClock?.startedAt} clause={view.nextClock?.clause} />
      )}
    </header>
  );
}

function NextPart({ view, clocks }: { readonly view: CaseView; readonly clocks: readonly ClockView[] }) {
  const say = useSay();
  const { data, error, refetch } = useAdmitted(view.number);
  return (
    <section className="part">
      <h2>{say('case.next')}</h2>
      {view.revision === 0 ? (
        <p className="quiet">{say('case.starting')}</p>
      ) : data ? (
        <Next view={view} admitted={data} clocks={clocks} />
      ) : error ? (
        <PageFailure error={error} retry={refetch} />
      ) : (
        <Loading what="case" />
      )}
    </section>
  );
}
