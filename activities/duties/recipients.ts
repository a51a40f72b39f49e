import type { StandIn } from '../../domain/people/standing-in';
import type { Role } from '../../domain/people/actor';
import type { DutyRole } from '../../domain/policy/duty';
import type { Text } from '../../domain/policy/policy';
import type { DutyReportDocument } from '../../models/duties';

/** Who works where, as far as duties ask. */
export interface Company {
  users(): Promise<readonly { readonly _id: string; readonly roles: readonly Role[] }[]>;
  departments(): Promise<readonly { readonly _id: string; readonly title: Text; readonly lead: string }[]>;
  standInFor(user: string, at: string): Promise<StandIn>;
  person(user: string): Promise<{ readonly name: string; readonly email?: string } | undefined>;
}

/** Somebody who is told of a report. */
export type DutyRecipient =
  /** The whole of it. */
  | { readonly kind: 'whole'; readonly user: string }
  /** The part of the departments that they lead. */
  | { readonly kind: 'part'; readonly user: string; readonly departments: readonly string[] }
  | { readonly kind: 'nobody'; readonly role: DutyRole };

/**
 * Everybody who has one of the duty's roles, each once; of a list, also the leads of the departments in it, who are told
 * their department's part (hotel/6-daily).
 */
export async function recipientsOf(report: DutyReportDocument, company: Company): Promise<DutyRecipient[]> {
  const [users, departments] = await Promise.all([company.users(), company.departments()]);
  const isList = report.result.what === 'list';
  const found = report.tell
    // Each lead is told of their own part, not of the others'.
    .filter((role) => !(isList && role === 'lead'))
    .map((role) => ({ role, users: holdersOf(role) }));
  const whole = new Set(found.flatMap((one) => one.users));
  return [
    ...[...whole].map((user) => ({ kind: 'whole' as const, user })),
    ...found.filter((one) => one.users.length === 0).map(({ role }) => ({ kind: 'nobody' as const, role })),
    ...partsOf(),
  ];

  function holdersOf(role: DutyRole): readonly string[] {
    if (role === 'lead') return departments.map(({ lead }) => lead);
    return users.filter(({ roles }) => roles.includes(role)).map(({ _id }) => _id);
  }

  function partsOf(): DutyRecipient[] {
    if (report.result.what !== 'list') return [];
    const listed = new Set(report.result.cases.map(({ department }) => department));
    const leads = new Map<string, string[]>();
    for (const { _id, lead } of departments) {
      if (listed.has(_id) && !whole.has(lead)) leads.set(lead, [...(leads.get(lead) ?? []), _id]);
    }
    return [...leads].map(([user, led]) => ({ kind: 'part', user, departments: led }));
  }
}
