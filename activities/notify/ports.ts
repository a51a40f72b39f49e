import type { CaseEvent } from '../../domain/case/events';
import type { StandIn } from '../../domain/people/standing-in';
import type { HolderRole, Policy, Text } from '../../domain/policy/policy';

/** The record of a case. */
export interface CaseEvents {
  /** All events of the case, in their order; empty if there is no such case. */
  eventsOf(number: string): Promise<readonly CaseEvent[]>;
}

/** The packs, by id and version. */
export interface Policies {
  find(id: string, version: number): Promise<Policy | undefined>;
}

export interface Person {
  readonly name: string;
  readonly email?: string;
}

/** Who works where. */
export interface Directory {
  /** The user id of whoever has the role in the department; undefined while nobody has. */
  personFor(role: HolderRole, department: string): Promise<string | undefined>;
  /** To whom something for the user comes at that time (ISO 8601), and the way there; themselves unless they are away. */
  standInFor(user: string, at: string): Promise<StandIn>;
  person(user: string): Promise<Person | undefined>;
  departmentTitle(department: string): Promise<Text | undefined>;
}
