import { startOfDay } from './days';

/** The filters of the audit search, as they stand in the address. Days are `YYYY-MM-DD`. */
export const AUDIT_FILTERS = ['q', 'person', 'policy', 'broken', 'from', 'to'] as const;
export type AuditFilter = (typeof AUDIT_FILTERS)[number];

/** The query of the list that the address asks for. */
export function auditQuery(params: URLSearchParams, zone: string) {
  const given = (name: AuditFilter) => params.get(name) || undefined;
  const [q, person, policy, broken] = [given('q'), given('person'), given('policy'), given('broken')];
  const [from, to] = [given('from'), given('to')];
  return {
    ...(q !== undefined && { q }),
    ...(person !== undefined && { person }),
    ...(policy !== undefined && { policy }),
    ...(broken !== undefined && { broken }),
    ...(from !== undefined && { createdFrom: startOfDay(from, 0, zone) }),
    ...(to !== undefined && { createdBefore: startOfDay(to, 1, zone) }),
  };
}
