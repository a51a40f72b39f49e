import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import type { Schemas } from '../../http/client';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { Time } from '../../time/time';

type Preview = Schemas['RuleChangePreview'];
type Change = Schemas['RuleChange'];

const LOOK_EVERY_MS = 1_000;
const SHOWN = 20;

/** What a change of the rules would do to the cases that run, before it is made. */
export function ChangePreview({ preview }: { readonly preview: Preview }) {
  const say = useSay();
  const { examined, affected, clocks, byClause, examples } = preview;
  return (
    <section className="stack" aria-label={say('adm.preview')}>
      <p className="strong">
        {say(affected === 0 ? 'adm.preview-none' : 'adm.preview-some', { examined, affected, clocks })}
      </p>
      {byClause.length > 0 && (
        <ul className="chips" aria-label={say('adm.preview-clauses')}>
          {byClause.map((one) => (
            <li key={one.clause}>
              <code className="clause">{one.clause}</code> {one.clocks}
            </li>
          ))}
        </ul>
      )}
      {examples.length > 0 && (
        <table className="admin-table">
          <thead>
            <tr>
              <th>{say('adm.case')}</th>
              <th>{say('adm.clause')}</th>
              <th>{say('adm.due-now')}</th>
              <th>{say('adm.due-then')}</th>
            </tr>
          </thead>
          <tbody>
            {examples.slice(0, SHOWN).map((one) => (
              <tr key={`${one.number} ${one.clock}`}>
                <td data-label={say('adm.case')} className="number">
                  {one.number}
                </td>
                <td data-label={say('adm.clause')}>{one.clause}</td>
                <td data-label={say('adm.due-now')}>{one.dueAt === null ? '–' : <Time at={one.dueAt} />}</td>
                <td data-label={say('adm.due-then')}>
                  {one.change === 'ended' && say('adm.clock-ends')}
                  {one.change !== 'ended' && (one.newDueAt === null ? '–' : <Time at={one.newDueAt} />)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {clocks > Math.min(SHOWN, examples.length) && <p className="quiet">{say('adm.preview-more')}</p>}
    </section>
  );
}

interface ProgressProps {
  /** Tells the changes of all pages apart. */
  readonly id: string;
  readonly read: () => Promise<Change>;
}

/** How far a change has come; it goes on by itself, whether anybody looks or not. */
export function ChangeProgress({ id, read }: ProgressProps) {
  const say = useSay();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'change', id],
    queryFn: read,
    refetchInterval: ({ state }) => (state.data?.status === 'finished' ? false : LOOK_EVERY_MS),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="verdict" />;
  const { status, affected, done, failed, failures } = data;
  const share = affected === 0 ? 100 : Math.floor(((done + failed) / affected) * 100);
  return (
    <section className="stack" aria-live="polite">
      <Progress
        percent={status === 'finished' ? 100 : Math.min(share, 99)}
        status="normal"
        aria-label={say('adm.progress')}
      />
      <p>{say(`adm.change-${status}`, { done, affected })}</p>
      {status !== 'finished' && <p className="quiet">{say('adm.change-goes-on')}</p>}
      {failed > 0 && <p>{say('adm.change-failed', { failed, numbers: failures.join(say('list.and')) })}</p>}
    </section>
  );
}
