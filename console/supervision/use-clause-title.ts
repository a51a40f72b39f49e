import { useCompany } from '../company/company';
import { useSay } from '../language/language';

/** How the packs call what a clause asks for: the titles of its clocks, each once. */
export function useClauseTitle(): (clause: string) => string {
  const say = useSay();
  const { company, title } = useCompany();
  return (clause) => {
    const clocks = company.policies.flatMap((policy) => policy.clocks.filter((one) => one.clause === clause));
    return [...new Set(clocks.map((one) => title(one.title)))].join(say('list.and'));
  };
}
