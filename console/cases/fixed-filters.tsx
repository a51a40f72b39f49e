import { Tag } from 'antd';
import { useCompany } from '../company/company';
import { sayWord, useLanguage, useSay } from '../language/language';
import { shortTime } from '../time/format';
import { useNow } from '../time/now';
import type { Filter } from './filters';

interface Props {
  readonly params: URLSearchParams;
  readonly remove: (names: readonly Filter[]) => void;
}

const MINUTE = 60_000;

/** Filters that a link has set, such as one from supervision: told in words, and taken away one by one. */
export function FixedFilters({ params, remove }: Props) {
  const { say, language } = useLanguage();
  const { zone } = useCompany();
  const now = useNow(MINUTE);
  const named = useNamed(params);
  const time = (name: 'dueFrom' | 'dueBefore'): string => {
    const at = params.get(name);
    return at === null || Number.isNaN(Date.parse(at)) ? '…' : shortTime(at, language, zone, now);
  };
  const due = params.has('dueFrom') || params.has('dueBefore');
  return (
    <>
      {due && (
        <FixedFilter names={['dueFrom', 'dueBefore']} remove={remove}>
          {say('cases.due', { from: time('dueFrom'), to: time('dueBefore') })}
        </FixedFilter>
      )}
      {named.map(([name, text]) => (
        <FixedFilter key={name} names={[name]} remove={remove}>
          {text}
        </FixedFilter>
      ))}
    </>
  );
}

interface FilterProps extends Pick<Props, 'remove'> {
  readonly names: readonly Filter[];
  readonly children: string;
}

function FixedFilter({ names, remove, children }: FilterProps) {
  const say = useSay();
  const title = say('cases.without', { filter: children });
  return (
    <Tag closable={{ 'aria-label': title }} onClose={() => remove(names)}>
      {children}
    </Tag>
  );
}

/** The filters that the address has, in words. */
function useNamed(params: URLSearchParams): readonly (readonly [name: Filter, text: string])[] {
  const say = useSay();
  const { person, department } = useCompany();
  const named: readonly (readonly [Filter, (value: string) => string])[] = [
    ['soon', () => say('supervision.soon')],
    ['pressing', () => say('supervision.pressing')],
    ['clause', (clause) => say('cases.clause', { clause })],
    ['holderDepartment', (id) => say('cases.holder-department', { department: department(id) })],
    [
      'holder',
      (user) => say('cases.holder', { who: user === '-' ? say('supervision.nobody') : person(user) }),
    ],
    ['rung', (n) => say('supervision.rung-reached', { n })],
    ['level', (level) => sayWord(say, 'choice.level', level)],
    ['widespread', (group) => say('cases.widespread', { group })],
  ];
  return named.flatMap(([name, text]) => {
    const value = params.get(name);
    return value === null || value === '' ? [] : [[name, text(value)] as const];
  });
}
