import { Facts } from '../case/facts';
import { useCompany } from '../company/company';
import type { CaseView } from '../http/client';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { Time } from '../time/time';
import { useThen } from './queries';

/** The case exactly as it stood at a moment. */
export function Standing({ number, asOf }: { readonly number: string; readonly asOf: string }) {
  const { data, error, refetch } = useThen(number, asOf);
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="case" />;
  return (
    <>
      <Position view={data} />
      <Facts view={data} />
    </>
  );
}

/** Where it stood, and in whose hands. */
function Position({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const { department, person } = useCompany();
  return (
    <section className="part">
      <h2>{say('audit.position')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('field.stage')}</dt>
          <dd>
            {say(`stage.${view.stage}`)} · {say('round.long', { n: view.round })}
          </dd>
        </div>
        <div>
          <dt>{say('field.department')}</dt>
          <dd>{department(view.department)}</dd>
        </div>
        <div>
          <dt>{say('field.handler')}</dt>
          <dd>{person(view.handler)}</dd>
        </div>
        <div>
          <dt>{say('field.owner')}</dt>
          <dd>{person(view.owner)}</dd>
        </div>
        {view.dueAt !== null && (
          <div>
            <dt>{say('field.due')}</dt>
            <dd>
              <Time at={view.dueAt} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
