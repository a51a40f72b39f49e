import { LRUCache } from 'lru-cache';
import type { Collection, Connection } from 'mongoose';
import { ROLES } from '../../domain/people/actor';
import type { HolderRole, Text } from '../../domain/policy/policy';
import { createAbsences, type Absences } from './absences';
import { departmentSchema, userSchema } from './documents';
import type { DepartmentDocument, UserDocument } from './documents';

export interface Person {
  readonly name: string;
  readonly email?: string;
}

/** Who works where. What is read is kept for a few seconds, so a change is seen everywhere a few seconds later. */
export interface Directory extends Absences {
  /**
   * The user id of whoever has the role: for a lead, a handler, or the owner of a case that nobody has taken the lead of
   * the department, else one with the role in the department, else one with the role anywhere. Undefined while nobody
   * has it.
   */
  personFor(role: HolderRole | 'specialist', department: string): Promise<string | undefined>;
  /** As they were at most a few seconds ago. */
  person(user: string): Promise<Person | undefined>;
  user(user: string): Promise<UserDocument | undefined>;
  users(): Promise<UserDocument[]>;
  departments(): Promise<DepartmentDocument[]>;
  departmentTitle(department: string): Promise<Text | undefined>;
  /** The user, as they were at most a few seconds ago. */
  userLately(user: string): Promise<UserDocument | undefined>;
  saveUser(user: UserDocument): Promise<void>;
  /** Adds somebody new; returns false if the user id is taken. */
  addUser(user: UserDocument): Promise<boolean>;
  /** Says anew who the user is; their deputy and absences stay. Returns whether there is such a user. */
  describeUser(user: string, profile: Profile): Promise<boolean>;
  /** Returns whether there is such a user. */
  disableUser(user: string, disabled: boolean): Promise<boolean>;
  saveDepartment(department: DepartmentDocument): Promise<void>;
  /** Adds a new one; returns false if the id is taken. */
  addDepartment(department: DepartmentDocument): Promise<boolean>;
}

/** Who a user is. */
export type Profile = Pick<UserDocument, 'name' | 'roles' | 'department' | 'email'>;

/** For these the lead of the department answers while nobody else is named. */
const OF_THE_LEAD: readonly string[] = ['lead', 'handler', 'owner'];

const KEPT_MS = 5_000;
const KEPT_ANSWERS = 1_000;

/** Opens the directory on a connection. */
export function createDirectory(connection: Connection): Directory {
  connection.model('User', userSchema);
  connection.model('Department', departmentSchema);
  const users: Collection<UserDocument> = connection.collection<UserDocument>('users');
  const departments: Collection<DepartmentDocument> =
    connection.collection<DepartmentDocument>('departments');
  // Only those who are found: a role that was just given counts at once.
  const holders = new LRUCache<string, string>({ max: KEPT_ANSWERS, ttl: KEPT_MS });
  const { forget, userLately, departmentLately, ...absences } = createAbsences(users, departments);

  async function personFor(role: HolderRole | 'specialist', department: string): Promise<string | undefined> {
    const question = `${role}@${department}`;
    const known = holders.get(question);
    if (known !== undefined) return known;
    const found = await lookUp(role, department);
    if (found !== undefined) holders.set(question, found);
    return found;
  }

  async function lookUp(role: HolderRole | 'specialist', department: string): Promise<string | undefined> {
    if (OF_THE_LEAD.includes(role)) return (await departments.findOne({ _id: department }))?.lead;
    const given = ROLES.find((known) => known === role);
    // Roles that the directory gives nobody, such as decider, are written in the case.
    if (given === undefined) return undefined;
    const first = { sort: { _id: 1 } } as const;
    const here = { roles: given, disabled: { $ne: true } };
    const nearby = await users.findOne({ ...here, department }, first);
    return (nearby ?? (await users.findOne(here, first)))?._id;
  }

  function forgetAll(): void {
    holders.clear();
    forget();
  }

  return {
    ...absences,
    personFor,
    user: async (user) => (await users.findOne({ _id: user })) ?? undefined,
    person: async (user) => {
      const found = await userLately(user);
      return found
        ? { name: found.name, ...(found.email !== undefined && { email: found.email }) }
        : undefined;
    },
    users: () => users.find().sort({ _id: 1 }).toArray(),
    departments: () => departments.find().sort({ _id: 1 }).toArray(),
    departmentTitle: async (department) => (await departmentLately(department))?.title,
    userLately,
    addUser: async (user) => {
      const { upsertedCount } = await users.updateOne(
        { _id: user._id },
        { $setOnInsert: user },
        { upsert: true, ignoreUndefined: true },
      );
      forgetAll();
      return upsertedCount === 1;
    },
    describeUser: async (user, { name, roles, department, email }) => {
      const { matchedCount } = await users.updateOne(
        { _id: user },
        {
          $set: {
            name,
            roles,
            ...(department !== undefined && { department }),
            ...(email !== undefined && { email }),
          },
          $unset: {
            ...(department === undefined && { department: '' as const }),
            ...(email === undefined && { email: '' as const }),
          },
        },
      );
      forgetAll();
      return matchedCount === 1;
    },
    disableUser: async (user, disabled) => {
      const change = disabled ? { $set: { disabled } } : { $unset: { disabled: '' as const } };
      const { matchedCount } = await users.updateOne({ _id: user }, change);
      forgetAll();
      return matchedCount === 1;
    },
    saveUser: async (user) => {
      await users.replaceOne({ _id: user._id }, user, { upsert: true, ignoreUndefined: true });
      forgetAll();
    },
    addDepartment: async (department) => {
      const { upsertedCount } = await departments.updateOne(
        { _id: department._id },
        { $setOnInsert: department },
        { upsert: true },
      );
      forgetAll();
      return upsertedCount === 1;
    },
    saveDepartment: async (department) => {
      await departments.replaceOne({ _id: department._id }, department, { upsert: true });
      forgetAll();
    },
  };
}
