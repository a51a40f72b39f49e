import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../http/client';
import { answered } from '../../http/failure';
import { useLanguage, useSay, type Language } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { useWide } from '../../look/wide';
import { Heading } from '../parts/heading';
import { useTemplates } from '../parts/queries';
import { noticeTitle } from './notice-title';

const WIDE = 900;

/** What the notices say, each with an invented case. */
export default function TemplatesPage() {
  const say = useSay();
  const wide = useWide(WIDE);
  const { data, error, refetch } = useTemplates();
  const [params, setParams] = useSearchParams();
  const chosen = params.get('name') ?? data?.[0]?.name;
  const choose = (name: string): void => setParams({ name }, { replace: true });
  return (
    <>
      <Heading title={say('adm.notices')} about={say('adm.notices-about')} />
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {data && chosen !== undefined && (
        <div className="admin-split">
          {wide ? (
            <ul className="plain pick-list" aria-label={say('adm.notices')}>
              {data.map(({ name }) => (
                <li key={name}>
                  <button type="button" aria-current={name === chosen} onClick={() => choose(name)}>
                    {noticeTitle(say, name)}
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            <Select<string>
              className="wide"
              aria-label={say('adm.notices')}
              value={chosen}
              showSearch={{ optionFilterProp: 'label' }}
              options={data.map(({ name }) => ({ value: name, label: noticeTitle(say, name) }))}
              onChange={choose}
            />
          )}
          <NoticePreview key={chosen} name={chosen} />
        </div>
      )}
    </>
  );
}

function NoticePreview({ name }: { readonly name: string }) {
  const { say, language: own } = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'templates', name, language],
    queryFn: () =>
      answered(
        api.POST('/api/v1/notice-templates/{name}/preview', {
          params: { path: { name } },
          body: { language },
        }),
      ).then(({ items }) => items),
  });
  return (
    <div className="stack">
      <div className="admin-acts">
        <h2>{noticeTitle(say, name)}</h2>
        <code>{name}</code>
        <Segmented<Language>
          aria-label={say('shell.language')}
          value={language}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLanguage}
        />
      </div>
      {!data && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="page" />)}
      {data?.map(({ audience, subject, text }) => (
        <article key={audience} className="panel mail" lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <p className="quiet">{say(`adm.audience-${audience}`)}</p>
          <h3>{subject}</h3>
          <pre>{text}</pre>
        </article>
      ))}
    </div>
  );
}
