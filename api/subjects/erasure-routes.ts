import { z } from 'zod';
import type { AccessRecord } from '../../models/access-record';
import type { EraseCase } from '../../models/keeping';
import type { SubjectRequestStore } from '../../models/subject-requests';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { ERASING } from '../keeping/access';
import { holdExample, reasonBody } from '../keeping/schemas';
import { Problem } from '../problems';
import { eraseSubject, subjectStanding, type SubjectErasing } from './erase-subject';
import { subjectErasureSchema, subjectErasureView } from './erasure-schema';
import { knownRequest } from './known-request';

export interface SubjectErasureServices extends SubjectErasing {
  readonly subjectRequests: Pick<SubjectRequestStore, 'find'>;
  readonly eraseCase: EraseCase;
  readonly accessRecord: AccessRecord;
}

const PATH = '/api/v1/subjects/{id}/erasure';
const tag = 'Retention';
const params = z.object({ id: z.string().max(100) });

/** As many characters of the id as are said once more: as long as the number of a case, and as unlikely to be typed by chance. */
const CONFIRMED_BY = 8;

const ID = '9c0f0a52-4a9b-4f41-8d1c-6a8b3f9e6d0a';
const FOLLOW_UP = '5b6c1f9e-7a10-4f4e-9b87-6a4b5f2d9c31';
const aCase = { erasedAt: null, holds: [], stage: null, reopenUntil: null };
const held = { ...aCase, number: 'C20261122-000043', outcome: 'held', holds: [holdExample] };

/** Erasing all that is kept about one customer. */
export function subjectErasureRoutes(services: SubjectErasureServices): Route[] {
  return [standing(services), erase(services)];
}

function standing(services: SubjectErasureServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: PATH,
      allow: ERASING,
      id: 'readSubjectErasure',
      tag,
      summary: 'What would be erased now of all that was found about a customer, and what would stay',
      params,
      answers: {
        200: {
          description: 'As it stands now',
          body: subjectErasureSchema,
          example: {
            id: ID,
            cases: [{ ...aCase, number: 'C20261122-000042', outcome: 'erasable' }, held],
            entries: [{ kind: 'follow-up', id: FOLLOW_UP, outcome: 'erasable', number: null }],
          },
        },
      },
      problems: ['not-found'],
    },
    async ({ params: { id } }) => {
      const found = await knownRequest(services.subjectRequests, id);
      return ok(subjectErasureView(id, await subjectStanding(services, found)));
    },
  );
}

function erase(services: SubjectErasureServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: PATH,
      allow: ERASING,
      id: 'eraseSubject',
      tag,
      summary: 'Erase all that was found about a customer, for ever',
      description:
        'Each case as by its own erasure, and the texts of what is no case. What can’t be erased now stays, and is named with why; it holds nothing else back. Nobody can undo it. Repeating it finishes what was cut off, and erases what has become erasable since.',
      params,
      takes: 'json',
      body: reasonBody.extend({
        confirm: z.string().meta({ description: 'The first eight characters of the request’s id once more' }),
      }),
      bodyExample: { reason: 'The customer demands deletion.', confirm: ID.slice(0, CONFIRMED_BY) },
      answers: {
        200: {
          description: 'What came of each',
          body: subjectErasureSchema,
          example: {
            id: ID,
            cases: [
              {
                ...aCase,
                number: 'C20261122-000042',
                outcome: 'erased',
                erasedAt: '2026-11-22T02:00:01.000Z',
              },
              held,
            ],
            entries: [{ kind: 'follow-up', id: FOLLOW_UP, outcome: 'erased', number: null }],
          },
        },
      },
      problems: [...BODY_PROBLEMS, 'personal-number', 'not-found'],
    },
    async ({ actor, params: { id }, body: { reason, confirm }, request }) => {
      const found = await knownRequest(services.subjectRequests, id);
      if (confirm !== id.slice(0, CONFIRMED_BY)) throw notConfirmed();
      const account = (doing: { readonly action: string; readonly number?: string }) =>
        accountFor(services.accessRecord, request, actor, { about: id, reason, ...doing });
      await account({ action: 'eraseSubject' });
      const decided = { by: actor.user, at: new Date(), reason };
      const results = await eraseSubject(services, found, (number) =>
        services.eraseCase(number, decided, () => account({ action: 'eraseComplaint', number })),
      );
      return ok(subjectErasureView(id, results));
    },
  );
}

function notConfirmed(): Problem {
  const message = 'must be the first eight characters of the id of the request';
  return new Problem('invalid', 'Nothing was erased: the request was not named once more.', {
    errors: [{ field: 'confirm', message }],
  });
}
