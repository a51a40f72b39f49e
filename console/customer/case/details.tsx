import { reached } from '../../http/failure';
import { api, type CustomerRecord, type Overview } from '../http';
import { Moment, useMoments } from '../time';
import { isWord, useSay } from '../words/language';
import { Files } from './files';
import { Messages } from './messages';
import { More } from './more';
import { Verdict } from './verdict';

export interface DetailsProps {
  readonly overview: Overview;
  readonly record: CustomerRecord;
  /** Something was sent: look anew. */
  readonly reload: () => void;
  readonly left: () => void;
}

/** All that the customer sees and can do. */
export function Details(props: DetailsProps) {
  const { overview, record, reload, left } = props;
  const say = useSay();
  const leave = async () => {
    await reached(api.POST('/api/v1/customer/leave'));
    left();
  };
  return (
    <>
      <Results overview={overview} record={record} />
      {record.admitted.includes('customer-satisfied') && <Verdict reload={reload} />}
      <Messages {...props} />
      <Files {...props} />
      <section className="card" aria-labelledby="matter">
        <h2 id="matter">{say('matter.title')}</h2>
        <p className="said">{record.matter}</p>
        {record.expectation !== null && (
          <p>
            <span className="quiet small">{say('matter.wish')}</span>
            <br />
            <span className="said">{record.expectation}</span>
          </p>
        )}
      </section>
      <More record={record} reload={reload} />
      <div className="row no-print">
        <button type="button" className="quiet-button" onClick={reload}>
          {say('refresh')}
        </button>
        <button type="button" className="quiet-button" onClick={() => print()}>
          {say('print')}
        </button>
        <button type="button" className="quiet-button" onClick={() => void leave()}>
          {say('leave')}
        </button>
      </div>
    </>
  );
}

function Results({ overview: { zone }, record }: Pick<DetailsProps, 'overview' | 'record'>) {
  const say = useSay();
  const write = useMoments(zone);
  const { results, answers, outcome } = record;
  const ended = outcome === null ? undefined : `outcome.${outcome.kind}`;
  return (
    <>
      {results.length > 0 && (
        <section className="card" aria-labelledby="results">
          <h2 id="results">{say('result.title')}</h2>
          {results.map(({ round, text, at }) => (
            <div key={at}>
              <p className="quiet small">
                {round > 1 ? say('result.round', { round, at: write(at) }) : write(at)}
              </p>
              <p className="said">{text}</p>
            </div>
          ))}
          {ended !== undefined && isWord(ended) && <p>{say(ended, { rating: outcome?.rating ?? '' })}</p>}
        </section>
      )}
      {answers.length > 0 && (
        <section className="card" aria-labelledby="answers">
          <h2 id="answers">{say('answer.title')}</h2>
          {answers.map(({ text, at }) => (
            <div key={at}>
              <p className="quiet small">
                <Moment at={at} zone={zone} />
              </p>
              <p className="said">{text}</p>
            </div>
          ))}
        </section>
      )}
      {results.length === 0 && answers.length === 0 && ended !== undefined && isWord(ended) && (
        <p className="card">{say(ended, { rating: outcome?.rating ?? '' })}</p>
      )}
    </>
  );
}
