import type { Connection } from 'mongoose';
import { createOidcRounds } from '../../../models/sessions';
import type { Config } from '../../../platform/config';
import { createSecretCookie } from '../../http/session-cookie';
import { entitlementsOf } from './groups';
import { createOidcProvider } from './provider';
import { CALLBACK, type OidcServices } from './routes';

/**
 * Signing in through the provider of the configuration, if there is one.
 *
 * @throws {ConfigError} if a group is given roles that nobody can sign in with
 */
export function composeOidc({ http, signIn }: Config, connection: Connection): OidcServices {
  const rounds = createOidcRounds(connection);
  const { oidc } = signIn;
  if (!oidc) return {};
  return {
    oidc: {
      title: oidc.title,
      config: oidc,
      entitlements: entitlementsOf(oidc),
      provider: createOidcProvider(oidc, `${http.publicUrl}${CALLBACK}`),
      rounds,
      cookie: createSecretCookie('redress-oidc', http.publicUrl),
    },
  };
}
