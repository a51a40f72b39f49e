export { createOidcRounds } from './oidc-rounds';
export type { OidcRound, OidcRounds } from './oidc-rounds';
export type { SessionDocument, SignInWay } from './schema';
export { createSessionStore } from './store';
export type { NewSession, SessionLimits, SessionStore } from './store';
