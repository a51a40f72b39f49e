import { Link } from 'react-router';
import { useCompany } from '../../company/company';
import type { Schemas } from '../../http/client';
import { useLanguage, useSay, type Say } from '../../language/language';
import { longTime } from '../../time/format';

type Erasure = Schemas['SubjectErasure'];
type OfCase = Erasure['cases'][number];
type OfEntry = Erasure['entries'][number];

/** Each case and entry of a customer, and how it stands to its erasure. */
export function SubjectOutcomes({
  erasure: { cases, entries },
}: {
  readonly erasure: Pick<Erasure, 'cases' | 'entries'>;
}) {
  const say = useSay();
  return (
    <table className="admin-table subject-outcomes">
      <thead>
        <tr>
          <th>{say('sub.what')}</th>
          <th>{say('sub.standing')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <tr key={one.number}>
            <td data-label={say('sub.what')} className="number">
              <Link to={`/cases/${one.number}`}>{one.number}</Link>
            </td>
            <td data-label={say('sub.standing')}>
              <CaseOutcome one={one} />
            </td>
          </tr>
        ))}
        {entries.map((one) => (
          <tr key={`${one.kind} ${one.id}`}>
            <td data-label={say('sub.what')}>{nameOf(one, say)}</td>
            <td data-label={say('sub.standing')}>{entryOutcome(one, say)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CaseOutcome({ one: { outcome, holds, reopenUntil } }: { readonly one: OfCase }) {
  const { say, language } = useLanguage();
  const { zone } = useCompany();
  switch (outcome) {
    case 'held':
      return say('sub.outcome-held', { reasons: holds.map(({ reason }) => reason).join(say('list.and')) });
    case 'not-archived':
      return reopenUntil === null
        ? say('sub.outcome-not-archived')
        : say('sub.outcome-reopenable', { at: longTime(reopenUntil, language, zone) });
    default:
      return say(`sub.outcome-${outcome}`);
  }
}

/** So much of an id as people compare. */
const SHOWN = 8;

function nameOf({ kind, id }: OfEntry, say: Say): string {
  const [file = '', row = ''] = id.split('/');
  if (kind === 'import-row') return say('sub.kind-import-row', { row, file: file.slice(0, SHOWN) });
  return say(`sub.kind-${kind}`, { id: id.slice(0, SHOWN) });
}

function entryOutcome({ outcome, number }: OfEntry, say: Say): string {
  if (outcome === 'of-case') return say('sub.outcome-of-case', { number: number ?? '' });
  return say(`sub.outcome-${outcome}`);
}
