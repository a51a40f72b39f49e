import { useEffect, useState } from 'react';
import { useSay, type CustomerWord } from '../words/language';
import { Details } from './details';
import { EnterCode } from './enter-code';
import { Standing } from './standing';
import { useCase } from './use-case';

/** The page of one case: how it stands for whoever has the link, all else once the code was entered. */
export function CasePage() {
  const { state, overview, record, reload, left } = useCase();
  switch (state) {
    case 'loading':
      return <Opening />;
    case 'no-link':
      return <NoLink />;
    case 'bad-link':
      return <Notice title="bad-link.title" text="bad-link.text" />;
    case 'expired':
      return <Notice title="expired.title" text="expired.text" />;
    case 'withdrawn':
      return <Notice title="withdrawn.title" text="withdrawn.text" />;
    case 'erased':
      return <Notice title="erased.title" text="erased.text" />;
    case 'failed':
      return <Notice title="failure.other" text="failure.unavailable" onRetry={reload} />;
    case 'open':
      break;
  }
  if (!overview) return <Opening />;
  return (
    <>
      <Standing overview={overview} />
      {overview.entered && record ? (
        <Details overview={overview} record={record} reload={reload} left={left} />
      ) : (
        <EnterCode overview={overview} entered={reload} />
      )}
    </>
  );
}

const PATIENCE_MS = 1_500;

function Opening() {
  const say = useSay();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="card quiet" role="status">
      {say(long ? 'loading.long' : 'loading')}
    </p>
  );
}

interface NoticeProps {
  readonly title: CustomerWord;
  readonly text: CustomerWord;
  readonly onRetry?: () => void;
}

function Notice({ title, text, onRetry }: NoticeProps) {
  const say = useSay();
  return (
    <section className="card notice" role="alert">
      <h1>{say(title)}</h1>
      <p>{say(text)}</p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {say('retry')}
        </button>
      )}
    </section>
  );
}

function NoLink() {
  const say = useSay();
  return (
    <section className="card notice">
      <h1>{say('no-link.title')}</h1>
      <p>
        {say('no-link.text')} <a href="/complain">{say('no-link.complain')}</a>
      </p>
    </section>
  );
}
