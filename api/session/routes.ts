import { z } from 'zod';
import { LOCALES } from '../../models/accounts';
import { ANYBODY, SIGNED_IN } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { sessionOf } from '../http/credentials';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import type { SignInServices } from './begin';
import { changePassword } from './change-password';
import { oidcRoutes, type OidcServices } from './oidc/routes';
import { signIn } from './sign-in';
import { lineOf, sessionExample, sessionLineSchema, sessionSchema, viewOfSession } from './view';

export type SessionServices = SignInServices & OidcServices;

const ROOT = '/api/v1/session';
const tag = 'Session';

/** A password as it is typed: spaces count, and no form is asked of one that may be wrong. */
const typedPassword = z.string().min(1).max(1000);

const THE_SESSION = { 200: { description: 'Who they are', body: sessionSchema, example: sessionExample } };
/** Signing in and out, and what somebody who has signed in may do about that. */
export function sessionRoutes(services: SessionServices): Route[] {
  return [
    signingIn(services),
    reading(services),
    ending(services),
    changingPassword(services),
    listing(services),
    endingAll(services),
    choosingLocale(services),
    ways(services),
    ...oidcRoutes(services),
  ];
}

function signingIn(services: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ANYBODY,
      id: 'signIn',
      tag,
      summary: 'Sign in',
      description:
        'The answer sets the cookie of a new session, over https `__Host-redress`, else `redress`. After too many wrong passwords, user and address are locked for a time that doubles.',
      takes: 'json',
      unguarded: ['user', 'password'],
      body: z.strictObject({
        user: z.string().trim().toLowerCase().min(1).max(200),
        password: typedPassword,
      }),
      bodyExample: { user: 'technical-lead', password: 'four words that you know' },
      answers: THE_SESSION,
      problems: [...BODY_PROBLEMS, 'wrong-credentials', 'too-many', 'cross-site'],
    },
    async ({ body, request, response }) =>
      ok(await viewOfSession(services, await signIn(services, body, request, response))),
  );
}

function reading(services: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: SIGNED_IN,
      id: 'readSession',
      tag,
      summary: 'Who has signed in',
      answers: THE_SESSION,
      problems: [],
    },
    async ({ caller }) => ok(await viewOfSession(services, caller)),
  );
}

function ending({ sessions, sessionCookie }: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/end`,
      allow: SIGNED_IN,
      id: 'signOut',
      tag,
      summary: 'Sign out',
      answers: { 204: { description: 'The session is over.' } },
      problems: [],
    },
    async ({ caller, response }) => {
      await sessions.end(sessionOf(caller)._id);
      sessionCookie.clear(response);
      return { status: 204 };
    },
  );
}

function changingPassword(services: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/password`,
      allow: SIGNED_IN,
      id: 'changePassword',
      tag,
      summary: 'Change one’s own password',
      description:
        'Every other session is over then. It has 12 characters at least, not one’s name, and is not common.',
      takes: 'json',
      unguarded: ['current', 'next'],
      body: z.strictObject({ current: typedPassword, next: typedPassword }),
      bodyExample: { current: 'the one that was given', next: 'four other words, say' },
      answers: THE_SESSION,
      problems: BODY_PROBLEMS,
    },
    async ({ caller, body, request, response }) =>
      ok(await viewOfSession(services, await changePassword(services, caller, body, request, response))),
  );
}

function listing({ sessions }: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/all`,
      allow: SIGNED_IN,
      id: 'listSessions',
      tag,
      summary: 'Where one is signed in',
      answers: {
        200: { description: 'The latest first', body: z.object({ items: z.array(sessionLineSchema) }) },
      },
      problems: [],
    },
    async ({ caller }) => {
      const current = sessionOf(caller);
      const all = await sessions.ofUser(current.user, new Date());
      return ok({ items: all.map((session) => lineOf(session, current)) });
    },
  );
}

function endingAll({ sessions, sessionCookie }: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/all/end`,
      allow: SIGNED_IN,
      id: 'signOutEverywhere',
      tag,
      summary: 'Sign out everywhere',
      takes: 'json',
      body: z.strictObject({
        keepThis: z.boolean().default(false).meta({ description: 'Everywhere but in this browser' }),
      }),
      bodyExample: { keepThis: true },
      answers: {
        200: {
          description: 'They are over.',
          body: z.object({ ended: z.int().meta({ description: 'How many sessions were ended' }) }),
        },
      },
      problems: BODY_PROBLEMS,
    },
    async ({ caller, body: { keepThis }, response }) => {
      const { user, _id } = sessionOf(caller);
      const ended = await sessions.endAll(user, keepThis ? _id : undefined);
      if (!keepThis) sessionCookie.clear(response);
      return ok({ ended });
    },
  );
}

function choosingLocale(services: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/locale`,
      allow: SIGNED_IN,
      id: 'chooseLocale',
      tag,
      summary: 'Choose the language of one’s pages',
      takes: 'json',
      body: z.strictObject({ locale: z.enum(LOCALES) }),
      bodyExample: { locale: 'en' },
      answers: THE_SESSION,
      problems: BODY_PROBLEMS,
    },
    async ({ caller, actor, body: { locale } }) => {
      await services.accounts.setLocale(actor.user, locale);
      return ok(await viewOfSession(services, caller));
    },
  );
}

function ways({ oidc }: SessionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/ways`,
      allow: ANYBODY,
      id: 'listWaysIn',
      tag,
      summary: 'The ways to sign in',
      answers: {
        200: {
          description: 'Local accounts, and an OpenID provider if one is configured',
          body: z.object({
            local: z.literal(true),
            oidc: z.object({ title: z.string() }).exactOptional(),
          }),
        },
      },
      problems: [],
    },
    () => Promise.resolve(ok({ local: true, ...(oidc && { oidc: { title: oidc.title } }) })),
  );
}
