import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSay } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { problemsOf } from './import-api';
import { serverSays } from './server-says';

interface Line {
  readonly key: string;
  readonly row: number;
  readonly column: string;
  readonly words: string;
}

/** The rows that can't be filed: where, and what would be right. */
export function RowProblemTable({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['imports', id, 'problems'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => problemsOf(id, pageParam),
    getNextPageParam: ({ next }) => (next === undefined ? undefined : Number(next)),
  });
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />;
  const lines: Line[] = data.pages
    .flatMap(({ items }) => items)
    .flatMap(({ row, problems }) =>
      problems.map(({ column, field, message }) => ({
        key: `${row} ${field} ${message}`,
        row,
        column,
        words: serverSays(say, message, field),
      })),
    );
  return (
    <>
      <table className="import-problems">
        <thead>
          <tr>
            <th scope="col">{say('import.row')}</th>
            <th scope="col">{say('import.column')}</th>
            <th scope="col">{say('import.right')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, row, column, words }) => (
            <tr key={key}>
              <td>{row}</td>
              <td>{column}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => void fetchNextPage()}>
          {say('board.more')}
        </Button>
      )}
    </>
  );
}
