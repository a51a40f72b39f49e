import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { ClockChip } from '../time/clock-chip';
import type { TaskKind } from './queries';
import { taskStage } from './task-words';

/** What a line says of a task. */
export interface TaskLine {
  readonly id: string;
  readonly what: string;
  readonly department: string;
  readonly stage: string;
  readonly dueAt: string | null;
}

interface Props {
  readonly kind: TaskKind;
  readonly rows: readonly TaskLine[];
}

/** Tasks one a line: how long, which, what, whose, and where it stands. */
export function TaskLines({ kind, rows }: Props) {
  const say = useSay();
  const { department } = useCompany();
  return (
    <ul className="plain task-lines">
      {rows.map(({ id, what, department: of, stage, dueAt }) => (
        <li key={id} className="task-row">
          {dueAt === null ? <span className="quiet">{say('clock.none')}</span> : <ClockChip dueAt={dueAt} />}
          <Link to={`/${kind}/${id}`} className="number">
            {id}
          </Link>
          <span className="matter" title={what}>
            {what}
          </span>
          <span>{department(of)}</span>
          <span>{taskStage(say, stage)}</span>
        </li>
      ))}
    </ul>
  );
}
