import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { failureText } from '../look/page-failure';
import { Time } from '../time/time';
import { isEmpty, type Draft, type Preview } from './draft';

interface Props {
  readonly preview: Preview | undefined;
  readonly failure: Error | null;
  readonly draft: Draft;
}

/** What the system makes of it while it is written: where it goes, what will run, and what is open already. */
export function PreviewPanel({ preview, failure, draft }: Props) {
  const say = useSay();
  return (
    <section className="preview-panel" aria-label={say('preview.title')} aria-live="polite">
      {failure && <p className="quiet">{say('preview.away', { why: failureText(failure, say) })}</p>}
      {!preview && !failure && <Loading what="preview" />}
      {preview && <Shown preview={preview} untouched={isEmpty({ draft, key: '' })} />}
    </section>
  );
}

function Shown({ preview, untouched }: { readonly preview: Preview; readonly untouched: boolean }) {
  const say = useSay();
  const { department, title, person } = useCompany();
  return (
    <>
      <h2>{say('preview.route')}</h2>
      <p>
        {preview.route === null
          ? say('preview.by-hand')
          : say('preview.goes-to', { department: department(preview.route) })}
      </p>
      <h2>{say('preview.clocks')}</h2>
      <ul className="plain preview-clocks">
        {preview.clocks.map((clock) => (
          <li key={`${clock.clause} ${clock.dueAt}`}>
            <Time at={clock.dueAt} /> {title(clock.title)} <code className="clause">{clock.clause}</code>
            <span className="quiet">
              {' '}
              {clock.holder.person === undefined
                ? department(clock.holder.department)
                : person(clock.holder.person)}
            </span>
          </li>
        ))}
      </ul>
      <h2>{say('preview.similar')}</h2>
      {preview.similar.length === 0 ? (
        <p className="quiet">{say(untouched ? 'preview.similar-later' : 'preview.no-similar')}</p>
      ) : (
        <ul className="plain similar">
          {preview.similar.map(({ because, complaint }) => (
            <li key={complaint.number}>
              <Link to={`/cases/${complaint.number}`} target="_blank">
                {complaint.number}
              </Link>{' '}
              {complaint.customerName} · {say(`stage.${complaint.stage}`)}
              <span className="quiet"> {say(`preview.because-${because}`)}</span>
              <div className="matter">{complaint.matter}</div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
