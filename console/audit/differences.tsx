import { Select } from 'antd';
import { useState } from 'react';
import { Value } from '../case/event-details';
import { labelOf } from '../commands/labels';
import { useCompany } from '../company/company';
import type { Schemas } from '../http/client';
import { useLanguage } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';
import { lengthOf, longTime } from '../time/format';
import type { Moment } from './moments';
import { useDifferences } from './queries';

/** They differ whenever anything does; when it is due stands in its next clock. */
const SAID_ANYWAY = new Set(['revision', 'updatedAt', 'dueAt']);
/** How long each department has held the case, in milliseconds. */
const HELD = /^held\.(?<department>.+)$/;

type Difference = Schemas['Difference'];

interface Props {
  readonly number: string;
  readonly moments: readonly Moment[];
  /** Which of them is looked at. */
  readonly at: number;
}

/** What differs between the moment that is looked at and an earlier one: the one before, unless it is chosen. */
export function Differences({ number, moments, at }: Props) {
  const { say, language } = useLanguage();
  const { zone } = useCompany();
  const [chosen, setChosen] = useState<number>();
  const earlier = chosen !== undefined && chosen < at ? chosen : Math.max(0, at - 1);
  return (
    <section className="part" aria-labelledby="audit-differences">
      <h2 id="audit-differences">{say('audit.differences')}</h2>
      <Select<number>
        className="wide"
        aria-label={say('audit.compare-with')}
        value={earlier}
        onChange={setChosen}
        options={moments.slice(0, Math.max(1, at)).map((moment, index) => ({
          value: index,
          label: `${longTime(moment.at, language, zone)} · ${say('audit.revision', { n: moment.revision })}`,
        }))}
      />
      <Compared number={number} from={moments[earlier]?.at} to={moments[at]?.at} />
    </section>
  );
}

interface ComparedProps {
  readonly number: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function Compared({ number, from, to }: ComparedProps) {
  return from === undefined || to === undefined ? null : <Table number={number} from={from} to={to} />;
}

function Table({
  number,
  from,
  to,
}: {
  readonly number: string;
  readonly from: string;
  readonly to: string;
}) {
  const { say } = useLanguage();
  const { data, error, refetch } = useDifferences(number, from, to);
  if (!data) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="comparison" />;
  const differing = data.filter(({ field }) => !SAID_ANYWAY.has(field));
  if (differing.length === 0) return <p className="quiet">{say('audit.same')}</p>;
  return (
    <table className="audit-table">
      <thead>
        <tr>
          <th scope="col">{say('audit.field')}</th>
          <th scope="col">{say('audit.before')}</th>
          <th scope="col">{say('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differing.map((difference) => (
          <Row key={difference.field} difference={difference} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ difference }: { readonly difference: Difference }) {
  const { say } = useLanguage();
  const { department } = useCompany();
  const { field, before, after } = difference;
  const held = HELD.exec(field)?.groups?.['department'];
  const name = field.split('.').at(-1) ?? field;
  return (
    <tr>
      <th scope="row">
        {held === undefined ? labelOf(say, '', name) : say('audit.held', { department: department(held) })}
      </th>
      {[before, after].map((value, index) => (
        <td key={index}>
          {held !== undefined && typeof value === 'number' ? (
            lengthOf(value, say)
          ) : (
            <Value name={name} value={value} />
          )}
        </td>
      ))}
    </tr>
  );
}
