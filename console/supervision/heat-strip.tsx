import { Link } from 'react-router';
import { useCompany } from '../company/company';
import { useLanguage, useSay } from '../language/language';
import { clockTime, dayOf, dayTitle, shortDay } from '../time/format';
import { useSession } from '../session/session';
import { casesLink, ofCell } from './links';
import type { Supervision } from './queries';
import { scopeOf } from './scope';
import { useClauseTitle } from './use-clause-title';

type Cell = Supervision['cells'][number];

/** So many hours leave room for the date of their day. */
const WIDE = 3;
/** Shades from “few” to “most”. */
const SHADES = 4;

/** The next working hours, and how much falls due in each, by clause; every cell opens its cases. */
export function HeatStrip({ cells }: { readonly cells: readonly Cell[] }) {
  const say = useSay();
  const clauses = clausesOf(cells);
  const most = Math.max(1, ...cells.map(({ count }) => count));
  if (clauses.length === 0) return <p className="quiet">{say('supervision.nothing-due')}</p>;
  return (
    <div className="heat-scroll" tabIndex={0} role="region" aria-label={say('supervision.due')}>
      <table className="heat">
        <thead>
          <Days cells={cells} />
          <Hours cells={cells} />
        </thead>
        <tbody>
          <tr className="heat-all">
            <th scope="row">{say('supervision.all-clauses')}</th>
            {cells.map((cell) => (
              <HeatCell key={cell.from} cell={cell} count={cell.count} most={most} />
            ))}
          </tr>
          {clauses.map((clause) => (
            <tr key={clause}>
              <ClauseHead clause={clause} />
              {cells.map((cell) => (
                <HeatCell
                  key={cell.from}
                  cell={cell}
                  clause={clause}
                  count={countOf(cell, clause)}
                  most={most}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The clauses of all cells, those with most first. */
function clausesOf(cells: readonly Cell[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { clause, count } of cells.flatMap(({ clauses }) => clauses)) {
    counts.set(clause, (counts.get(clause) ?? 0) + count);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([clause]) => clause);
}

function countOf({ clauses }: Cell, clause: string): number {
  return clauses.find((one) => one.clause === clause)?.count ?? 0;
}

/** Each day once, over its hours. */
function Days({ cells }: { readonly cells: readonly Cell[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { zone } = useCompany();
  const days = [...Map.groupBy(cells, ({ from }) => dayOf(new Date(from), zone)).values()];
  return (
    <tr>
      <th scope="col" rowSpan={2}>
        {say('supervision.clause')}
      </th>
      {days.map(
        (hours) =>
          hours[0] && (
            <th
              key={hours[0].from}
              scope="colgroup"
              colSpan={hours.length}
              className="heat-day"
              title={dayTitle(hours[0].from, language, zone)}
            >
              {shortDay(hours[0].from, language, zone, hours.length < WIDE ? 'hardly' : 'little')}
            </th>
          ),
      )}
    </tr>
  );
}

function Hours({ cells }: { readonly cells: readonly Cell[] }) {
  return (
    <tr>
      {cells.map((cell) => (
        <Hour key={cell.from} cell={cell} />
      ))}
    </tr>
  );
}

function Hour({ cell }: { readonly cell: Cell }) {
  const say = useSay();
  const { language } = useLanguage();
  const { zone } = useCompany();
  const closed = Date.parse(cell.closes) <= Date.parse(cell.from);
  return (
    <th scope="col" title={useSpan(cell)}>
      {closed ? say('supervision.closed') : clockTime(cell.from, language, zone)}
    </th>
  );
}

interface HeatCellProps {
  readonly cell: Cell;
  readonly clause?: string;
  readonly count: number;
  readonly most: number;
}

function HeatCell({ cell, clause, count, most }: HeatCellProps) {
  const say = useSay();
  const span = useSpan(cell);
  const scope = scopeOf(useSession());
  if (count === 0) return <td />;
  const shade = Math.ceil((count / most) * SHADES);
  return (
    <td className={`heat-${shade}`}>
      <Link
        to={casesLink({ ...scope, ...ofCell(cell), ...(clause !== undefined && { clause }) })}
        title={span}
        aria-label={say('supervision.cell', { n: count, span, clause: clause ?? '' })}
      >
        {count}
      </Link>
    </td>
  );
}

/** From when to when, in words: what falls due in a break or at night belongs to the hour before. */
function useSpan({ from, to }: Cell): string {
  const { language } = useLanguage();
  const { zone } = useCompany();
  return `${dayTitle(from, language, zone)} ${clockTime(from, language, zone)}–${clockTime(to, language, zone)}`;
}

function ClauseHead({ clause }: { readonly clause: string }) {
  const title = useClauseTitle()(clause);
  return (
    <th scope="row" title={`${clause} ${title}`}>
      <code className="clause">{clause}</code> <span>{title}</span>
    </th>
  );
}
