import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseSummary } from '../http/client';
import { ClockChip } from '../time/clock-chip';

interface Props {
  readonly item: CaseSummary;
  /** Why it stands here. */
  readonly about: string;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** One case in one line of a supervisor's page. */
export function CaseLine({ item, about, children }: Props) {
  return (
    <div className="case-line">
      <ClockChip dueAt={item.dueAt} startedAt={item.nextClock?.startedAt} clause={item.nextClock?.clause} />
      <Link to={`/cases/${item.number}`} className="number">
        {item.number}
      </Link>
      <span className="customer">{item.customerName}</span>
      <span className="matter" title={item.matter}>
        {item.matter}
      </span>
      <span className="about quiet">{about}</span>
      <span className="verb">{children}</span>
    </div>
  );
}
