import { Link, useParams } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { Time } from '../time/time';
import { useAction, type CorrectiveAction } from './queries';
import { TaskFact, TaskMissing, TaskPage } from './task-page';

/** A corrective action: measures against a cause, and whether they have had an effect. */
export default function ActionPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useAction(id);
  if (!data) return <TaskMissing error={error} retry={refetch} />;
  return <TaskPage kind="corrective-actions" task={data} facts={<Facts action={data} />} />;
}

function Facts({ action }: { readonly action: CorrectiveAction }) {
  const say = useSay();
  const { person } = useCompany();
  const { reason, cases, persons, issuedBy, issuedAt, plan, report, checks, repeats, cycle } = action;
  const comma = say('list.and');
  return (
    <>
      <section className="part">
        <h2>{say('task.corrective-action')}</h2>
        <p className="prose">{reason}</p>
        <dl className="facts">
          <TaskFact name="field.cases">{cases.length > 0 && <Numbers numbers={cases} />}</TaskFact>
          <TaskFact name="field.persons">{persons.map(person).join(comma)}</TaskFact>
          <TaskFact name="task.ordered-by">{person(issuedBy)}</TaskFact>
          <TaskFact name="task.ordered-at">
            <Time at={issuedAt} />
          </TaskFact>
          <TaskFact name="task.cycle">{cycle > 1 && say('round.long', { n: cycle })}</TaskFact>
          <TaskFact name="task.watched-until">
            {action.watchedUntil !== null && <Time at={action.watchedUntil} />}
          </TaskFact>
          <TaskFact name="task.repeats">{repeats.length > 0 && <Numbers numbers={repeats} />}</TaskFact>
        </dl>
      </section>
      {plan && (
        <section className="part">
          <h2>{say('field.measures')}</h2>
          <ol className="steps">
            {plan.measures.map((measure) => (
              <li key={measure}>{measure}</li>
            ))}
          </ol>
          <p className="quiet">
            {say('facts.expected-completion')} <Time at={plan.due} />
          </p>
          {report && <p className="prose">{report.result}</p>}
        </section>
      )}
      {checks.length > 0 && (
        <section className="part">
          <h2>{say('task.checks')}</h2>
          <ul className="plain">
            {checks.map(({ effective, note, by, at }) => (
              <li key={at}>
                {say(`choice.effective.${effective}`)} · {note}{' '}
                <span className="quiet">
                  {person(by)} <Time at={at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Numbers({ numbers }: { readonly numbers: readonly string[] }) {
  return (
    <>
      {numbers.map((number) => (
        <div key={number}>
          <Link to={`/cases/${number}`}>{number}</Link>
        </div>
      ))}
    </>
  );
}
