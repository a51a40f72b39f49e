import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../http/client';
import { answered } from '../../http/failure';
import { ReasonDialog } from '../../keeping/reason-dialog';
import { useSay } from '../../language/language';
import { Loading } from '../../look/loading';
import { PageFailure } from '../../look/page-failure';
import { SubjectOutcomes } from './subject-outcomes';

type Erasure = Schemas['SubjectErasure'];
type Result = Erasure['cases'][number] | Erasure['entries'][number];

/** So much of the id of a request names it: as the API wants it once more. */
const NAMED_BY = 8;

const erasable = ({ outcome }: Result): boolean => outcome === 'erasable';
const justErased = ({ outcome }: Result): boolean => outcome === 'erased';
const stays = ({ outcome }: Result): boolean =>
  outcome === 'held' || outcome === 'not-archived' || outcome === 'of-case' || outcome === 'being-filed';

/** What of all that was found can be erased, its erasure, and what came of each. */
export function SubjectErasure({ id }: { readonly id: string }) {
  const say = useSay();
  const queries = useQueryClient();
  const key = ['subjects', id, 'erasure'];
  const params = { path: { id } };
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => answered(api.GET('/api/v1/subjects/{id}/erasure', { params })),
    // What came of an erasure is not asked for anew: it would read as something of before.
    staleTime: Infinity,
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  if (data.cases.length + data.entries.length === 0) return <p>{say('sub.erase-empty')}</p>;
  const erase = async (reason: string): Promise<void> => {
    const body = { reason, confirm: id.slice(0, NAMED_BY) };
    queries.setQueryData<Erasure>(
      key,
      await answered(api.POST('/api/v1/subjects/{id}/erasure', { params, body })),
    );
    await queries.invalidateQueries({ queryKey: ['case'] });
  };
  return (
    <>
      <Done erasure={data} />
      <SubjectOutcomes erasure={data} />
      <EraseAll id={id} erasure={data} erase={erase} />
    </>
  );
}

function Done({ erasure: { cases, entries } }: { readonly erasure: Erasure }) {
  const say = useSay();
  const erased = [...cases, ...entries].filter(justErased).length;
  const left = [...cases, ...entries].filter(stays).length;
  if (erased === 0) return null;
  return (
    <p className="strong">
      {say('sub.erase-done', { n: erased })} {left > 0 && say('sub.erase-left', { n: left })}
    </p>
  );
}

interface EraseAllProps {
  readonly id: string;
  readonly erasure: Erasure;
  readonly erase: (reason: string) => Promise<void>;
}

function EraseAll({ id, erasure: { cases, entries }, erase }: EraseAllProps) {
  const say = useSay();
  const goes = { cases: cases.filter(erasable), entries: entries.filter(erasable) };
  const left = { cases: cases.filter(stays), entries: entries.filter(stays) };
  const going = goes.cases.length + goes.entries.length;
  const staying = left.cases.length + left.entries.length;
  if (going === 0) return <p className="quiet">{say('sub.erase-nothing')}</p>;
  const word = id.slice(0, NAMED_BY);
  return (
    <ReasonDialog
      label={say('sub.erase')}
      about={say('sub.erase-about')}
      confirm={{
        word,
        label: say('sub.erase-confirm', { id: word }),
        mismatch: say('sub.erase-mismatch'),
      }}
      send={erase}
    >
      <p className="strong">{say('sub.erase-goes', { n: going })}</p>
      <SubjectOutcomes erasure={goes} />
      {staying > 0 && (
        <>
          <p className="strong">{say('sub.erase-stays', { n: staying })}</p>
          <SubjectOutcomes erasure={left} />
        </>
      )}
    </ReasonDialog>
  );
}
