import { useParams } from 'react-router';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { CaseLine } from './case-line';
import { GroupHead } from './groups';
import { useGroup, useLiveCounts, useSomeCases } from './queries';
import { SolutionOf } from './solution';

/** As many as are read here; the list has them all. */
const SHOWN = 50;

/** One group of similar complaints: where the alarm leads to. */
export default function GroupPage() {
  const say = useSay();
  const { id = '' } = useParams();
  useTitle(say('widespread.title'));
  useLiveCounts();
  const group = useGroup(id);
  const cases = useSomeCases({ widespread: id }, SHOWN);
  if (!group.data) {
    return group.error ? <PageFailure error={group.error} retry={group.refetch} /> : <Loading what="list" />;
  }
  return (
    <div className="supervision">
      <h1 className="page-title">{say('widespread.title')}</h1>
      <section>
        <GroupHead group={group.data} />
        <SolutionOf group={group.data} />
      </section>
      <section>
        <ul className="plain">
          {cases.data?.items.map((item) => (
            <li key={item.number}>
              <CaseLine item={item} about={say(`stage.${item.stage}`)}>
                {null}
              </CaseLine>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
