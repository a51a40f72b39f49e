import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useCompany } from '../../company/company';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useLanguage, useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useTitle } from '../../look/title';
import { useSession } from '../../session/session';
import { administers } from '../areas';
import { Heading } from '../parts/heading';
import { usePackVersions } from '../parts/queries';
import { Difference } from './difference';
import { MoveCases } from './move-cases';
import { Sentences } from './sentences';
import { Versions } from './versions';

const VIEWS = ['sentences', 'difference', 'text'] as const;
type View = (typeof VIEWS)[number];

/** One pack: its versions, what each says, and how it came to say so. */
export default function PackPage() {
  const say = useSay();
  const go = useNavigate();
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const { policy, title } = useCompany();
  const changes = administers(useSession());
  const { data, error, refetch } = usePackVersions(id);
  const [moving, setMoving] = useState(false);
  const [view, setView] = useState<View>('sentences');
  const pack = policy(id);
  const name = pack ? title(pack.title) : id;
  useTitle(name);
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />;
  const newest = data[0]?.version ?? 1;
  const shown = Number(params.get('version') ?? newest);
  const older = data.filter(({ version, openCases }) => version < newest && openCases > 0);
  const waiting = older.reduce((sum, { openCases }) => sum + openCases, 0);
  return (
    <>
      <Heading title={name} about={id} back={{ to: '/administration/packs', title: say('adm.packs') }}>
        {changes && (
          <Button type="primary" onClick={() => void go(`/administration/packs/${id}/edit`)}>
            {say('adm.pack-edit')}
          </Button>
        )}
      </Heading>
      {waiting > 0 && (
        <div className="panel line-form">
          <span className="grow">{say('adm.move-waiting', { n: waiting, newest })}</span>
          {changes && <Button onClick={() => setMoving(true)}>{say('adm.move')}</Button>}
        </div>
      )}
      <Versions
        versions={data}
        shown={shown}
        choose={(version) => setParams({ version: String(version) }, { replace: true })}
      />
      <section className="panel" aria-label={say('adm.version', { n: shown })}>
        <div className="admin-acts">
          <h2>{say('adm.version', { n: shown })}</h2>
          <Segmented<View>
            aria-label={say('adm.view')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: say(`adm.view-${value}`) }))}
            onChange={setView}
          />
        </div>
        <Shown key={`${id} ${shown} ${view}`} id={id} version={shown} view={view} />
      </section>
      {moving && <MoveCases id={id} toVersion={newest} close={() => setMoving(false)} />}
    </>
  );
}

interface ShownProps {
  readonly id: string;
  readonly version: number;
  readonly view: View;
}

function Shown({ id, version, view }: ShownProps) {
  const { say, language } = useLanguage();
  const path = { id, version };
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'packs', id, version, view, language],
    queryFn: async () => {
      switch (view) {
        case 'text':
          return {
            view,
            ...(await answered(api.GET('/api/v1/packs/{id}/versions/{version}', { params: { path } }))),
          };
        case 'difference':
          return { view, items: version === 1 ? [] : await differenceOf() };
        case 'sentences': {
          const params = { path, query: { language } };
          const found = await answered(
            api.GET('/api/v1/packs/{id}/versions/{version}/explanation', { params }),
          );
          return { view, ...found };
        }
      }
    },
  });
  const differenceOf = async () => {
    const params = { path, query: { from: version - 1, language } };
    return (await answered(api.GET('/api/v1/packs/{id}/versions/{version}/difference', { params }))).items;
  };
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />;
  switch (data.view) {
    case 'sentences':
      return <Sentences sentences={data.sentences} />;
    case 'difference':
      return (
        <Difference
          lines={data.items}
          none={say(version === 1 ? 'adm.difference-first' : 'adm.difference-none')}
        />
      );
    case 'text':
      return (
        <pre className="source" tabIndex={0} aria-label={say('adm.view-text')}>
          {data.text}
        </pre>
      );
  }
}
