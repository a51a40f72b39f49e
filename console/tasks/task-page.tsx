import type { ReactNode } from 'react';
import { isTold } from '../case/categories';
import { EventDays } from '../case/timeline';
import { useCompany } from '../company/company';
import type { ClockView } from '../http/client';
import { Failure } from '../http/failure';
import { useSay, type MessageKey } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { useTitle } from '../look/title';
import { ClockChip } from '../time/clock-chip';
import { Time } from '../time/time';
import { useTaskEvents, type TaskKind } from './queries';
import { TaskNext } from './task-next';
import { taskStage } from './task-words';

interface Task {
  readonly id: string;
  readonly stage: string;
  readonly revision: number;
  readonly department: string;
  readonly dueAt: string | null;
  readonly clocks: readonly ClockView[];
  readonly admitted: readonly string[];
}

interface Props {
  readonly kind: TaskKind;
  readonly task: Task;
  /** What it is about, and what has come of it. */
  readonly facts: ReactNode;
}

/** One work order or corrective action: what it asks for, what has happened, and what may be done. */
export function TaskPage({ kind, task, facts }: Props) {
  const say = useSay();
  const { department } = useCompany();
  useTitle(task.id);
  const starts = task.clocks.find(({ endedAt }) => endedAt === null);
  return (
    <article className="case-page">
      <header className="case-head">
        <h1>
          <span className="number">{task.id}</span> {department(task.department)}
        </h1>
        <span className="stage-pill">{taskStage(say, task.stage)}</span>
        {task.dueAt !== null && <ClockChip dueAt={task.dueAt} startedAt={starts?.startedAt} />}
      </header>
      <div className="case-columns task-columns">
        <section aria-label={say('case.facts')}>{facts}</section>
        <section aria-label={say('case.timeline')}>
          <History kind={kind} task={task} />
        </section>
        <section aria-label={say('case.next')}>
          <section className="part">
            <h2>{say('case.next')}</h2>
            <TaskNext kind={kind} task={task} />
          </section>
          <Clocks clocks={task.clocks} />
        </section>
      </div>
    </article>
  );
}

/** In place of a task that could not be loaded. */
export function TaskMissing({ error, retry }: { readonly error: unknown; readonly retry: () => unknown }) {
  const say = useSay();
  if (!error) return <Loading what="case" />;
  if (!(error instanceof Failure) || error.status !== 404) {
    return <PageFailure error={error} retry={retry} />;
  }
  return (
    <div className="page">
      <div className="notice-box" role="alert">
        <p className="strong">{say('task.unknown')}</p>
        <p className="quiet">{say('task.unknown-hint')}</p>
      </div>
    </div>
  );
}

/** One line of what it is about; nothing if there is nothing to say. */
export function TaskFact({ name, children }: { readonly name: MessageKey; readonly children: ReactNode }) {
  const say = useSay();
  if (children === null || children === undefined || children === '' || children === false) return null;
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function History({ kind, task }: { readonly kind: TaskKind; readonly task: Task }) {
  const say = useSay();
  const { data, error, refetch } = useTaskEvents(kind, task.id, task.revision);
  return (
    <section className="part timeline">
      <h2>{say('case.timeline')}</h2>
      {data ? (
        <EventDays events={data.filter(({ type }) => isTold(type))} />
      ) : error ? (
        <PageFailure error={error} retry={refetch} />
      ) : (
        <Loading what="case" />
      )}
    </section>
  );
}

function Clocks({ clocks }: { readonly clocks: readonly ClockView[] }) {
  const say = useSay();
  const { title, department, person } = useCompany();
  const running = clocks.filter(({ endedAt }) => endedAt === null);
  return (
    <section className="part">
      <h2>{say('case.clocks')}</h2>
      {running.length === 0 && <p className="quiet">{say('clocks.none')}</p>}
      <ul className="plain clocks">
        {running.map(({ id, dueAt, startedAt, clause, title: name, holder }) => (
          <li key={id} className="clock">
            <div className="clock-head">
              <ClockChip dueAt={dueAt} startedAt={startedAt} clause={clause} />
              <span className="clock-title">{title(name)}</span>
            </div>
            <div className="clock-more quiet">
              <span>
                {department(holder.department)}
                {holder.person !== undefined && ` · ${person(holder.person)}`}
              </span>
              {dueAt !== null && <Time at={dueAt} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
