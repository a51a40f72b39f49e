import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { api, type Company } from '../http/client';
import { answered } from '../http/failure';
import { useLanguage } from '../language/language';
import { Loading } from '../look/loading';
import { PageFailure } from '../look/page-failure';

export interface Named {
  readonly zone: string;
  readonly company: Company;
  readonly department: (id: string | null | undefined) => string;
  readonly person: (user: string | null | undefined) => string;
  /** The title that a pack gives to a rule or, failing one, to a clause. */
  readonly clock: (policy: string, rule: string | undefined, clause: string) => string;
  readonly policy: (id: string) => Company['policies'][number] | undefined;
  /** In the language of the reader. */
  readonly title: (title: Title) => string;
}

export interface Title {
  readonly zh: string;
  readonly en: string;
}

const CompanyContext = createContext<Named | undefined>(undefined);
const KEPT_MS = 5 * 60_000;

/** Knows departments, people, and rules by their names. */
export function CompanyProvider({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['company'],
    queryFn: () => answered(api.GET('/api/v1/company')),
    staleTime: KEPT_MS,
  });
  const named = useMemo(() => (data ? namesIn(data, language) : undefined), [data, language]);
  if (!named) return error ? <PageFailure error={error} retry={refetch} /> : <Loading what="company" />;
  return <CompanyContext value={named}>{children}</CompanyContext>;
}

export function useCompany(): Named {
  const named = use(CompanyContext);
  if (!named) throw new Error('CompanyProvider is missing.');
  return named;
}

function namesIn(company: Company, language: 'zh' | 'en'): Named {
  const title = (of: Title): string => of[language];
  const departments = new Map(company.departments.map((one) => [one.id, title(one.title)]));
  // Who comes by the link of a case is nobody of the company.
  const customer = language === 'zh' ? '客户' : 'Customer';
  const people = new Map([
    ['customer', customer],
    ...company.people.map(({ user, name }): [string, string] => [user, name]),
  ]);
  const policies = new Map(company.policies.map((one) => [one.id, one]));
  return {
    zone: company.zone,
    company,
    title,
    department: (id) => (id == null ? '–' : (departments.get(id) ?? id)),
    person: (user) => (user == null ? '–' : (people.get(user) ?? user)),
    policy: (id) => policies.get(id),
    clock: (policy, rule, clause) => {
      const clocks = policies.get(policy)?.clocks ?? [];
      const found = clocks.find((one) => one.rule === rule) ?? clocks.find((one) => one.clause === clause);
      return found ? title(found.title) : clause;
    },
  };
}
