import * as client from 'openid-client';
import type { OidcConfig } from '../../../platform/config';
import type { OidcRound } from '../../../models/sessions';

/** What the provider says of whoever has signed in there, not yet checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** The provider as this product speaks with it: authorization code with PKCE, state and nonce. */
export interface OidcProvider {
  /** A new round, and the address at the provider that begins it. */
  begin(): Promise<{
    readonly url: URL;
    readonly secrets: Pick<OidcRound, 'state' | 'nonce' | 'codeVerifier'>;
  }>;
  /**
   * Takes the answer with which the browser came back.
   *
   * @param query of the address to which it came
   * @throws if it is not the answer to this round, or not from this provider
   */
  finish(query: string, round: OidcRound): Promise<Claims>;
}

const WITHIN_S = 10;

/** @param redirectUri where the provider sends browsers back to */
export function createOidcProvider(config: OidcConfig, redirectUri: string): OidcProvider {
  let found: Promise<client.Configuration> | undefined;

  /** Found when it is first needed, so that the product starts while the provider is away; a failure is not kept. */
  function provider(): Promise<client.Configuration> {
    found ??= discover(config).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  }

  return {
    begin: async () => {
      const state = client.randomState();
      const nonce = client.randomNonce();
      const codeVerifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: config.scope,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url, secrets: { state, nonce, codeVerifier } };
    },
    finish: async (query, { state, nonce, codeVerifier }) => {
      const at = new URL(redirectUri);
      at.search = query;
      const tokens = await client.authorizationCodeGrant(await provider(), at, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token.');
      if (hasAll(claims, config)) return claims;
      return {
        ...(await client.fetchUserInfo(await provider(), tokens.access_token, claims.sub)),
        ...claims,
      };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret);
  return client.discovery(new URL(issuer), clientId, undefined, authentication, {
    timeout: WITHIN_S,
    // The configuration takes http from this machine only.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [],
  });
}

/** Many providers put only the least into the ID token, and the rest where it has to be asked for. */
function hasAll(claims: Claims, { userClaim, groupsClaim }: OidcConfig): boolean {
  return claims[userClaim] !== undefined && claims[groupsClaim] !== undefined;
}
