import { z } from 'zod';
import { hasRole, type Actor, type Role } from '../../domain/people/actor';
import type { Directory, UserDocument } from '../../models/people';
import type { Logger } from '../../platform/logging';
import { allBut, only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';
import { checkDeputy } from './check-deputy';
import {
  absenceBody,
  absenceSchema,
  absenceView,
  deputyBody,
  personOf,
  personSchema,
  summaryOf,
  summarySchema,
} from './schemas';

export interface PeopleServices {
  readonly directory: Pick<
    Directory,
    'users' | 'user' | 'standInFor' | 'addAbsence' | 'endAbsence' | 'nameDeputy'
  >;
  readonly logger: Logger;
}

const ROOT = '/api/v1/people';
const tag = 'People';

const READING_ALL: readonly Role[] = ['administrator', 'auditor'];
/** Everybody has to do with themselves; whom else is asked in the route. */
const ONESELF = allBut('customer', 'integration');

const userParams = z.object({ user: z.string().meta({ example: 'technical-lead' }) });
const absenceParams = userParams.extend({ id: z.string() });

const absenceExample = {
  id: '4be0643f-1d98-573b-97cd-ca98a65347dd',
  from: '2026-12-01T01:00:00.000Z',
  to: '2026-12-05T10:00:00.000Z',
  reason: 'Training',
  enteredBy: 'technical-lead',
};
const personExample = {
  user: 'technical-lead',
  name: '刘洋',
  roles: ['lead'],
  department: 'technical',
  email: 'technical-lead@example.com',
  deputy: 'technical-handler',
  absences: [absenceExample],
  standIn: {
    user: 'technical-handler',
    via: [{ user: 'technical-lead', awayUntil: absenceExample.to, next: 'deputy' }],
  },
};
const ONE_PERSON = { 200: { description: 'The person', body: personSchema, example: personExample } };

/** Who works here, who is away when, and who stands in for them. */
export function peopleRoutes(services: PeopleServices): Route[] {
  return [list(services), one(services), enterAbsence(services), endAbsence(services), nameDeputy(services)];
}

function list({ directory }: PeopleServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: only(...READING_ALL),
      id: 'listPeople',
      tag,
      summary: 'Everybody in the directory',
      answers: { 200: { description: 'All of them', body: z.object({ items: z.array(summarySchema) }) } },
      problems: [],
    },
    async () => ok({ items: (await directory.users()).map(summaryOf) }),
  );
}

function one(services: PeopleServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{user}`,
      allow: ONESELF,
      id: 'readPerson',
      tag,
      summary: 'One person, and who stands in for them now',
      description: 'An administrator or auditor reads anybody, everybody else themselves.',
      params: userParams,
      answers: ONE_PERSON,
      problems: ['not-found'],
    },
    async ({ actor, params: { user } }) => {
      checkConcerned(actor, user, READING_ALL);
      return ok(await personAsNow(services, user));
    },
  );
}

function enterAbsence({ directory, logger }: PeopleServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/absences`,
      allow: ONESELF,
      id: 'enterAbsence',
      tag,
      summary: 'Enter an absence',
      description:
        'Everybody enters their own, an administrator anybody’s. While it lasts, notices go to the deputy, who may do what the absent person may; clocks stay with whoever holds them.',
      params: userParams,
      takes: 'json',
      body: absenceBody,
      bodyExample: { from: '2026-12-01T09:00:00+08:00', to: '2026-12-05T18:00:00+08:00', reason: 'Training' },
      answers: {
        201: {
          description: 'It is entered.',
          body: absenceSchema,
          example: absenceExample,
          headers: { Location: 'Where the person is read' },
        },
      },
      problems: [...BODY_PROBLEMS, 'personal-number', 'not-found'],
    },
    async ({ actor, params: { user }, body }) => {
      checkConcerned(actor, user, ['administrator']);
      checkTimes(body.from, body.to);
      const entered = await directory.addAbsence(user, { ...body, enteredBy: actor.user });
      if (entered === 'no-such-user') throw unknownPerson();
      if (entered === 'overlaps') {
        throw invalidField('from', 'They are already entered as away in part of that time. End that first.');
      }
      logger.info({ user, by: actor.user, from: entered.from, to: entered.to }, 'An absence was entered');
      const headers = { Location: `${ROOT}/${encodeURIComponent(user)}` };
      return { status: 201, body: absenceView(entered), headers };
    },
  );
}

function endAbsence(services: PeopleServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/absences/{id}/end`,
      allow: ONESELF,
      id: 'endAbsence',
      tag,
      summary: 'End an absence now',
      description: 'One that has not begun is taken out; one that is over stays as it is.',
      params: absenceParams,
      answers: ONE_PERSON,
      problems: ['not-found'],
    },
    async ({ actor, params: { user, id } }) => {
      checkConcerned(actor, user, ['administrator']);
      if (!(await services.directory.endAbsence(user, id, new Date().toISOString()))) {
        throw new Problem('not-found', 'There is no such absence of this person.');
      }
      services.logger.info({ user, by: actor.user, absence: id }, 'An absence was ended');
      return ok(await personAsNow(services, user));
    },
  );
}

function nameDeputy(services: PeopleServices): Route {
  const { directory, logger } = services;
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{user}/deputy`,
      allow: only('administrator'),
      id: 'nameDeputy',
      tag,
      summary: 'Name who stands in for somebody',
      description:
        'Whoever is away while they should stand in is stood in for by their own deputy. Where none is there, the lead of the department is told.',
      params: userParams,
      takes: 'json',
      body: deputyBody,
      bodyExample: { deputy: 'technical-handler' },
      answers: ONE_PERSON,
      problems: [...BODY_PROBLEMS, 'not-found'],
    },
    async ({ actor, params: { user }, body: { deputy } }) => {
      const person = await known(directory, user);
      if (deputy !== null) await checkDeputy(person, deputy, directory);
      if (!(await directory.nameDeputy(user, deputy ?? undefined))) throw unknownPerson();
      logger.info({ user, by: actor.user, deputy }, 'A deputy was named');
      return ok(await personAsNow(services, user));
    },
  );
}

/** @throws {Problem} `not-allowed` for somebody who is neither the person nor has one of the roles */
function checkConcerned(actor: Actor, user: string, roles: readonly Role[]): void {
  if (actor.user === user || hasRole(actor, ...roles)) return;
  throw new Problem('not-allowed', `This is for the person themselves, and for: ${roles.join(', ')}.`);
}

/** @throws {Problem} `invalid` if it ends before it begins, or is over */
function checkTimes(from: string, to: string): void {
  if (Date.parse(to) <= Date.parse(from)) throw invalidField('to', 'must be later than “from”');
  if (Date.parse(to) <= Date.now()) {
    throw invalidField('to', 'must be in the future: who was told in the past does not change any more');
  }
}

async function personAsNow({ directory }: PeopleServices, user: string) {
  const found = await known(directory, user);
  return personOf(found, await directory.standInFor(user, new Date().toISOString()));
}

async function known(directory: Pick<Directory, 'user'>, user: string): Promise<UserDocument> {
  const found = await directory.user(user);
  if (!found) throw unknownPerson();
  return found;
}

function unknownPerson(): Problem {
  return new Problem('not-found', 'There is nobody of this user id in the directory.');
}
