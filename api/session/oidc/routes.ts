import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OidcRounds } from '../../../models/sessions';
import type { OidcConfig } from '../../../platform/config';
import { ANYBODY } from '../../http/access';
import { requestIdOf } from '../../http/request-id';
import type { Reply } from '../../http/reply';
import { noParts, route, type Call, type Route } from '../../http/route';
import type { SecretCookie } from '../../http/session-cookie';
import { Problem } from '../../problems';
import { beginSession, noteSignIn, type SignInServices } from '../begin';
import { arrive, type Turned } from './arrival';
import type { Entitlement } from './groups';
import { ownPath } from './own-path';
import type { OidcProvider } from './provider';

/** Signing in through a provider. */
export interface Oidc {
  readonly title: string;
  readonly config: OidcConfig;
  readonly entitlements: readonly Entitlement[];
  readonly provider: OidcProvider;
  readonly rounds: OidcRounds;
  /** Ties a round to the browser in which it began. */
  readonly cookie: SecretCookie;
}

export interface OidcServices {
  /** Absent: none is configured. */
  readonly oidc?: Oidc;
}

const ROOT = '/api/v1/session/oidc';
const tag = 'Session';
/** Where the provider sends browsers back to, from the root of the service. */
export const CALLBACK = `${ROOT}/callback`;
const BROWSER_BYTES = 32;
const ROUND_MS = 10 * 60_000;

/** Why it did not work, as the sign-in page is told. */
type Failure = Turned | 'failed';

/** Out to the provider and back. Whoever comes here is a person with a browser, so that every answer leads to a page. */
export function oidcRoutes(services: SignInServices & OidcServices): Route[] {
  return [leaving(services), comingBack(services)];
}

function leaving({ oidc, logger }: SignInServices & OidcServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: ANYBODY,
      id: 'leaveForProvider',
      tag,
      summary: 'Sign in at the OpenID provider',
      query: z.strictObject({
        returnTo: z.string().max(2000).exactOptional().meta({
          description: 'The path of our own pages to come back to; any other address leads to the first page',
        }),
      }),
      answers: {
        303: { description: 'To the provider', headers: { Location: 'An address of the provider' } },
      },
      problems: ['invalid', 'not-found'],
    },
    async ({ query: { returnTo }, request, response }) => {
      const { provider, rounds, cookie } = configured(oidc);
      try {
        const { url, secrets } = await provider.begin();
        const browser = randomBytes(BROWSER_BYTES).toString('base64url');
        const round = { ...secrets, browser, returnTo: ownPath(returnTo) };
        await rounds.begin(round, new Date(Date.now() + ROUND_MS));
        cookie.set(response, browser);
        return redirect(url.href);
      } catch (error) {
        logger.warn({ err: error, requestId: requestIdOf(request) }, 'The OpenID provider is out of reach');
        return toSignIn('failed');
      }
    },
  );
}

function comingBack(services: SignInServices & OidcServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: CALLBACK,
      allow: ANYBODY,
      id: 'returnFromProvider',
      // Code and state are the provider's.
      unguarded: 'everything',
      tag,
      summary: 'Come back from the OpenID provider',
      description:
        'Leads to where the person wanted to go, or to `/sign-in?problem=` and one of failed, no-role, not-yours, disabled.',
      query: z.object({ state: z.string().max(500).exactOptional() }),
      answers: { 303: { description: 'To one of our own pages', headers: { Location: 'A path' } } },
      problems: ['not-found'],
    },
    (call) => welcome(services, configured(services.oidc), call),
  );
}

type Returning = Pick<
  Call<unknown, { readonly state?: string }, unknown, unknown>,
  'query' | 'request' | 'response'
>;

async function welcome(
  services: SignInServices,
  { config, entitlements, provider, rounds, cookie }: Oidc,
  { query: { state }, request, response }: Returning,
): Promise<Reply> {
  const browser = cookie.read(request);
  cookie.clear(response);
  const round =
    state === undefined || browser === undefined ? undefined : await rounds.take(state, browser, new Date());
  if (!round) return toSignIn('failed');
  let arrival;
  try {
    const claims = await provider.finish(queryOf(request.originalUrl), round);
    arrival = await arrive(services, claims, config, entitlements);
  } catch (error) {
    services.logger.warn(
      { err: error, requestId: requestIdOf(request) },
      'Signing in at the provider failed',
    );
    return toSignIn('failed');
  }
  if ('turned' in arrival) {
    await noteSignIn(services, request, 'returnFromProvider', { user: undefined, outcome: arrival.turned });
    return toSignIn(arrival.turned);
  }
  await beginSession(services, { user: arrival.user, way: 'oidc' }, request, response);
  await noteSignIn(services, request, 'returnFromProvider', { user: arrival.user, outcome: 'done' });
  return redirect(round.returnTo);
}

function configured(oidc: Oidc | undefined): Oidc {
  if (oidc) return oidc;
  throw new Problem('not-found', 'No OpenID provider is configured. Sign in with user and password.');
}

function toSignIn(failure: Failure): Reply {
  return redirect(`/sign-in?problem=${failure}`);
}

function redirect(location: string): Reply {
  return { status: 303, headers: { Location: location } };
}

function queryOf(address: string): string {
  const at = address.indexOf('?');
  return at === -1 ? '' : address.slice(at);
}
