import { z } from 'zod';
import type { Actor, Role } from '../../domain/people/actor';
import type { CaseStore } from '../../models/cases';
import type { WidespreadGroup, WidespreadListing, WidespreadStore } from '../../models/widespread';
import type { Logger } from '../../platform/logging';
import { instant, text } from '../complaints/fields';
import { limit, pageOf } from '../complaints/paging';
import { allBut, only } from '../http/access';
import { BODY_PROBLEMS } from '../http/body-problems';
import { ok } from '../http/reply';
import { noParts, route, type Route } from '../http/route';
import { invalidField, Problem } from '../problems';

export interface WidespreadServices {
  readonly cases: Pick<CaseStore, 'widespreadCases' | 'groupSizes'>;
  readonly widespread: Pick<WidespreadStore, 'find' | 'list' | 'solve'>;
  readonly logger: Logger;
}

const ROOT = '/api/v1/widespread-groups';
const tag = 'Widespread complaints';
const ID = 'W20261122-000042';

/** Those who see every case. */
const READING = allBut('customer', 'integration', 'lead', 'handler');
const SOLVING: readonly Role[] = ['supervisor', 'quality-manager', 'head-of-customer-service', 'executive'];

const solutionSchema = z.object({
  text: z.string(),
  by: z.string().meta({ description: 'A user id' }),
  at: instant,
  told: z.int().meta({ description: 'How many cases have been told so far' }),
});
const summarySchema = z
  .object({
    id: z.string(),
    policy: z.string().meta({ description: 'The pack of its cases' }),
    foundAt: instant,
    alarmedAt: instant.nullable().meta({ description: 'When the supervisors had been told' }),
    openCases: z.int().meta({ description: 'How many of its cases are open' }),
    solution: solutionSchema.nullable(),
  })
  .meta({ id: 'WidespreadSummary' });
const groupSchema = summarySchema
  .extend({ open: z.array(z.string()).meta({ description: 'The numbers of its open cases' }) })
  .meta({ id: 'WidespreadGroup' });

const summaryExample = {
  id: ID,
  policy: 'it-service',
  foundAt: '2026-11-22T03:00:00.000Z',
  alarmedAt: '2026-11-22T03:00:02.000Z',
  openCases: 3,
  solution: null,
};
const ONE = {
  description: 'The group',
  body: groupSchema,
  example: { ...summaryExample, open: ['C20261122-000042', 'C20261122-000051', 'C20261122-000063'] },
};

const params = z.object({ id: z.string().meta({ example: ID }) });
const listQuery = z.strictObject({
  open: z.literal('true').exactOptional().meta({ description: 'Only groups that have open cases' }),
  limit,
  cursor: z
    .string()
    .regex(/^\d{1,16}~W[0-9-]{1,40}$/, 'must be the “next” of the page before')
    .exactOptional()
    .meta({ description: 'The “next” of the page before' }),
});

/** Similar complaints that were put together by themselves, and the one solution that is told to all of them. */
export function widespreadRoutes(services: WidespreadServices): Route[] {
  return [list(services), one(services), solve(services)];
}

function list({ widespread, cases }: WidespreadServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: ROOT,
      allow: READING,
      id: 'listWidespreadGroups',
      tag,
      summary: 'Groups of similar complaints, the newest first',
      description: 'The cases of a group are those that `GET /complaints?widespread=` finds.',
      query: listQuery,
      answers: {
        200: { description: 'A page', body: pageOf(summarySchema), example: { items: [summaryExample] } },
      },
      problems: ['invalid'],
    },
    async ({ query }) => {
      const sizes = await cases.groupSizes();
      const found = await widespread.list(query.limit + 1, {
        ...positionOf(query.cursor),
        ...(query.open && { ids: [...sizes.keys()] }),
      });
      const page = found.slice(0, query.limit);
      const last = page.at(-1);
      const next = last && found.length > page.length ? `${last.foundAt.getTime()}~${last._id}` : undefined;
      return ok({
        items: page.map((group) => summaryOf(group, sizes.get(group._id) ?? 0)),
        ...(next !== undefined && { next }),
      });
    },
  );
}

function one(services: WidespreadServices): Route {
  return route(
    {
      ...noParts,
      method: 'get',
      path: `${ROOT}/{id}`,
      allow: READING,
      id: 'readWidespreadGroup',
      tag,
      summary: 'One group of similar complaints, with its open cases',
      params,
      answers: { 200: ONE },
      problems: ['not-found'],
    },
    async ({ params: { id } }) => ok(await groupView(services, id)),
  );
}

function solve(services: WidespreadServices): Route {
  return route(
    {
      ...noParts,
      method: 'post',
      path: `${ROOT}/{id}/solution`,
      allow: only(...SOLVING),
      id: 'solveWidespread',
      tag,
      summary: 'Tell one solution to all open cases of a group',
      description:
        'Within a minute each open case has it as a note that its customer sees, and the customer is told by mail; so have cases that join the group later. A group has one solution: the same text again changes nothing, another one is refused.',
      params,
      takes: 'json',
      body: z.strictObject({ text }),
      bodyExample: {
        text: 'Switch the box off for one minute; the corrected software is installed when it starts.',
      },
      answers: { 202: ONE },
      problems: [...BODY_PROBLEMS, 'personal-number', 'not-found'],
    },
    async ({ actor, params: { id }, body }) => {
      await keep(services, id, body.text, actor);
      return { status: 202, body: await groupView(services, id) };
    },
  );
}

/** @throws {Problem} `invalid` if it has another solution already, `not-found` if there is no such group */
async function keep(
  { widespread, logger }: WidespreadServices,
  id: string,
  wanted: string,
  by: Actor,
): Promise<void> {
  const kept = await widespread.solve(id, { text: wanted, by, at: new Date(), told: [] });
  if (!kept) throw unknownGroup();
  if (kept.text !== wanted) throw invalidField('text', 'must be the solution that the group has already');
  logger.info({ group: id, by: by.user }, 'A widespread complaint has a solution');
}

async function groupView({ widespread, cases }: WidespreadServices, id: string) {
  const group = await widespread.find(id);
  if (!group) throw unknownGroup();
  const open = await cases.widespreadCases(id);
  return { ...summaryOf(group, open.length), open: open.map(({ number }) => number) };
}

function summaryOf(
  { _id, pack, foundAt, alarmedAt, solution }: WidespreadGroup,
  openCases: number,
): z.input<typeof summarySchema> {
  return {
    id: _id,
    policy: pack,
    foundAt: foundAt.toISOString(),
    alarmedAt: alarmedAt?.toISOString() ?? null,
    openCases,
    solution: solution
      ? {
          text: solution.text,
          by: solution.by.user,
          at: solution.at.toISOString(),
          told: solution.told.length,
        }
      : null,
  };
}

function positionOf(cursor: string | undefined): Pick<WidespreadListing, 'after'> {
  const [time, id] = cursor?.split('~') ?? [];
  return time === undefined || id === undefined
    ? {}
    : { after: { _id: id, foundAt: new Date(Number(time)) } };
}

function unknownGroup(): Problem {
  return new Problem('not-found', 'There is no such group of similar complaints.');
}
