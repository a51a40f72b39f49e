/** A time in which somebody is away. It ends: whoever does not come back loses their roles instead. */
export interface Absence {
  /** ISO 8601, UTC: the first moment of it. */
  readonly from: string;
  /** ISO 8601, UTC: the first moment after it. */
  readonly to: string;
}

/** What standing in asks of a person. */
export interface Colleague {
  readonly department?: string;
  /** User id of whoever stands in while they are away. */
  readonly deputy?: string;
  readonly absences: readonly Absence[];
}

/** Everybody who may have to stand in. */
export interface Staff {
  colleague(user: string): Colleague | undefined;
  /** User id of whoever leads the department. */
  leadOf(department: string): string | undefined;
}

/** Who was asked for next: their deputy, the lead of the first one's department, or nobody, so that it stayed with the first. */
export type Next = 'deputy' | 'department-lead' | 'nobody';

/** Somebody who was passed over, because they are away. */
export interface PassedOver {
  readonly user: string;
  /** ISO 8601, UTC. */
  readonly awayUntil: string;
  readonly next: Next;
}

export interface StandIn {
  /** User id of the one it comes to. */
  readonly user: string;
  /** Everybody passed over, the one who was meant first; empty if that one is there. */
  readonly via: readonly PassedOver[];
}

type Away = Omit<PassedOver, 'next'>;

/** A walk from deputy to deputy; without `present` where all of them are away. */
interface Walk {
  readonly passed: readonly Away[];
  readonly present?: string;
}

/**
 * Who stands in for a person at a time (ISO 8601): the first of their deputies, and deputies' deputies, who is there;
 * else the lead of their department, or who stands in for that one by the same way; else they themselves, as something
 * told to somebody away is found one day, and something told to nobody never.
 */
export function standInFor(user: string, at: string, staff: Staff): StandIn {
  const own = follow(user, at, staff, new Set());
  if (own.present !== undefined) return { user: own.present, via: joined(own.passed, 'deputy') };

  const department = staff.colleague(user)?.department;
  const lead = department === undefined ? undefined : staff.leadOf(department);
  const asked = new Set(own.passed.map(({ user: away }) => away));
  const leads: Walk = lead === undefined ? { passed: [] } : follow(lead, at, staff, asked);
  if (leads.present !== undefined) {
    const via = [...joined(own.passed, 'department-lead'), ...joined(leads.passed, 'deputy')];
    return { user: leads.present, via };
  }
  return leads.passed.length === 0
    ? { user, via: joined(own.passed, 'nobody') }
    : { user, via: [...joined(own.passed, 'department-lead'), ...joined(leads.passed, 'nobody')] };
}

/**
 * Whether the user stands in for the other one at a time (ISO 8601) because deputies were named so. A lead to whom it
 * fell only because no deputy is there is told of it, but gets no rights by it: nobody gave them any.
 */
export function isDeputyOf(user: string, other: string, at: string, staff: Staff): boolean {
  const standIn = standInFor(other, at, staff);
  return (
    standIn.via.length > 0 && standIn.user === user && standIn.via.every(({ next }) => next === 'deputy')
  );
}

/** Until when somebody is away who is away at that time (ISO 8601), over absences that follow on each other. */
export function awayUntil(absences: readonly Absence[], at: string): string | undefined {
  let until: string | undefined;
  for (let covering = absenceAt(absences, at); covering; covering = absenceAt(absences, until)) {
    until = covering.to;
  }
  return until;
}

function absenceAt(absences: readonly Absence[], at: string): Absence | undefined {
  const time = Date.parse(at);
  return absences.find(({ from, to }) => Date.parse(from) <= time && time < Date.parse(to));
}

/** Nobody is asked twice, so deputies who name each other end it. Somebody who is not in the directory is not there. */
function follow(first: string, at: string, staff: Staff, asked: ReadonlySet<string>): Walk {
  const passed: Away[] = [];
  const seen = new Set(asked);
  let user: string | undefined = first;
  while (user !== undefined && !seen.has(user)) {
    seen.add(user);
    const colleague: Colleague | undefined = staff.colleague(user);
    // Whoever was meant stays meant, known or not; a deputy or lead who has left is passed by.
    if (!colleague) return asked.size === 0 && passed.length === 0 ? { passed, present: user } : { passed };
    const until = awayUntil(colleague.absences, at);
    if (until === undefined) return { passed, present: user };
    passed.push({ user, awayUntil: until });
    user = colleague.deputy;
  }
  return { passed };
}

/** Each was passed over for their deputy, and the last one for whoever came then. */
function joined(passed: readonly Away[], last: Next): PassedOver[] {
  return passed.map((one, index) => ({ ...one, next: index === passed.length - 1 ? last : 'deputy' }));
}
