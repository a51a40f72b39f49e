import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useSay } from '../language/language';
import { ClockChip } from '../time/clock-chip';
import { holdersOf, type HolderLoad } from './holders';
import { casesLink, ofHolder } from './links';
import { PressingCases } from './pressing-cases';
import type { Supervision } from './queries';

const COLUMNS = 6;

/** Who has what overdue or soon due, by level and rung; every number opens its cases, every row the most pressing of them. */
export function HolderTable({ pressing }: { readonly pressing: Supervision['pressing'] }) {
  const say = useSay();
  const holders = holdersOf(pressing);
  // Who is latest lies open: from there it is one click to step in.
  const [open, setOpen] = useState(() => holders.filter(({ overdue }) => overdue > 0).map(keyOf)[0]);
  if (holders.length === 0) {
    return (
      <div className="notice-box">
        <p className="strong">{say('supervision.nothing-presses')}</p>
        <p className="quiet">{say('supervision.nothing-presses-more')}</p>
      </div>
    );
  }
  return (
    <table className="holders">
      <thead>
        <tr>
          <th scope="col">{say('supervision.holder')}</th>
          <th scope="col">{say('supervision.overdue')}</th>
          <th scope="col">{say('supervision.soon')}</th>
          <th scope="col">{say('field.level')}</th>
          <th scope="col">{say('supervision.rung')}</th>
          <th scope="col">{say('supervision.earliest')}</th>
        </tr>
      </thead>
      <tbody>
        {holders.map((load) => {
          const key = keyOf(load);
          return (
            <Fragment key={key}>
              <HolderRow
                load={load}
                open={open === key}
                toggle={() => setOpen((now) => (now === key ? undefined : key))}
              />
              {open === key && (
                <tr className="holder-cases">
                  <td colSpan={COLUMNS}>
                    <PressingCases load={load} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function keyOf({ department, person }: HolderLoad): string {
  return `${department} ${person ?? ''}`;
}

interface RowProps {
  readonly load: HolderLoad;
  readonly open: boolean;
  readonly toggle: () => void;
}

function HolderRow({ load, open, toggle }: RowProps) {
  const say = useSay();
  const { person, department } = useCompany();
  const { levels, rungs, dueAt } = load;
  const of = ofHolder(load);
  const pressing = { ...of, pressing: 'true' };
  return (
    <tr className="holder">
      <th scope="row">
        <Button
          type="text"
          size="small"
          icon={open ? <DownOutlined /> : <RightOutlined />}
          aria-expanded={open}
          onClick={toggle}
        >
          <span>{load.person === null ? say('supervision.nobody') : person(load.person)}</span>
          <span className="quiet">{department(load.department)}</span>
        </Button>
      </th>
      <td data-label={say('supervision.overdue')}>
        {load.overdue > 0 && (
          <Link className="pressing broken" to={casesLink({ ...of, overdue: 'true' })}>
            {load.overdue}
          </Link>
        )}
      </td>
      <td data-label={say('supervision.soon')}>
        {load.soon > 0 && (
          <Link className="pressing soon" to={casesLink({ ...of, soon: 'true' })}>
            {load.soon}
          </Link>
        )}
      </td>
      <td data-label={say('field.level')}>
        {levels.map(([level, count]) => (
          <Link key={level} className="chip" to={casesLink({ ...pressing, level })}>
            {say(`choice.level.${level}`)} {count}
          </Link>
        ))}
      </td>
      <td data-label={say('supervision.rung')}>
        {rungs.map(([rung, count]) => (
          <Link key={rung} className="chip" to={casesLink({ ...pressing, rung: String(rung) })}>
            {rung}% × {count}
          </Link>
        ))}
      </td>
      <td data-label={say('supervision.earliest')}>
        <ClockChip dueAt={dueAt} />
      </td>
    </tr>
  );
}
