import { z } from 'zod';
import { hasRole, isSupervisor, type Actor } from '../../domain/people/actor';
import type { BulkAssignment } from '../../models/bulk-assignments';
import { ACTING, READING } from '../complaints/access';
import { onceHeaders, ONCE_PROBLEMS } from '../http/idempotency';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { askFor, askSchema, type AskServices } from './ask';
import { BULK_ID, bulkExample, bulkSchema, bulkView } from './view';

export type BulkAssignmentServices = AskServices;

const ROOT = '/api/v1/bulk-assignments';
const tag = 'Commands';

/** Assigning up to a thousand cases by one request, and how far that has come. */
export function bulkAssignmentRoutes(services: BulkAssignmentServices): Route[] {
  return [ask(services), progress(services)];
}

function ask(services: BulkAssignmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: ROOT,
      allow: ACTING,
      id: 'bulkAssign',
      tag,
      summary: 'Assign many cases to one department',
      description:
        'Every case gets the command `assign` from you, by its own rules and your rights on it. What it refuses is listed with the reason. It goes on by itself, and where it stood if a worker is killed; nothing is assigned twice.',
      headers: onceHeaders,
      takes: 'json',
      body: askSchema,
      bodyExample: {
        numbers: ['C20261122-000042', 'C20261122-000051'],
        department: 'technical',
        reason: 'The same fault after the update of Friday',
      },
      answers: {
        201: {
          description: 'It is stored, and on its way to the cases',
          body: bulkSchema,
          example: { ...bulkExample, status: 'waiting', finishedAt: null, done: 0, refused: [] },
          headers: {
            Location: 'Where its progress is',
            'Idempotency-Replayed': '`true` if it was asked for before',
          },
        },
      },
      problems: [...ONCE_PROBLEMS],
    },
    async ({ actor, body, headers: { 'idempotency-key': key }, request }) => {
      const { bulk, repeated } = await askFor(services, actor, body, request, key);
      return {
        status: 201,
        headers: {
          Location: `${ROOT}/${bulk._id}`,
          ...(repeated && { 'Idempotency-Replayed': 'true' }),
        },
        body: bulkView(bulk, await services.bulkAssignments.progress(bulk._id)),
      };
    },
  );
}

function progress({ bulkAssignments }: BulkAssignmentServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: READING,
      background: true,
      id: 'readBulkAssignment',
      tag,
      summary: 'How far a bulk assignment has come',
      description: 'For whoever asked for it, those who supervise, executives and auditors.',
      params: z.object({ id: z.string().max(100).meta({ example: BULK_ID }) }),
      answers: { 200: { description: 'As it stands now', body: bulkSchema, example: bulkExample } },
      problems: ['not-found'],
    },
    async ({ actor, params: { id } }) => {
      const bulk = await bulkAssignments.find(id);
      // Whether there are others stays unsaid.
      if (!bulk || !mayRead(actor, bulk)) {
        throw new Problem('not-found', 'There is no bulk assignment of this id, or it is not yours.');
      }
      return ok(bulkView(bulk, await bulkAssignments.progress(id)));
    },
  );
}

function mayRead(actor: Actor, { by }: BulkAssignment): boolean {
  return by.user === actor.user || isSupervisor(actor) || hasRole(actor, 'executive', 'auditor');
}
