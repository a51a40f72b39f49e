import { Link } from 'react-router';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { hasRole, stepsIn, supervises, useSession } from '../session/session';
import { Decisions } from './decisions';
import { Groups } from './groups';
import { HeatStrip } from './heat-strip';
import { HolderTable } from './holder-table';
import { total } from './holders';
import { casesLink } from './links';
import { scopeOf } from './scope';
import { useSupervision, type Supervision } from './queries';

/** What falls due, who is late with what, and which decisions wait for the reader. */
export default function SupervisionPage() {
  const say = useSay();
  useTitle(say('place.supervision'));
  return supervises(useSession()) ? <Watch /> : <p className="notice-box">{say('failure.not-allowed')}</p>;
}

function Watch() {
  const say = useSay();
  const session = useSession();
  const { data, error, refetch } = useSupervision();
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  return (
    <div className="supervision">
      <h1 className="page-title">
        {say('place.supervision')} <Totals pressing={data.pressing} />
      </h1>
      <section aria-labelledby="due">
        <h2 id="due">{say('supervision.due')}</h2>
        <HeatStrip cells={data.cells} />
      </section>
      <section aria-labelledby="pressing">
        <h2 id="pressing">{say('supervision.pressing')}</h2>
        <HolderTable pressing={data.pressing} />
      </section>
      <section aria-labelledby="decisions">
        <h2 id="decisions">{say('supervision.decisions')}</h2>
        <Decisions />
      </section>
      {(stepsIn(session) || hasRole(session, 'agent', 'specialist')) && (
        <section aria-labelledby="widespread">
          <h2 id="widespread">{say('widespread.title')}</h2>
          <Groups />
        </section>
      )}
    </div>
  );
}

/** How much in all. A lead sees more cases than their department holds, so theirs are named. */
function Totals({ pressing }: { readonly pressing: Supervision['pressing'] }) {
  const say = useSay();
  const session = useSession();
  const overdue = total(pressing.filter((one) => one.overdue));
  const soon = total(pressing.filter((one) => !one.overdue));
  const own = scopeOf(session);
  return (
    <>
      <Link
        className={overdue > 0 ? 'pressing broken' : 'pressing'}
        to={casesLink({ ...own, overdue: 'true' })}
      >
        {say('supervision.total-overdue', { n: overdue })}
      </Link>{' '}
      <Link className={soon > 0 ? 'pressing soon' : 'pressing'} to={casesLink({ ...own, soon: 'true' })}>
        {say('supervision.total-soon', { n: soon })}
      </Link>
    </>
  );
}
