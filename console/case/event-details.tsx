import type { ReactNode } from 'react';
import { choiceOf, labelOf } from '../commands/labels';
import { useCompany, type Named } from '../company/company';
import { recordOf } from '../http/failure';
import { sayWord, useSay, type Say } from '../language/language';
import { Time } from '../time/time';
import type { TimelineEvent } from './timeline';

/** What the heading of the event says already, or only the clockwork needs. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  registered: ['number', 'policy', 'intake', 'ownedBy'],
  'stage-entered': ['stage'],
  'round-opened': ['round'],
  'clock-started': ['id', 'rule', 'reckoning', 'resumed', 'holder'],
  'clock-ended': ['id'],
  'clock-retimed': ['id', 'reckoning', 'given'],
  'clock-warned': ['id'],
  'clock-broken': ['id', 'percent'],
  'clock-overdue': ['id'],
  'supervisor-named': ['because'],
  note: ['visibility'],
  'limits-met': ['rules'],
  // The facts beside it say all of it.
  ordered: [
    'id',
    'number',
    'kind',
    'department',
    'task',
    'due',
    'orderedBy',
    'orderedAt',
    'rules',
    'sensitive',
  ],
  issued: [
    'id',
    'cases',
    'department',
    'persons',
    'due',
    'reason',
    'issuedBy',
    'issuedAt',
    'rules',
    'about',
    'sensitive',
  ],
};

const DEPARTMENTS = new Set(['department', 'aboutDepartment', 'heldBy']);
const PEOPLE = new Set(['owner', 'handler', 'lead', 'members', 'responsible', 'person', 'by', 'persons']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What an event says beyond its name. */
export function EventDetails({ event }: { readonly event: TimelineEvent }) {
  const left = LEFT_OUT[event.type] ?? [];
  const named = event.completion?.['person'];
  const entries = Object.entries(event.payload).filter(([name]) => !left.includes(name));
  const all = typeof named === 'string' ? [...entries, ['person', named] as const] : entries;
  return all.length === 0 ? null : <Values of={Object.fromEntries(all)} type={event.type} />;
}

function Values({ of, type }: { readonly of: Readonly<Record<string, unknown>>; readonly type: string }) {
  const say = useSay();
  const company = useCompany();
  return (
    <dl className="details">
      {Object.entries(of).map(([name, value]) => (
        <div key={name}>
          <dt>{labelOf(say, type, name)}</dt>
          <dd>{shown(name, value, { type, say, company })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A value of a record under its name; a dash where there is none. */
export function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const say = useSay();
  const company = useCompany();
  const none = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return <>{none ? '–' : shown(name, value, { type: '', say, company })}</>;
}

interface Around {
  readonly type: string;
  readonly say: Say;
  readonly company: Named;
}

function shown(name: string, value: unknown, around: Around): ReactNode {
  const { type, say, company } = around;
  if (typeof value === 'string') {
    if (INSTANT.test(value)) return <Time at={value} />;
    if (DEPARTMENTS.has(name)) return company.department(value);
    if (PEOPLE.has(name)) return company.person(value);
    if (name === 'attachment') return <a href={`/api/v1/attachments/${value}`}>{say('timeline.file')}</a>;
    if (name === 'stage') return sayWord(say, 'stage', value);
    if (name === 'clause') return <code className="clause">{value}</code>;
    return choiceOf(say, name, value);
  }
  if (typeof value === 'boolean') return say(value ? 'choice.yes' : 'choice.no');
  if (name === 'percent') return `${String(value)} %`;
  if (Array.isArray(value)) {
    return (
      <ul className="plain">
        {value.map((one: unknown, index) => (
          <li key={index}>{shown(name, one, around)}</li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) return <Values of={recordOf(value)} type={type} />;
  return String(value);
}
