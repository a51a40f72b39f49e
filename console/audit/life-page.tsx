import { Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Failure } from '../http/failure';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { useWide } from '../look/wide';
import { useSession } from '../session/session';
import './audit.css';
import { ClockChart } from './clock-chart';
import { Differences } from './differences';
import { examines, readsAccessRecord } from './may-audit';
import { MomentSlider } from './moment-slider';
import { momentsOf } from './moments';
import { ProofState } from './proof';
import { ProofFindings } from './proof-findings';
import { useClocksThen, useLife, type Life } from './queries';
import { Standing } from './standing';
import { StepList } from './step-list';
import { TemporalEvents } from './temporal-events';

const SIDE_BY_SIDE = 1_000;

/** A case's life for whoever examines it: what happened beside what Temporal wrote down, at any moment. */
export default function LifePage() {
  const { number = '' } = useParams();
  const say = useSay();
  useTitle(`${say('place.audit')} ${number}`);
  if (!examines(useSession())) return <p className="notice-box">{say('failure.not-allowed')}</p>;
  return <Examined key={number} number={number} />;
}

function Examined({ number }: { readonly number: string }) {
  const say = useSay();
  const { pages, error, refetch, whole } = useLife(number);
  if (pages && whole) return <Loaded number={number} pages={pages} />;
  if (!error) return <Loading what="case" />;
  const missing = error instanceof Failure && error.status === 404;
  return missing ? (
    <div className="notice-box" role="alert">
      <p className="strong">{say('case.unknown', { number })}</p>
      <p className="quiet">{say('case.unknown-hint')}</p>
    </div>
  ) : (
    <PageFailure error={error} retry={refetch} />
  );
}

function Loaded({ number, pages }: { readonly number: string; readonly pages: readonly Life[] }) {
  const say = useSay();
  const wide = useWide(SIDE_BY_SIDE);
  const steps = pages.flatMap(({ items }) => items);
  const moments = momentsOf(steps);
  const [wanted, setWanted] = useState<number>();
  const at = Math.min(wanted ?? moments.length - 1, moments.length - 1);
  const moment = moments[at];
  const [chosen, setChosen] = useState<number>();
  if (!moment) return <p className="notice-box">{say('case.starting')}</p>;
  const shown = steps.filter(({ event }) => event.seq <= moment.revision);
  const step = shown.find(({ event }) => event.seq === chosen) ?? shown.at(-1);
  const [first] = pages;
  const happened = <StepList number={number} steps={shown} chosen={step?.event.seq} choose={setChosen} />;
  const written = (
    <TemporalEvents step={step} temporal={pages.flatMap(({ temporal }) => temporal)} gap={first?.gap} />
  );
  const then = (
    <>
      <Differences number={number} moments={moments} at={at} />
      <Standing number={number} asOf={moment.at} />
    </>
  );
  const clocks = <Clocks number={number} asOf={moment.at} />;
  return (
    <article className="case-page audit-life">
      <Head number={number} runs={first?.runs ?? []} />
      <ProofFindings number={number} />
      <MomentSlider moments={moments} at={at} move={setWanted} />
      {wide ? (
        <div className="audit-columns">
          <div>{happened}</div>
          <div>
            {written}
            {clocks}
          </div>
          <div>{then}</div>
        </div>
      ) : (
        <Tabs
          className="case-tabs"
          items={[
            { key: 'steps', label: say('audit.life'), children: happened },
            { key: 'temporal', label: say('audit.temporal-short'), children: written },
            { key: 'clocks', label: say('audit.clocks-short'), children: clocks },
            { key: 'then', label: say('audit.then'), children: then },
          ]}
        />
      )}
    </article>
  );
}

function Clocks({ number, asOf }: { readonly number: string; readonly asOf: string }) {
  const { data, error, refetch } = useClocksThen(number, asOf);
  if (data) return <ClockChart clocks={data} moment={asOf} />;
  return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="case" />;
}

function Head({ number, runs }: { readonly number: string; readonly runs: Life['runs'] }) {
  const say = useSay();
  const session = useSession();
  const link = runs.findLast((run) => run.link !== undefined)?.link;
  const archived = runs.filter(({ source }) => source === 'archived').length;
  return (
    <header className="case-head">
      <h1>
        {say('audit.life-of')} <span className="number">{number}</span>
      </h1>
      <span className="quiet">
        {archived > 0 && say('audit.runs-archived', { n: archived })}
        {archived > 0 && runs.length > archived && ' · '}
        {runs.length > archived && say('audit.runs-live', { n: runs.length - archived })}
      </span>
      <ProofState number={number} />
      <Link to={`/cases/${number}`}>{say('audit.open-case')}</Link>
      {readsAccessRecord(session) && (
        <Link to={`/audit/access?number=${number}`}>{say('audit.access-of-case')}</Link>
      )}
      {link !== undefined && (
        <a href={link} target="_blank" rel="noreferrer">
          {say('audit.web-ui')}
        </a>
      )}
    </header>
  );
}
