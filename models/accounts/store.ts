import type { Collection, Connection } from 'mongoose';
import { accountSchema, type AccountDocument, type Locale, type OidcSubject } from './schema';
import { isDuplicateKey } from '../duplicate-key';

/** A password as it is kept. */
export interface NewPassword {
  readonly hash: string;
  /** User id of whoever chose it. */
  readonly by: string;
  readonly mustChange: boolean;
  readonly at: Date;
}

/** How people sign in. Who they are, and what they may do, is in the directory. */
export interface AccountStore {
  find(user: string): Promise<AccountDocument | undefined>;
  all(): Promise<AccountDocument[]>;
  ofSubject(subject: OidcSubject): Promise<AccountDocument | undefined>;
  /** Gives the user an account, or their account another password. */
  setPassword(user: string, password: NewPassword): Promise<void>;
  /** Puts a hash in the place of the one it was made from with newer parameters; nothing if that has changed since. */
  rehash(user: string, from: string, to: string): Promise<void>;
  /**
   * Binds the user to somebody at a provider.
   *
   * @returns false if the user signs in otherwise, or as somebody else there
   */
  link(user: string, subject: OidcSubject): Promise<boolean>;
  setLocale(user: string, locale: Locale): Promise<void>;
  noteSignIn(user: string, at: Date): Promise<void>;
}

/** Opens the store on a connection. */
export function createAccountStore(connection: Connection): AccountStore {
  connection.model('Account', accountSchema);
  const accounts: Collection<AccountDocument> = connection.collection<AccountDocument>('accounts');

  async function set(user: string, fields: Partial<AccountDocument>): Promise<void> {
    await accounts.updateOne({ _id: user }, { $set: fields }, { upsert: true });
  }

  return {
    find: async (user) => (await accounts.findOne({ _id: user })) ?? undefined,
    all: () => accounts.find().sort({ _id: 1 }).toArray(),
    ofSubject: async ({ issuer, subject }) =>
      (await accounts.findOne({ 'oidc.issuer': issuer, 'oidc.subject': subject })) ?? undefined,
    setPassword: (user, { hash, by, mustChange, at }) =>
      set(user, {
        passwordHash: hash,
        passwordSetAt: at,
        passwordSetBy: by,
        mustChangePassword: mustChange,
      }),
    rehash: async (user, from, to) => {
      await accounts.updateOne({ _id: user, passwordHash: from }, { $set: { passwordHash: to } });
    },
    link: async (user, { issuer, subject }) => {
      const free = { _id: user, passwordHash: { $exists: false }, oidc: { $exists: false } };
      try {
        await accounts.updateOne(free, { $set: { oidc: { issuer, subject } } }, { upsert: true });
        return true;
      } catch (error) {
        // The user id is there, but not free, or the subject has another one.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    setLocale: (user, locale) => set(user, { locale }),
    noteSignIn: (user, at) => set(user, { lastSignInAt: at }),
  };
}
