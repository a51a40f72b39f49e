import { z } from 'zod';
import { ROLES, type Role } from '../../domain/people/actor';
import type { AccessRecord } from '../../models/access-record';
import type { ApiKeyStore, Directory, ListedKey, UserDocument } from '../../models/people';
import { instant, line } from '../complaints/fields';
import { only } from '../http/access';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';

export interface ApiKeyServices {
  readonly apiKeys: ApiKeyStore;
  readonly directory: Pick<Directory, 'user'>;
  readonly accessRecord: AccessRecord;
}

const ROOT = '/api/v1/api-keys';
const tag = 'API keys';

const DAY_MS = 86_400_000;
/** How long a key serves if nothing else was said. */
const USUAL_LIFE_MS = 365 * DAY_MS;
/** A key that nobody has thought of for longer is one that nobody knows of. */
const LONGEST_LIFE_MS = 2 * USUAL_LIFE_MS;

const scopeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('read') }),
    z.strictObject({ kind: z.literal('write') }),
    z.strictObject({
      kind: z.literal('operations'),
      operations: z.array(line).min(1).max(100).meta({ description: 'Ids of operations of this document' }),
    }),
  ])
  .meta({
    id: 'KeyScope',
    description: 'Within the roles: reading, everything, or the operations that are named',
  });

const keySchema = z
  .object({
    id: z.string(),
    owner: z.string().meta({ description: 'User id of whom the key speaks for' }),
    purpose: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    department: z.string().nullable(),
    scope: scopeSchema,
    createdAt: instant,
    createdBy: z.string().nullable().meta({ description: 'Null: an operator, at the machine' }),
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'ApiKey' });
const newKeySchema = keySchema
  .extend({ key: z.string().meta({ description: 'The one time that it can be seen' }) })
  .meta({ id: 'NewApiKey' });

const newKeyBody = z.strictObject({
  owner: line,
  purpose: line,
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .exactOptional()
    .meta({ description: 'Of the owner’s; all of them if absent' }),
  scope: scopeSchema,
  expiresAt: instant.exactOptional().meta({ description: 'In a year if absent, in two at the latest' }),
});

const keyExample = {
  id: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  owner: 'integration',
  purpose: 'The ticket system files complaints',
  roles: ['integration'],
  department: null,
  scope: { kind: 'operations', operations: ['fileComplaint', 'readComplaint'] },
  createdAt: '2026-11-22T08:00:00.000Z',
  createdBy: 'administrator',
  expiresAt: '2027-11-22T08:00:00.000Z',
  lastUsedAt: null,
};

/**
 * Keys of systems, and of people for their own programs.
 *
 * @param operations ids of the operations that a key may be made for
 */
export function apiKeyRoutes(services: ApiKeyServices, operations: () => readonly string[]): Route[] {
  return [list(services), make(services, operations), withdraw(services)];
}

function list({ apiKeys }: ApiKeyServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: only('administrator', 'auditor'),
      id: 'listApiKeys',
      tag,
      summary: 'Every API key, and when it was used last',
      answers: { 200: { description: 'The newest first', body: z.object({ items: z.array(keySchema) }) } },
      problems: [],
    },
    async () => ok({ items: (await apiKeys.all()).map(keyView) }),
  );
}

function make(services: ApiKeyServices, operations: () => readonly string[]): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: only('administrator'),
      id: 'makeApiKey',
      tag,
      summary: 'Make an API key',
      description:
        'It is shown in this answer and never again. It gives no more than its owner has at the time of use.',
      takes: 'json',
      body: newKeyBody,
      bodyExample: {
        owner: 'integration',
        purpose: 'The ticket system files complaints',
        scope: { kind: 'operations', operations: ['fileComplaint', 'readComplaint'] },
      },
      answers: {
        201: { description: 'It is made.', body: newKeySchema, example: { ...keyExample, key: 'rk_…' } },
      },
      problems: BODY_PROBLEMS,
    },
    async ({ actor, body, request }) => {
      const owner = await ownerOf(services, body.owner);
      if (body.scope.kind === 'operations') checkOperations(body.scope.operations, operations());
      const { apiKeys, accessRecord } = services;
      const key = await apiKeys.create({
        user: owner._id,
        roles: rolesOf(owner, body.roles),
        ...(owner.department !== undefined && { department: owner.department }),
        purpose: body.purpose,
        scope: body.scope,
        createdBy: actor.user,
        expiresAt: expiryOf(body.expiresAt, Date.now()),
      });
      const made = await apiKeys.find(apiKeys.idOf(key));
      if (!made) throw new Error('A key that was just made is not there.');
      await accountFor(accessRecord, request, actor, { action: 'makeApiKey', about: owner._id });
      return { status: 201, body: { ...keyView(made), key } };
    },
  );
}

function withdraw({ apiKeys, accessRecord }: ApiKeyServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/withdraw`,
      allow: only('administrator'),
      id: 'withdrawApiKey',
      tag,
      summary: 'Withdraw an API key',
      description: 'Other API processes may let it in for five seconds more.',
      params: z.object({ id: z.string().max(100) }),
      answers: { 204: { description: 'It is of no use any more.' } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id }, request }) => {
      const key = await apiKeys.find(id);
      if (!key || !(await apiKeys.withdrawKey(id))) {
        throw new Problem('not-found', 'There is no API key of this id.');
      }
      await accountFor(accessRecord, request, actor, { action: 'withdrawApiKey', about: key.user });
      return { status: 204 };
    },
  );
}

async function ownerOf({ directory }: ApiKeyServices, user: string): Promise<UserDocument> {
  const owner = await directory.user(user);
  if (owner && owner.disabled !== true) return owner;
  throw invalidField('owner', 'There is no such user, or they are disabled.');
}

function rolesOf(owner: UserDocument, wanted: readonly Role[] | undefined): readonly Role[] {
  const beyond = wanted?.find((role) => !owner.roles.includes(role));
  if (beyond !== undefined) throw invalidField('roles', `The owner is no ${beyond}.`);
  return wanted ?? owner.roles;
}

function checkOperations(named: readonly string[], known: readonly string[]): void {
  const unknown = named.findIndex((operation) => !known.includes(operation));
  if (unknown === -1) return;
  throw invalidField(
    `scope.operations[${unknown}]`,
    'There is no such operation. Its id stands in /api/v1/openapi.json as operationId.',
  );
}

function expiryOf(wanted: string | undefined, now: number): Date {
  const at = wanted === undefined ? now + USUAL_LIFE_MS : Date.parse(wanted);
  if (at <= now) throw invalidField('expiresAt', 'must be in the future');
  if (at > now + LONGEST_LIFE_MS) throw invalidField('expiresAt', 'must be within two years');
  return new Date(at);
}

function keyView(key: ListedKey): z.input<typeof keySchema> {
  const { id, user, purpose, roles, department, scope, createdAt, createdBy, expiresAt, lastUsedAt } = key;
  return {
    id,
    owner: user,
    purpose: purpose ?? null,
    roles: [...roles],
    department: department ?? null,
    scope:
      scope?.kind === 'operations'
        ? { kind: scope.kind, operations: [...scope.operations] }
        : { kind: scope?.kind ?? 'write' },
    createdAt: createdAt.toISOString(),
    createdBy: createdBy ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
