import { Button, Tag } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router';
import { useCompany, type Named } from '../company/company';
import type { CaseSummary } from '../http/client';
import { useSay, type Say } from '../language/language';
import { useSession } from '../session/session';
import { ClockChip } from '../time/clock-chip';
import { expectedOf } from './expected';

interface Props {
  readonly item: CaseSummary;
  /** It waits for the reader: the verb opens its form. */
  readonly mine: boolean;
  readonly open: boolean;
  readonly toggle: (number: string) => void;
}

/** One case in one line: how long, which, who, what, where it stands, and what is expected. */
export const CaseRow = memo(function CaseRow({ item, mine, open, toggle }: Props) {
  const say = useSay();
  const session = useSession();
  const { clock, person, department } = useCompany();
  const { nextClock } = item;
  const waiting = waitingText(item, { say, user: session.user, person, department });
  const clause =
    nextClock === null
      ? undefined
      : `${nextClock.clause} · ${clock(item.policy, nextClock.rule, nextClock.clause)}`;
  return (
    <div className="case-row">
      <ClockChip dueAt={item.dueAt} startedAt={nextClock?.startedAt} clause={clause} />
      <Link to={`/cases/${item.number}`} className="number">
        {item.number}
      </Link>
      <span className="customer">{item.customerName}</span>
      <span className="matter" title={item.matter}>
        {item.matter}
      </span>
      <span className="tag">{item.contentType && <ClassTag item={item} />}</span>
      <span className="stage">
        {say(`stage.${item.stage}`)}
        {item.round > 1 && <em className="round">{say('round.short', { n: item.round })}</em>}
      </span>
      <span className="verb">
        {mine ? (
          <Button
            size="small"
            type={open ? 'primary' : 'default'}
            aria-expanded={open}
            onClick={() => toggle(item.number)}
          >
            {say(expectedOf(item, session))}
          </Button>
        ) : (
          <span className="quiet">{waiting}</span>
        )}
      </span>
    </div>
  );
});

interface Naming extends Pick<Named, 'person' | 'department'> {
  readonly say: Say;
  readonly user: string;
}

/** For whom it waits; a case that is closed waits for nobody. */
function waitingText(
  { nextClock, closedAt }: CaseSummary,
  { say, user, person, department }: Naming,
): string {
  if (closedAt !== null) return say('work.over');
  if (!nextClock) return say('work.waits-for-customer');
  const { holder } = nextClock;
  if (holder.person === user) return say('work.waits-for-me');
  return say('work.waits-for', {
    who: holder.person === undefined ? department(holder.department) : person(holder.person),
  });
}

/** What it is about and how urgent, in words. */
export function ClassTag({
  item,
}: {
  readonly item: Pick<CaseSummary, 'contentType' | 'urgency' | 'level'>;
}) {
  const say = useSay();
  return <Tag variant="outlined">{classText(item, say)}</Tag>;
}

export function classText(
  { contentType, urgency, level }: Pick<CaseSummary, 'contentType' | 'urgency' | 'level'>,
  say: Say,
): string {
  return [
    contentType && say(`choice.contentType.${contentType}`),
    urgency && say(`choice.urgency.${urgency}`),
    level && say(`choice.level.${level}`),
  ]
    .filter(Boolean)
    .join(' · ');
}
