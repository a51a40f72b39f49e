import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { endOfKeeping } from '../../domain/case/retention';
import type { AccessRecord } from '../../models/access-record';
import type { EraseCase, ErasureOutcome, KeepingStore } from '../../models/keeping';
import { findCase, type CaseFinder } from '../complaints/find-case';
import { cursor, limit, pageOf } from '../complaints/paging';
import { accountFor } from '../http/account-for';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { Problem } from '../problems';
import { ERASING, HOLDING, OVERSEEING, SEEING } from './access';
import {
  erasureSchema,
  erasureView,
  holdExample,
  holdSchema,
  holdView,
  keepingSchema,
  keepingView,
  numberParams,
  reasonBody,
} from './schemas';

export interface KeepingServices extends CaseFinder {
  readonly keeping: KeepingStore;
  readonly eraseCase: EraseCase;
  readonly accessRecord: AccessRecord;
}

const ROOT = '/api/v1/complaints/{number}';
const tag = 'Retention';
const TEXT_PROBLEMS = [...BODY_PROBLEMS, 'personal-number'] as const;

/** What keeps a case from being erased, and its erasure. */
export function keepingRoutes(services: KeepingServices): Route[] {
  return [read(services), place(services), lift(services), erase(services), listHolds(services)];
}

function read(services: KeepingServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/keeping`,
      allow: SEEING,
      id: 'readKeeping',
      tag,
      summary: 'Until when a complaint is kept, what holds it, and whether it was erased',
      params: numberParams,
      answers: { 200: { description: 'As it stands now', body: keepingSchema } },
      problems: ['not-found', 'not-yet'],
    },
    async ({ actor, params: { number } }) => {
      const { state } = await findCase(services, number, actor);
      return ok(keepingView(number, endOfKeeping(state), await services.keeping.find(number)));
    },
  );
}

function place(services: KeepingServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/legal-holds`,
      allow: HOLDING,
      id: 'placeLegalHold',
      tag,
      summary: 'Keep a complaint whatever its time of retention',
      description:
        'As long as it stands, neither the nightly retention nor anybody else erases the case. Several may stand, each for its own reason; the case is held until the last is lifted.',
      params: numberParams,
      takes: 'json',
      body: reasonBody,
      bodyExample: { reason: holdExample.reason },
      answers: { 201: { description: 'It stands.', body: holdSchema, example: holdExample } },
      problems: [...TEXT_PROBLEMS, 'not-found', 'not-yet', 'erased'],
    },
    async ({ actor, params: { number }, body: { reason }, request }) => {
      await findCase(services, number, actor);
      const hold = { id: randomUUID(), by: actor.user, at: new Date(), reason };
      if ((await services.keeping.placeHold(number, hold)) === 'erased') {
        const { erasure } = await services.keeping.find(number);
        throw erased(number, erasure?.by, 'There is nothing left to hold.');
      }
      await accountFor(services.accessRecord, request, actor, { action: 'placeLegalHold', number, reason });
      return { status: 201, body: holdView(hold) };
    },
  );
}

function lift(services: KeepingServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/legal-holds/{id}/lift`,
      allow: HOLDING,
      id: 'liftLegalHold',
      tag,
      summary: 'End a legal hold',
      params: numberParams.extend({ id: z.string().max(100) }),
      takes: 'json',
      body: reasonBody,
      bodyExample: { reason: 'The case before the court has ended.' },
      answers: { 204: { description: 'It does not stand any more.' } },
      problems: [...TEXT_PROBLEMS, 'not-found', 'not-yet'],
    },
    async ({ actor, params: { number, id }, body: { reason }, request }) => {
      await findCase(services, number, actor);
      const lifted = { by: actor.user, at: new Date(), reason };
      if ((await services.keeping.liftHold(number, id, lifted)) === 'none') {
        throw new Problem(
          'not-found',
          'No such legal hold stands on this case. Perhaps it was lifted before.',
        );
      }
      await accountFor(services.accessRecord, request, actor, { action: 'liftLegalHold', number, reason });
      return { status: 204 };
    },
  );
}

function erase(services: KeepingServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/erasure`,
      allow: ERASING,
      id: 'eraseComplaint',
      tag,
      summary: 'Erase what is personal in an archived complaint, for ever',
      description:
        'Names, contacts, every text and every file become unreadable in the records, the histories and the backups of the data. What happened when, by which rule, stays and can still be proven. Nobody can undo it. Repeating it changes nothing.',
      params: numberParams,
      takes: 'json',
      body: reasonBody.extend({
        confirm: z.string().meta({ description: 'The number of the case once more' }),
      }),
      bodyExample: {
        reason: 'The customer asked for it; nothing obliges us to keep it.',
        confirm: 'C20261122-000042',
      },
      answers: { 200: { description: 'It is erased.', body: erasureSchema } },
      problems: [...TEXT_PROBLEMS, 'not-found', 'not-yet', 'held', 'not-archived'],
    },
    async ({ actor, params: { number }, body: { reason, confirm }, request }) => {
      await findCase(services, number, actor);
      if (confirm !== number) {
        const message = 'must be the number of the case to be erased';
        throw new Problem('invalid', 'Nothing was erased: the number was not repeated.', {
          errors: [{ field: 'confirm', message }],
        });
      }
      const outcome = await services.eraseCase(number, { by: actor.user, at: new Date(), reason }, () =>
        accountFor(services.accessRecord, request, actor, { action: 'eraseComplaint', number, reason }),
      );
      return ok(erasureView(erasureOf(number, outcome)));
    },
  );
}

function listHolds({ keeping }: KeepingServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: '/api/v1/legal-holds',
      allow: OVERSEEING,
      id: 'listLegalHolds',
      tag,
      summary: 'The legal holds that stand',
      query: z.strictObject({ limit, cursor }),
      answers: {
        200: {
          description: 'In the order of their cases',
          body: pageOf(holdSchema.extend({ number: z.string() })),
        },
      },
      problems: ['invalid'],
    },
    async ({ query }) => {
      const { limit: most, cursor: after } = query;
      // A page has whole cases: one with several holds may make it longer.
      const found = await keeping.standingHolds({ limit: most + 1, ...(after !== undefined && { after }) });
      const numbers = [...new Set(found.map(({ number }) => number))];
      const shown = new Set(numbers.slice(0, most));
      const items = found.filter(({ number }) => shown.has(number));
      const last = items.at(-1)?.number;
      const next = numbers.length > most && last !== undefined ? { next: last } : {};
      return ok({ items: items.map(({ number, hold }) => ({ number, ...holdView(hold) })), ...next });
    },
  );
}

/** @throws {Problem} if it was not erased: says why, and what to do */
function erasureOf(number: string, outcome: ErasureOutcome) {
  switch (outcome.kind) {
    case 'erased':
      return outcome.erasure;
    case 'held':
      throw new Problem(
        'held',
        `${number} is under legal hold: ${outcome.holds.map(({ by, reason }) => `${reason} (${by})`).join('; ')}. Nothing was erased.`,
        { members: { holds: outcome.holds.map(holdView) } },
      );
    case 'not-archived': {
      const until = outcome.reopenUntil;
      const detail =
        until === undefined
          ? 'Only an archived case is erased; this one is still being handled. Nothing was erased.'
          : `Only an archived case is erased; this one can be reopened until ${until}. Nothing was erased.`;
      throw new Problem('not-archived', detail, {
        members: { stage: outcome.stage, ...(until !== undefined && { reopenUntil: until }) },
      });
    }
    case 'unknown':
      throw new Problem('not-found', 'There is no complaint of this number.');
  }
}

function erased(number: string, by: string | undefined, hint: string): Problem {
  return new Problem('erased', `${number} was erased${by === undefined ? '' : ` by ${by}`}. ${hint}`);
}
