import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongoose';
import type { Absentee } from '../../domain/people/acting';
import { awayUntil, isDeputyOf, standInFor } from '../../domain/people/standing-in';
import type { Staff, StandIn } from '../../domain/people/standing-in';
import type { AbsenceDocument, DepartmentDocument, UserDocument } from './documents';

/** An absence as it is entered; times are ISO 8601. */
export type AbsenceEntry = Omit<AbsenceDocument, 'id'>;

/** Who is away when, and who stands in for them. Every time is given by the caller (ISO 8601). */
export interface Absences {
  /** To whom something for the user comes at that time, and the way there. Read anew on every call. */
  standInFor(user: string, at: string): Promise<StandIn>;
  /**
   * Those who are away at that time and for whom the user stands in as named deputy. A change made by another process
   * is seen a few seconds later.
   */
  absenteesOf(user: string, at: string): Promise<readonly Absentee[]>;
  /** The absence as it was entered, or why it was not. */
  addAbsence(user: string, entry: AbsenceEntry): Promise<AbsenceDocument | 'overlaps' | 'no-such-user'>;
  /**
   * Ends an absence at that time; one that has not begun is taken out, one that is over stays as it is.
   *
   * @returns whether there is such an absence
   */
  endAbsence(user: string, id: string, at: string): Promise<boolean>;
  /**
   * Names who stands in for the user; undefined: nobody does.
   *
   * @returns whether there is such a user
   */
  nameDeputy(user: string, deputy: string | undefined): Promise<boolean>;
}

const KEPT_MS = 5_000;

/** Everybody, as they were read at one moment. */
class Everybody implements Staff {
  private readonly users: ReadonlyMap<string, UserDocument>;
  private readonly departments: ReadonlyMap<string, DepartmentDocument>;

  constructor(users: readonly UserDocument[], departments: readonly DepartmentDocument[]) {
    this.users = new Map(users.map((user) => [user._id, user]));
    this.departments = new Map(departments.map((department) => [department._id, department]));
  }

  user(user: string): UserDocument | undefined {
    return this.users.get(user);
  }

  /** Whoever has left is not there to stand in. */
  colleague(user: string) {
    const found = this.users.get(user);
    return found && found.disabled !== true ? { ...found, absences: found.absences ?? [] } : undefined;
  }

  leadOf(department: string): string | undefined {
    return this.departments.get(department)?.lead;
  }

  department(department: string): DepartmentDocument | undefined {
    return this.departments.get(department);
  }

  /** Whom the user stands in for. */
  absenteesOf(user: string, at: string): Absentee[] {
    return [...this.users.values()]
      .filter(({ absences }) => absences !== undefined && awayUntil(absences, at) !== undefined)
      .filter((away) => isDeputyOf(user, away._id, at, this))
      .map(({ _id, roles, department }) => ({
        user: _id,
        roles,
        ...(department !== undefined && { department }),
      }));
  }
}

/** The part of the directory that knows absences. */
export function createAbsences(
  users: Collection<UserDocument>,
  departments: Collection<DepartmentDocument>,
): Absences & {
  readonly forget: () => void;
  readonly userLately: (user: string) => Promise<UserDocument | undefined>;
  readonly departmentLately: (department: string) => Promise<DepartmentDocument | undefined>;
} {
  let kept: { readonly everybody: Promise<Everybody>; readonly until: number } | undefined;

  return {
    standInFor: async (user, at) => {
      const found = await users.findOne({ _id: user });
      // Nearly everybody is there, and then nobody else has to be asked after.
      if (awayUntil(found?.absences ?? [], at) === undefined) return { user, via: [] };
      return standInFor(user, at, await read());
    },
    absenteesOf: async (user, at) => (await everybody()).absenteesOf(user, at),
    userLately: async (user) => (await everybody()).user(user),
    departmentLately: async (department) => (await everybody()).department(department),
    addAbsence,
    endAbsence,
    nameDeputy: async (user, deputy) => {
      const change = deputy === undefined ? { $unset: { deputy: '' as const } } : { $set: { deputy } };
      const { matchedCount } = await users.updateOne({ _id: user }, change);
      forget();
      return matchedCount === 1;
    },
    forget,
  };

  async function addAbsence(
    user: string,
    entry: AbsenceEntry,
  ): Promise<AbsenceDocument | 'overlaps' | 'no-such-user'> {
    const [from, to] = [inUtc(entry.from), inUtc(entry.to)];
    const absence: AbsenceDocument = { ...entry, id: randomUUID(), from, to };
    // One step, so that two who enter one at the same time can't both succeed.
    const { matchedCount } = await users.updateOne(
      { _id: user, absences: { $not: { $elemMatch: { from: { $lt: to }, to: { $gt: from } } } } },
      { $push: { absences: absence } },
      { ignoreUndefined: true },
    );
    forget();
    if (matchedCount === 1) return absence;
    return (await users.findOne({ _id: user })) ? 'overlaps' : 'no-such-user';
  }

  async function endAbsence(user: string, id: string, at: string): Promise<boolean> {
    const now = inUtc(at);
    const found = (await users.findOne({ _id: user }))?.absences?.find((absence) => absence.id === id);
    if (!found) return false;
    if (found.from >= now) {
      await users.updateOne({ _id: user }, { $pull: { absences: { id } } });
    } else {
      const running = { $elemMatch: { id, to: { $gt: now } } };
      await users.updateOne({ _id: user, absences: running }, { $set: { 'absences.$.to': now } });
    }
    forget();
    return true;
  }

  async function read(): Promise<Everybody> {
    return new Everybody(
      ...(await Promise.all([users.find().sort({ _id: 1 }).toArray(), departments.find().toArray()])),
    );
  }

  /** One reading for all who ask within a few seconds; one that failed is not kept. */
  function everybody(): Promise<Everybody> {
    if (kept && Date.now() < kept.until) return kept.everybody;
    const reading = { everybody: read(), until: Date.now() + KEPT_MS };
    kept = reading;
    reading.everybody.catch(() => {
      if (kept === reading) forget();
    });
    return reading.everybody;
  }

  function forget(): void {
    kept = undefined;
  }
}

function inUtc(instant: string): string {
  return new Date(instant).toISOString();
}
