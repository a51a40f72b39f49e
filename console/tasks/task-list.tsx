import { Button } from 'antd';
import { useSay, type MessageKey } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import type { TaskKind } from './queries';
import { TaskLines, type TaskLine } from './task-lines';

interface Props {
  readonly kind: TaskKind;
  readonly title: MessageKey;
  readonly nothing: MessageKey;
  readonly tasks: Loaded;
}

/** As much of a query's state as a list shows. */
interface Loaded {
  readonly rows: readonly TaskLine[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Tasks of one kind, one a line. */
export function TaskList({ kind, title, nothing, tasks }: Props) {
  const say = useSay();
  const { rows, error, refetch, hasNextPage, fetchNextPage } = tasks;
  return (
    <section className="part task-list">
      <h2>
        {say(title)} {rows && <span className="count">{`${rows.length}${hasNextPage ? '+' : ''}`}</span>}
      </h2>
      {!rows && (error ? <PageFailure error={error} retry={refetch} /> : <Loading what="list" />)}
      {rows?.length === 0 && <p className="quiet">{say(nothing)}</p>}
      {rows && <TaskLines kind={kind} rows={rows} />}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{say('board.more')}</Button>}
    </section>
  );
}
