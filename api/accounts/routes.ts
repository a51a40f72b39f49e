import type { Request } from 'express';
import { z } from 'zod';
import type { Actor } from '../../domain/people/actor';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import {
  addAccount,
  allAccounts,
  changeAccount,
  disableAccount,
  knownPerson,
  oneAccount,
  resetPassword,
  type AccountServices,
} from './administration';
import {
  accountExample,
  accountSchema,
  changedAccountBody,
  newAccountBody,
  newPasswordBody,
  type AccountView,
} from './schemas';

const ROOT = '/api/v1/accounts';
const tag = 'Accounts';

const READING = only('administrator', 'auditor');
const ADMINISTERING = only('administrator');

const params = z.object({ user: z.string().meta({ example: 'zhang.xiao' }) });
const THE_ACCOUNT = { 200: { description: 'The account', body: accountSchema, example: accountExample } };
/** Who may sign in. Everything that is done here is put on the access record. */
export function accountRoutes(services: AccountServices): Route[] {
  return [
    list(services),
    one(services),
    add(services),
    change(services),
    disable(services),
    enable(services),
    reset(services),
    endSessions(services),
  ];
}

function list(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listAccounts',
      tag,
      summary: 'Everybody, and how they sign in',
      answers: { 200: { description: 'All of them', body: z.object({ items: z.array(accountSchema) }) } },
      problems: [],
    },
    async () => ok({ items: await allAccounts(services) }),
  );
}

function one(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{user}`,
      allow: READING,
      id: 'readAccount',
      tag,
      summary: 'One account',
      params,
      answers: THE_ACCOUNT,
      problems: ['not-found'],
    },
    async ({ params: { user } }) => ok(await oneAccount(services, user)),
  );
}

function add(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ADMINISTERING,
      id: 'addAccount',
      tag,
      summary: 'Add somebody',
      description: 'A first password has to be changed at the first sign-in, as two people know it.',
      takes: 'json',
      unguarded: ['password'],
      body: newAccountBody,
      bodyExample: {
        user: 'zhang.xiao',
        name: '张晓',
        roles: ['agent'],
        department: 'customer-service',
        email: 'zhang.xiao@example.com',
        password: 'four words to begin with',
      },
      answers: {
        201: {
          description: 'They are in the directory.',
          body: accountSchema,
          example: accountExample,
          headers: { Location: 'Where the account is read' },
        },
      },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, body, request }) => {
      const account = await addAccount(services, actor, body);
      await accountFor(services.accessRecord, request, actor, { action: 'addAccount', about: account.user });
      return { status: 201, body: account, headers: { Location: `${ROOT}/${account.user}` } };
    },
  );
}

function change(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/change`,
      allow: ADMINISTERING,
      id: 'changeAccount',
      tag,
      summary: 'Change name, roles, department or e-mail',
      description: 'It counts from their next request on, and for their API keys too.',
      params,
      takes: 'json',
      body: changedAccountBody,
      bodyExample: { roles: ['specialist'] },
      answers: THE_ACCOUNT,
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { user }, body, request }) => {
      const account = await changeAccount(services, actor, user, body);
      return done(services, request, actor, 'changeAccount', account, Object.keys(body));
    },
  );
}

function disable(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/disable`,
      allow: ADMINISTERING,
      id: 'disableAccount',
      tag,
      summary: 'Shut somebody out',
      description: 'They are signed out at once, their keys are of no use, and no new case comes to them.',
      params,
      answers: THE_ACCOUNT,
      problems: ['not-found'],
    },
    async ({ actor, params: { user }, request }) =>
      done(services, request, actor, 'disableAccount', await disableAccount(services, actor, user, true)),
  );
}

function enable(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/enable`,
      allow: ADMINISTERING,
      id: 'enableAccount',
      tag,
      summary: 'Let somebody in again',
      params,
      answers: THE_ACCOUNT,
      problems: ['not-found'],
    },
    async ({ actor, params: { user }, request }) =>
      done(services, request, actor, 'enableAccount', await disableAccount(services, actor, user, false)),
  );
}

function reset(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/password`,
      allow: ADMINISTERING,
      id: 'resetPassword',
      tag,
      summary: 'Set a password that has to be changed at the next sign-in',
      description: 'All their sessions are over, and a lock after wrong passwords is lifted.',
      params,
      takes: 'json',
      unguarded: ['password'],
      body: newPasswordBody,
      bodyExample: { password: 'four words to begin with' },
      answers: THE_ACCOUNT,
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { user }, body: { password }, request }) =>
      done(services, request, actor, 'resetPassword', await resetPassword(services, actor, user, password)),
  );
}

function endSessions(services: AccountServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/sessions/end`,
      allow: ADMINISTERING,
      id: 'endSessions',
      tag,
      summary: 'Sign somebody out everywhere',
      params,
      answers: THE_ACCOUNT,
      problems: ['not-found'],
    },
    async ({ actor, params: { user }, request }) => {
      await knownPerson(services, user);
      await services.sessions.endAll(user);
      return done(services, request, actor, 'endSessions', await oneAccount(services, user));
    },
  );
}

async function done(
  { accessRecord }: AccountServices,
  request: Request,
  actor: Actor,
  action: string,
  account: AccountView,
  fields?: readonly string[],
) {
  await accountFor(accessRecord, request, actor, { action, about: account.user, ...(fields && { fields }) });
  return ok(account);
}
