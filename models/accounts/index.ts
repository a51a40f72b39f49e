export { createSignInAttempts } from './attempts';
export type { LockRule, SignInAttempts, Source } from './attempts';
export { LOCALES } from './schema';
export type { AccountDocument, Locale, OidcSubject } from './schema';
export { createAccountStore } from './store';
export type { AccountStore, NewPassword } from './store';
