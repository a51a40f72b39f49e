import { useCompany } from '../company/company';
import type { CaseView } from '../http/client';
import { useSay, type MessageKey } from '../language/language';
import { lengthOf } from '../time/format';

/** Who has a part in it, and how long each department has held it. */
export function People({ view }: { readonly view: CaseView }) {
  const say = useSay();
  const { person, department } = useCompany();
  const team = view.rounds.at(-1)?.team;
  const rows: readonly (readonly [MessageKey, string | undefined])[] = [
    ['people.held-by', department(view.heldBy)],
    ['people.owner', view.owner === null ? say('people.no-owner') : person(view.owner)],
    ['people.department', view.department === null ? undefined : department(view.department)],
    ['people.lead', view.lead === null ? undefined : person(view.lead)],
    ['people.handler', view.handler === null ? undefined : person(view.handler)],
    ['people.team', team?.members.map(person).join(say('list.and'))],
    ['people.supervisors', view.supervisors.map(person).join(say('list.and'))],
  ];
  const held = Object.entries(view.held);
  return (
    <section className="part">
      <h2>{say('case.people')}</h2>
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([key, value]) => (
            <div key={key}>
              <dt>{say(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {held.length > 0 && (
          <div>
            <dt>{say('people.held')}</dt>
            <dd>
              {held.map(([id, ms]) => (
                <div key={id}>
                  {department(id)} {lengthOf(ms, say)}
                </div>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
