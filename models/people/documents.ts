import { Schema } from 'mongoose';
import type { Role } from '../../domain/people/actor';
import type { Text } from '../../domain/policy/policy';

export interface UserDocument {
  /** The user id: letters, digits, dashes, dots. */
  readonly _id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  readonly email?: string;
  /** Has left: signs in no more, and nothing new comes to them. */
  readonly disabled?: boolean;
  /** User id of whoever stands in while they are away. */
  readonly deputy?: string;
  /** Those of one person don't overlap. */
  readonly absences?: readonly AbsenceDocument[];
}

/** Times are text in UTC with milliseconds, so that they compare as they are ordered. */
export interface AbsenceDocument {
  readonly id: string;
  readonly from: string;
  /** The first moment after it. */
  readonly to: string;
  readonly reason?: string;
  /** User id of whoever entered it. */
  readonly enteredBy: string;
}

export interface DepartmentDocument {
  /** The id by which packs and commands name it. */
  readonly _id: string;
  readonly title: Text;
  /** User id of whoever leads it. */
  readonly lead: string;
}

/** What a key may be used for, within the roles that it carries: reading, everything, or the operations that are named. */
export type KeyScope =
  | { readonly kind: 'read' }
  | { readonly kind: 'write' }
  | { readonly kind: 'operations'; readonly operations: readonly string[] };

/** The key itself is shown once and never stored. */
export interface ApiKeyDocument {
  /** SHA-256 of the key, in hex. */
  readonly _id: string;
  readonly user: string;
  readonly roles: readonly Role[];
  readonly department?: string;
  /** What it is for, in the words of whoever made it. */
  readonly purpose?: string;
  /** Absent: everything that its roles allow. */
  readonly scope?: KeyScope;
  readonly createdAt: Date;
  /** User id; absent: made by an operator. */
  readonly createdBy?: string;
  readonly expiresAt?: Date;
  readonly lastUsedAt?: Date;
}

const userDefinition = {
  _id: { type: String, required: true },
  name: { type: String, required: true },
  roles: { type: [String], required: true },
  department: String,
  email: String,
  disabled: Boolean,
  deputy: String,
  absences: {
    type: [
      {
        _id: false,
        id: { type: String, required: true },
        from: { type: String, required: true },
        to: { type: String, required: true },
        reason: String,
        enteredBy: { type: String, required: true },
      },
    ],
    default: undefined,
  },
} as const;

export const userSchema = new Schema(userDefinition, {
  collection: 'users',
  versionKey: false,
  strict: 'throw',
});
userSchema.index({ roles: 1, department: 1 });

const departmentDefinition = {
  _id: { type: String, required: true },
  title: { zh: { type: String, required: true }, en: { type: String, required: true } },
  lead: { type: String, required: true },
} as const;

export const departmentSchema = new Schema(departmentDefinition, {
  collection: 'departments',
  versionKey: false,
  strict: 'throw',
});

const apiKeyDefinition = {
  _id: { type: String, required: true },
  user: { type: String, required: true },
  roles: { type: [String], required: true },
  department: String,
  purpose: String,
  scope: { kind: String, operations: { type: [String], default: undefined } },
  createdAt: { type: Date, required: true },
  createdBy: String,
  expiresAt: Date,
  lastUsedAt: Date,
} as const;

export const apiKeySchema = new Schema(apiKeyDefinition, {
  collection: 'apiKeys',
  versionKey: false,
  strict: 'throw',
});
apiKeySchema.index({ user: 1 });
