import { z } from 'zod';
import { dueCases, LEFT_REASONS, type DueCaseSources } from '../../models/retention';
import type { PlannedCase, RetentionPlan, RetentionStore } from '../../models/retention';
import { instant } from '../complaints/fields';
import { cursor, limit, pageOf } from '../complaints/paging';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { OVERSEEING } from '../keeping/access';
import { Problem } from '../problems';

export interface RetentionServices extends DueCaseSources {
  readonly retention: RetentionStore;
}

const ROOT = '/api/v1/retention';
const tag = 'Retention';
/** Two months of nights. */
const PLANS_SHOWN = 60;
/** What a dry run lists; beyond it, it only counts. */
const LISTED = 200;
/** Where a dry run ends counting. */
const COUNTED_AT_MOST = 10_000;

const planSchema = z
  .object({
    id: z.string(),
    madeAt: instant,
    dueAt: instant.meta({ description: 'From when on it is carried out' }),
    finishedAt: instant.nullable(),
    cases: z.int(),
    erased: z.int(),
    left: z.int().meta({ description: 'Held, kept longer or otherwise left as they are' }),
  })
  .meta({ id: 'RetentionPlan' });

const dueSchema = z.object({
  number: z.string(),
  keptUntil: instant,
  rule: z.object({
    policy: z.string(),
    version: z.int(),
    length: z.string().nullable().meta({ description: 'The pack’s time, as an ISO 8601 duration' }),
    importance: z.enum(['normal', 'important']),
  }),
});

const plannedSchema = dueSchema
  .extend({
    result: z
      .object({ kind: z.enum(['erased', 'left']), why: z.enum(LEFT_REASONS).nullable(), at: instant })
      .nullable(),
  })
  .meta({ id: 'PlannedCase' });

const dryRunSchema = z
  .object({ now: instant, cases: z.int(), items: z.array(dueSchema) })
  .meta({ id: 'RetentionDryRun' });

const planExample = {
  id: 'R20261122',
  madeAt: '2026-11-21T18:30:00.000Z',
  dueAt: '2026-11-22T18:30:00.000Z',
  finishedAt: null,
  cases: 3,
  erased: 0,
  left: 0,
};

/** What the nightly retention means to erase, and has erased. */
export function retentionRoutes(services: RetentionServices): Route[] {
  return [plans(services), plan(services), dryRun(services)];
}

function plans({ retention }: RetentionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/plans`,
      allow: OVERSEEING,
      id: 'listRetentionPlans',
      tag,
      summary: 'What retention means to erase, night by night',
      description:
        'Each night it is written down which cases have been kept for as long as their pack says; a day later (RETENTION_NOTICE) they are erased, but for those that were held or kept longer meanwhile.',
      answers: {
        200: {
          description: `The newest ${PLANS_SHOWN}, the newest first`,
          body: z.object({ items: z.array(planSchema) }),
          example: { items: [planExample] },
        },
      },
      problems: [],
    },
    async () => ok({ items: (await retention.plans(PLANS_SHOWN)).map(planView) }),
  );
}

function plan({ retention }: RetentionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/plans/{id}`,
      allow: OVERSEEING,
      id: 'readRetentionPlan',
      tag,
      summary: 'The cases of a plan, each with its rule and what came of it',
      params: z.object({ id: z.string().max(20).meta({ example: planExample.id }) }),
      query: z.strictObject({ limit, cursor }),
      answers: {
        200: {
          description: 'One page, in the order of the numbers',
          body: pageOf(plannedSchema).extend({ plan: planSchema }),
        },
      },
      problems: ['not-found', 'invalid'],
    },
    async ({ params: { id }, query }) => {
      const found = await retention.find(id);
      if (!found) throw new Problem('not-found', 'There is no plan of this id.');
      const { limit: most, cursor: after } = query;
      const read = await retention.casesOf(id, { limit: most + 1, ...(after !== undefined && { after }) });
      const items = read.slice(0, most);
      const last = items.at(-1)?.number;
      const next = read.length > most && last !== undefined ? { next: last } : {};
      return ok({ plan: planView(found), items: items.map(plannedView), ...next });
    },
  );
}

function dryRun(services: RetentionServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/dry-run`,
      allow: OVERSEEING,
      id: 'dryRunRetention',
      tag,
      summary: 'What a plan made now would hold; changes nothing',
      answers: {
        200: {
          description: `How many cases, up to ${COUNTED_AT_MOST}, and the first ${LISTED}`,
          body: dryRunSchema,
        },
      },
      problems: [],
    },
    async () => {
      const now = new Date();
      const items: ReturnType<typeof dueView>[] = [];
      let cases = 0;
      for await (const page of dueCases(services, now)) {
        items.push(...page.slice(0, LISTED - items.length).map(dueView));
        cases += page.length;
        if (cases >= COUNTED_AT_MOST) break;
      }
      return ok({ now: now.toISOString(), cases, items });
    },
  );
}

function planView({ _id, madeAt, dueAt, finishedAt, cases, erased, left }: RetentionPlan) {
  return {
    id: _id,
    madeAt: madeAt.toISOString(),
    dueAt: dueAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    cases,
    erased,
    left,
  };
}

function dueView({ number, keptUntil, rule }: Pick<PlannedCase, 'number' | 'keptUntil' | 'rule'>) {
  return { number, keptUntil: keptUntil.toISOString(), rule: { ...rule, length: rule.length ?? null } };
}

function plannedView(planned: PlannedCase) {
  const { result } = planned;
  return {
    ...dueView(planned),
    result: result
      ? { kind: result.kind, why: result.kind === 'left' ? result.why : null, at: result.at.toISOString() }
      : null,
  };
}
